"""On paper stands what was said, black on white: nothing to press, no way to somewhere else, no sky."""

import pytest
from playwright.async_api import expect

from .boarding import ask, show

pytestmark = pytest.mark.asyncio(loop_scope="session")

FOUND = """() => {
  const seen = (each) => each.checkVisibility({ visibilityProperty: true }) && each.getBoundingClientRect().width > 1;
  const name = (each) => each.outerHTML.slice(0, 90);
  const found = [];
  const pressed = "nav, footer, select, textarea, input, kbd, .button, .clouds, .street, .skip, [popover], #connection";
  for (const each of document.querySelectorAll(pressed)) {
    if (seen(each) && !each.closest(".unseen, .skip")) found.push(`is printed: ${name(each)}`);
  }
  for (const each of document.querySelectorAll("button")) {
    if (seen(each) && !each.querySelector(".votes")) found.push(`is printed: ${name(each)}`);
  }
  for (const each of document.querySelectorAll("body, body *")) {
    if (!seen(each) || each.closest("svg")) continue;
    const { color, backgroundColor, backgroundImage, boxShadow } = getComputedStyle(each);
    const says = [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (says && color !== "rgb(0, 0, 0)") found.push(`is not black: ${color} ${name(each)}`);
    if (backgroundColor !== "rgba(0, 0, 0, 0)" || backgroundImage !== "none" || boxShadow !== "none") {
      found.push(`is not white: ${backgroundColor} ${backgroundImage} ${boxShadow} ${name(each)}`);
    }
  }
  for (const each of document.querySelectorAll("tr, li, article")) {
    if (seen(each) && getComputedStyle(each).breakInside !== "avoid") found.push(`may break: ${name(each)}`);
  }
  if (document.scrollingElement.scrollWidth > innerWidth) found.push("is cut at the side");
  return found;
}"""
PAPER = {"width": 672, "height": 1000}
"""A4 without its margins, in CSS pixels."""


async def on_paper(person, name):
    """What is wrong with the page when it is printed."""
    size = person.page.viewport_size
    await person.page.emulate_media(media="print", color_scheme="dark")
    await person.page.set_viewport_size(PAPER)
    found = [f"{name}: {each}" for each in await person.page.evaluate(FOUND)]
    await person.page.emulate_media(media="screen", color_scheme="light")
    await person.page.set_viewport_size(size)
    return found


async def test_the_pages_around_the_rooms(own_people, own_site):
    found = []
    organiser = await own_people.person(login=own_site.login(**own_site.demo["organiser"]))
    for path in ("/p/dag-van-de-wijkteams-2023/", "/hosting/", "/archive/", "/accounts/login/"):
        await organiser.go(path)
        found += await on_paper(organiser, path)
    kept = "/archive/leerkring-collectief-en-preventief/"
    await organiser.go(kept)
    pages = await organiser.page.locator(".archive-pages a").evaluate_all("(all) => all.map((each) => each.pathname)")
    assert len(pages) > 2
    for path in pages:
        await organiser.go(path)
        assert await organiser.page.locator(".record").count()
        found += await on_paper(organiser, path)
    assert not found, "\n".join(found)
    # A table's head stands above it on each page of paper.
    await organiser.go(f"{kept}questions/")
    await organiser.page.emulate_media(media="print")
    head = organiser.page.locator(".figures thead")
    assert await head.evaluate("(each) => getComputedStyle(each).display") == "table-header-group"


async def test_the_pages_of_a_room(own_people, own_room):
    found = []
    host = await own_people.host(own_room)
    phone = await own_people.participant(own_room)
    screen = await own_people.projector(own_room)
    await host.press("board.open")
    await ask(phone, "Hoe gaat het verder?")
    await show(host, "Hoe gaat het verder?")
    await host.ask("Wat helpt?", ("Tijd", "Rust"))
    await phone.vote("Tijd")
    await phone.is_told("ok")
    await host.press("poll.reveal")
    await screen.counts(Tijd=1)
    for person, name in ((host, "console"), (phone, "phone"), (screen, "projector")):
        found += await on_paper(person, name)
    await phone.page.emulate_media(media="print")
    await expect(phone.page.locator(".own .plate")).to_be_visible()  # the code, also while it is folded away
    await phone.page.emulate_media(media="screen")
    await phone.go(f"{own_room.path}questions/")
    found += await on_paper(phone, "all questions")
    assert not found, "\n".join(found)

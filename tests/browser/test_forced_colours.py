"""Where the system chooses the colours, as Windows does for high contrast: a state is told by more than our colours."""

import pytest
from playwright.async_api import expect

from .boarding import ask, show
from .groups import deal, gathered, make_plan, sent_out
from .served import Room

pytestmark = pytest.mark.asyncio(loop_scope="session")

FORCED = {"forced_colors": "active"}
LOOK = """(element) => {
  const of = (each, pseudo) => {
    const style = getComputedStyle(each, pseudo);
    return ["backgroundColor", "borderWidth", "borderStyle", "outlineStyle", "fontWeight", "textDecorationLine"]
      .map((name) => style[name]);
  };
  const drawn = [...element.querySelectorAll("svg")].filter((each) => each.checkVisibility()).map((each) =>
    [...each.querySelectorAll("use")].map((use) => getComputedStyle(use).getPropertyValue("--glass")).join());
  return JSON.stringify([of(element), drawn]);
}"""
"""What tells a state: not the colour of a text or of a border, which the system decides. What is read is what the
browser made of it: a background that it replaced is the system's."""
COLOUR = """(colour) => {
  const probe = document.createElement("i");
  probe.style.forcedColorAdjust = "none";
  probe.style.backgroundColor = colour;
  document.body.append(probe);
  const found = getComputedStyle(probe).backgroundColor;
  probe.remove();
  return found;
}"""


HALLS = """[...document.querySelectorAll(".street .house")].map((each) =>
  [each.matches(".dark"), getComputedStyle(each).getPropertyValue("--hall").trim()])"""


async def look(page, selector):
    return await page.locator(selector).first.evaluate(LOOK)


async def told_apart(page, on, off):
    """Fails unless the first element for `on` looks other than the first for `off`."""
    assert await look(page, on) != await look(page, off), f"{on} looks like {off}"


async def painted(page, selector, name, pseudo=None):
    """A colour of an element, as the browser paints it."""
    script = "(each, [name, pseudo]) => getComputedStyle(each, pseudo)[name]"
    return await page.locator(selector).first.evaluate(script, [name, pseudo])


async def system(page, colour):
    return await page.evaluate(COLOUR, colour)


async def windows_are_told_apart(page):
    """The drawings that all houses are made of: a lit pane and a dark one."""
    lit, dark = [await painted(page, f"#w21 .{name}", "fill") for name in ("lit", "pane")]
    assert lit == await system(page, "Highlight")
    assert dark == await system(page, "Canvas")
    assert await painted(page, "#w21 .pane", "stroke") == await system(page, "CanvasText")


async def bars_are_told_apart(page):
    """The filled part and what it stands in."""
    assert await painted(page, "#tally .bar rect", "fill") == await system(page, "Highlight")
    assert await painted(page, "#tally .bar", "backgroundColor") == await system(page, "Canvas")


async def signs_are_seen(page, selector, pseudo="::before"):
    """A sign that is a mask over a background: the background is not that of the page."""
    assert await painted(page, selector, "backgroundColor", pseudo) != await system(page, "Canvas"), selector


async def test_a_poll_and_the_board(own_people, own_site):
    demo = own_site.demo
    room = Room(demo["room"], demo["code"])
    host = await own_people.host(room, login=own_site.login(**demo["host"]), **FORCED)
    phone = await own_people.participant(room, team="Delft", **FORCED)
    screen = await own_people.projector(room, **FORCED)
    console = host.page
    await console.keyboard.press("n")
    await expect(host.see("agenda").locator("[aria-current=step]")).to_be_visible()
    await told_apart(console, ".agenda li.now", ".agenda li:not(.now)")
    assert await painted(console, ".agenda .now .meter", "backgroundColor", "::-webkit-progress-value") != (
        await painted(console, ".agenda .now", "backgroundColor")
    )
    await console.locator(".drafts button").first.click()
    await expect(phone.page.locator("form.ballot")).to_be_visible()

    await phone.page.get_by_role("radio").nth(1).check()
    await told_apart(phone.page, ".choice:has(:checked)", ".choice:not(:has(:checked))")
    await phone.page.locator("form.ballot button").click()
    await phone.is_told("ok")
    await signs_are_seen(phone.page, "#own_vote .notice")
    await phone.page.locator(".tabs [value=board]").check(force=True)
    await phone.page.locator(".up").first.click()
    await expect(phone.page.locator(".up[aria-pressed=true]")).to_be_visible()
    await told_apart(phone.page, ".up[aria-pressed=true]", ".up[aria-pressed=false]")
    await phone.page.locator(".tabs [value=now]").check(force=True)
    await signs_are_seen(phone.page, ".up[aria-pressed=false]")
    await signs_are_seen(phone.page, "#connection")

    await host.press("poll.reveal")
    await host.is_told("ok")
    await signs_are_seen(console, "#receipt")
    await told_apart(console, ".views .chip:has(:checked)", ".views .chip:not(:has(:checked))")
    for person in (host, phone, screen):
        await expect(person.page.locator("#tally .bar").first).to_be_visible()
        await bars_are_told_apart(person.page)
        await windows_are_told_apart(person.page)
        halls = await person.page.evaluate(HALLS)
        assert {tuple(each) for each in halls} == {(True, "Canvas"), (False, "Highlight")}
        assert await painted(person.page, ".clouds", "display") == "none", "a text over it has the system's colour"


async def test_groups(own_people, own_room):
    host = await own_people.host(own_room, **FORCED)
    screen = await own_people.projector(own_room, **FORCED)
    phones = await gathered(own_people, own_room, **FORCED)
    await make_plan(host, rounds=2)
    await deal(host)
    await told_apart(host.page, ".rounds [aria-current]", ".rounds li:not([aria-current])")
    await told_apart(host.page, ".groups-head .chip:has(:checked)", ".groups-head .chip:not(:has(:checked))")
    await sent_out(host, phones)
    await phones["Fay"].page.close()
    await expect(host.page.locator(".dweller:not(.lit)")).to_have_count(1)
    await told_apart(host.page, ".dweller.lit", ".dweller:not(.lit)")
    await windows_are_told_apart(screen.page)


async def test_choices_on_the_way_in_and_around(own_people, own_room):
    host = await own_people.host(own_room)
    await host.press("board.open")
    asker = await own_people.participant(own_room)
    await ask(asker, "Hoe gaat het verder?")
    await show(host, "Hoe gaat het verder?")
    phone = await own_people.participant(**FORCED)
    await phone.go("/p/dag-van-de-wijkteams-2023/?kind=lecture")
    await told_apart(phone.page, ".filter [aria-current]", ".filter .chip:not([aria-current])")
    await phone.go("/")
    await phone.page.locator("#code").fill(own_room.code)
    await phone.page.locator("#entry button").click()
    await phone.page.get_by_role("radio", name="Uitvoering").check()
    await told_apart(phone.page, ".chip:has(:checked)", ".chip:not(:has(:checked))")
    await phone.page.locator("input[name=anonymous]").check()
    await phone.page.locator("#team").select_option(label="Achterstraat")
    await phone.page.locator("#entry button").click()
    await phone.connected()
    await phone.go(f"{own_room.path}questions/")
    await told_apart(phone.page, ".orders [aria-current]", ".orders a:not([aria-current])")

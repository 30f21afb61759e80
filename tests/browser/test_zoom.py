"""At 200 % on a laptop (683 x 384) and on a small phone (320 x 256): all is reached, and nothing lies over it."""

import pytest
from playwright.async_api import expect

from .served import Room

pytestmark = pytest.mark.asyncio(loop_scope="session")

LAPTOP = {"width": 683, "height": 384}
PHONE = {"width": 320, "height": 256}
COVERED = """(top) => {
  const found = [];
  const name = (each) => each.outerHTML.slice(0, 100);
  const within = top ? document.querySelector(top) : document;
  const fields = "select, textarea, input:not([type=hidden], [type=radio], [type=checkbox])";
  const things = `a, button, summary, ${fields}, .receipt`;
  const isSeen = (each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  for (const each of within.querySelectorAll(things)) {
    if (!isSeen(each) || each.closest("[inert], .unseen, .skip")) continue;
    if (!top && each.closest("[popover]")) continue;
    each.scrollIntoView({ block: "center", inline: "nearest" });
    const box = each.getBoundingClientRect();
    if (box.width < 2) continue;
    const x = Math.min(box.left + box.width / 2, innerWidth - 2);
    const y = Math.max(box.top, 1) + Math.min(box.height, innerHeight) / 2;
    const hit = document.elementFromPoint(x, y);
    if (!hit || !(each.contains(hit) || hit.contains(each) || hit.closest("label")?.control === each)) {
      found.push(`${name(each)} lies under ${hit ? name(hit) : "the edge"}`);
    }
    if (box.left < -1 || box.right > innerWidth + 1) {
      if (!each.closest(".street, .jumps, .sideways")) found.push(`is cut: ${name(each)}`);
    }
  }
  const wide = document.scrollingElement.scrollWidth;
  if (wide > innerWidth) found.push(`sideways: ${wide}`);
  scrollTo(0, 0);
  return found;
}"""


async def test_the_console(own_people, own_site):
    demo = own_site.demo
    room = Room(demo["room"], demo["code"])
    host = await own_people.host(room, login=own_site.login(**demo["host"]), viewport=LAPTOP)
    phone = await own_people.participant(room, team="Delft", viewport=PHONE)
    await host.page.locator(".drafts button").first.click()
    await expect(phone.page.locator("form.ballot")).to_be_visible()
    found = [f"console: {each}" for each in await host.page.evaluate(COVERED, "")]
    found += [f"phone: {each}" for each in await phone.page.evaluate(COVERED, "")]
    await phone.page.get_by_role("radio").first.check()
    await phone.page.locator("form.ballot button").click()
    await phone.is_told("ok")
    await host.press("poll.reveal")
    await expect(phone.page.locator("#tally .bar").first).to_be_attached()
    found += [f"phone, result: {each}" for each in await phone.page.evaluate(COVERED, "")]
    for panel in ("draft", "announce", "plan", "door-panel", "key-list"):
        await host.page.locator(f"[popovertarget={panel}]").first.click()
        await expect(host.see(panel)).to_be_visible()
        found += [f"{panel}: {each}" for each in await host.page.evaluate(COVERED, f"#{panel}")]
        await host.page.keyboard.press("Escape")
        await expect(host.see(panel)).to_be_hidden()
    await host.page.locator("label:has(#view-groups)").click()
    found += [f"groups: {each}" for each in await host.page.evaluate(COVERED, ".groups")]
    assert not found, "\n".join(found)


async def test_what_is_wrong_is_read_in_the_panel(own_people, own_room):
    host = await own_people.host(own_room, viewport=LAPTOP)
    await host.page.locator("[popovertarget=draft][data-key=q]").click()
    await host.page.locator("#draft-text").fill("Wat helpt?")
    await host.page.locator("#draft-options").fill("Tijd")
    await host.page.locator("#draft form button:not([type=button], [formaction])").click()
    await host.is_told("refused")
    refusal = host.page.locator("#draft .receipt")
    await expect(refusal).to_have_text(await host.see("receipt").inner_text())
    await expect(refusal).to_be_in_viewport(ratio=1)
    assert await host.page.evaluate(COVERED, "#draft") == []
    wrong = host.page.locator("#draft-options")
    await expect(wrong).to_be_focused()
    described = f"{await refusal.inner_text()} {await host.see('draft-help').inner_text()}"
    await expect(wrong).to_have_accessible_description(described)
    await expect(host.page.locator("#draft-text")).to_have_value("Wat helpt?")
    await host.page.locator("#draft-options").fill("Tijd\nRust")
    await host.page.locator("#draft form button:not([type=button], [formaction])").click()
    await expect(host.see("draft")).to_be_hidden()
    await expect(refusal).to_have_count(0)


async def test_the_pages_around_the_rooms(own_people, own_site):
    found = []
    person = await own_people.person(login=own_site.login(**own_site.demo["organiser"]), viewport=PHONE)
    kept = "/archive/leerkring-collectief-en-preventief/questions/"
    for path in (
        "/",
        "/p/dag-van-de-wijkteams-2023/",
        "/accounts/login/",
        "/archive/",
        kept,
        "/archive/take/?programme=leerkring-collectief-en-preventief",
        "/hosting/",
        "/antwoord/",
    ):
        await person.go(path)
        found += [f"{path}: {each}" for each in await person.page.evaluate(COVERED, "")]
    assert not found, "\n".join(found)

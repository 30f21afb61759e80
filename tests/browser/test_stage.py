"""In every state of the stage one thing stands on it, on phone, laptop and projector, and covers nothing."""

import pytest
from playwright.async_api import Page, expect

from .stage_states import SURFACES, send, states

pytestmark = pytest.mark.asyncio(loop_scope="session")

ACTS = """() => [...document.querySelectorAll("[data-act], #stage")]
  .filter((each) => each.checkVisibility() && each.offsetHeight > 0)
  .map((each) => each.id === "stage" ? "pause" : each.dataset.act)"""
SIDEWAYS = "() => document.documentElement.scrollWidth - innerWidth"
COVERED = """() => {
  const boxes = [".said", "#door", "#banner", ".shore"].map((each) => document.querySelector(each))
    .filter((each) => each?.checkVisibility() && each.offsetHeight).map((each) => [each, each.getBoundingClientRect()]);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return boxes.flatMap(([one, a], i) => boxes.slice(i + 1).filter(([, b]) => meet(a, b))
    .map(([other]) => `${one.className || one.id} and ${other.className || other.id}`));
}"""


async def faults(page: Page, act: str, surface: str) -> list[str]:
    """What is wrong with a page on which `act` should stand."""
    await expect(page.locator("#stage")).to_have_attribute("data-on", act)
    width, height = SURFACES[surface]
    await page.set_viewport_size({"width": width, "height": height})
    acts, wide = await page.evaluate(ACTS), await page.evaluate(SIDEWAYS)
    found = [f"{surface} scrolls sideways by {wide}"] if wide > 0 else []
    if surface == "laptop":
        return found + ([] if act in acts else [f"{surface} does not show {act}, but {acts}"])
    if acts != [act]:
        found.append(f"{surface} shows {acts}")
    if "projector" in surface:
        found += [f"{surface}: {each} overlap" for each in await page.evaluate(COVERED)]
    return found


async def test_one_thing_stands_on_the_stage(people, room):
    host, screen = await people.host(room), await people.projector(room)
    phone = await people.participant(room, name="Sanne", team="Achterstraat")
    found = []
    async for name, act in states(host, phone):
        for surface in SURFACES:
            if surface != "console":
                page = screen.page if "projector" in surface else phone.page
                found += [f"{name}: {each}" for each in await faults(page, act, surface)]
    assert not found, "\n".join(found)


async def test_the_tab_comes_forward_but_not_while_somebody_writes(people, room):
    host = await people.host(room)
    phone = await people.participant(room, name="Sanne", team="Achterstraat")
    await send(host, "board.open", moderation="open")
    await send(host, "floor.stage", act="pause")
    await expect(phone.see("stage")).to_have_attribute("data-on", "pause")
    tab = phone.page.get_by_role("radio", name="Vragen")
    await tab.check()
    await phone.see("ask").locator("textarea").fill("Een halve")
    await send(host, "poll.draft", text="Gaat het?", options="Ja\nNee")
    await send(host, "poll.open", poll=await host.command("poll.open").locator("[name=poll]").input_value())
    await expect(phone.page.locator("[data-new]")).to_contain_text("Nu")
    await expect(phone.see("told")).to_contain_text("Er is een peiling open: Gaat het?")
    await expect(tab).to_be_checked()
    await phone.see("ask").locator("textarea").fill("")
    await phone.see("ask").locator("textarea").blur()
    await send(host, "floor.stage", act="pause")
    await expect(phone.page.get_by_role("radio", name="Nu", exact=True)).to_be_checked()
    await expect(phone.see("told")).to_contain_text("Het is pauze")


async def test_a_tab_that_has_nothing_any_more_leads_back_to_now(people, room):
    host = await people.host(room)
    phone = await people.participant(room, name="Sanne", team="Achterstraat")
    await send(host, "board.prompt", title="Wat helpt?", moderation="open")
    await send(host, "floor.stage", act="pause")
    await expect(phone.see("stage")).to_have_attribute("data-on", "pause")
    await phone.page.locator(".tabs [value=prompt]").check(force=True)
    await expect(phone.page.locator("#card-text")).to_be_visible()
    await send(host, "board.finish", board=await host.command("board.finish").locator("[name=board]").input_value())
    await expect(phone.page.locator(".tabs [value=now]")).to_be_checked()
    await expect(phone.see("stage")).to_be_visible()
    await expect(phone.page.locator(".tabs"), "one tab alone leads nowhere").to_be_hidden()

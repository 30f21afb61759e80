"""What a screen reader says on a phone during a whole session: the live regions, and the headings of what is shown.

It is written down here and must read like a story: everything once, in its order, and nothing that was not there.
"""

import pytest
from playwright.async_api import expect

from .stage_states import states

pytestmark = pytest.mark.asyncio(loop_scope="session")

LISTEN = """() => {
  window.said = [];
  const regions = "#told, #receipt, #banner, [role=status], [role=alert], [aria-live]";
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const region = (target.closest ? target : target.parentElement)?.closest(regions);
      const text = region?.textContent.replace(/\\s+/g, " ").trim();
      if (text && region.id !== "connection" && said.at(-1) !== text) said.push(text);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""
HEADINGS = """() => [...document.querySelectorAll(".stage :is(h1, h2)")]
  .filter((each) => each.checkVisibility()).map((each) => each.textContent.replace(/\\s+/g, " ").trim())"""

STORY = {
    "title": ([], []),
    "agenda": (["Je ziet het draaiboek."], ["Draaiboek"]),
    "agenda-now": ([], ["Draaiboek"]),
    "break": (["Het is pauze."], ["Pauze"]),
    "poll": (
        ["Er is een peiling open: Welke randvoorwaarde heeft een lokaal team het eerst nodig?"],
        ["Welke randvoorwaarde heeft een lokaal team het eerst nodig?"],
    ),
    "poll-result": (
        ["Je stem is geteld. Je kunt hem nog veranderen zolang de peiling open is.", "De uitslag staat op de pagina."],
        ["Welke randvoorwaarde heeft een lokaal team het eerst nodig?"],
    ),
    "poll-closed": (["De peiling is gesloten."], ["Welke randvoorwaarde heeft een lokaal team het eerst nodig?"]),
}


async def test_it_reads_like_a_story(people, room):
    host = await people.host(room)
    phone = await people.participant(room, name="Sanne", team="Achterstraat")
    await phone.page.evaluate(LISTEN)
    told = {}
    async for name, act in states(host, phone):
        await expect(phone.page.locator("#stage")).to_have_attribute("data-on", act)
        await phone.page.wait_for_timeout(600)
        told[name] = (await phone.page.evaluate("said.splice(0)"), await phone.page.evaluate(HEADINGS))
    for name, (said, _headings) in told.items():
        assert len(said) == len(set(said)), f"{name}: something is said twice"
    assert told == STORY

"""What a screen reader says on a phone during a whole session: the live regions, and the headings of what is shown.

It is written down here and must read like a story: everything once, in its order, and nothing that was not there.
"""

from contextlib import suppress

import pytest
from playwright.async_api import TimeoutError as TookTooLong
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

POLL = "Welke randvoorwaarde heeft een lokaal team het eerst nodig?"
PROMPT = "Wat heb je nodig om naast het gezin te blijven staan?"
QUESTION = "Wat doe je als er zorgen zijn en het gezin geen toestemming geeft?"
VOTED = "Je stem is geteld. Je kunt hem nog veranderen zolang de peiling open is."
STORY = {
    "title": ([], []),
    "agenda": (["Je ziet het draaiboek."], ["Draaiboek"]),
    "agenda-now": ([], ["Draaiboek"]),
    "break": (["Het is pauze."], ["Pauze"]),
    "poll": ([f"Er is een peiling open: {POLL}"], [POLL]),
    "poll-result": ([VOTED, "De uitslag staat op de pagina."], [POLL]),
    "poll-closed": (["De peiling is gesloten."], [POLL]),
    "board-empty": (["Je ziet de vragen uit de zaal."], ["Stel een vraag", "Vragen uit de zaal"]),
    "board": ([], ["Stel een vraag", "Vragen uit de zaal"]),
    "question": ([f"Nu in gesprek: {QUESTION}"], [QUESTION]),
    "prompt": ([f"Een opdracht voor iedereen: {PROMPT}"], [PROMPT]),
    "cards": ([], [PROMPT]),
    "announcement": (["Over vijf minuten gaan we in groepen. Blijf nog even zitten."], [PROMPT]),
    "groups": (
        ["Je groep: Je gaat naar Groep 1"],
        ["Je gaat naar Groep 1", "Schrijf het samen op", "Gluren bij de buren"],
    ),
    "poll-while-groups-are-out": (["Je ziet de peiling."], [POLL]),
    "harvest": (["Je ziet wat de groepen terugbrachten."], ["De oogst van ronde 1"]),
}
"""What is said in each state of the stage, and which titles stand there."""


async def test_it_reads_like_a_story(people, room):
    host = await people.host(room)
    phone = await people.participant(room, name="Sanne", team="Achterstraat")
    await phone.page.evaluate(LISTEN)
    told = {}
    async for name, act in states(host, phone):
        await expect(phone.page.locator("#stage")).to_have_attribute("data-on", act)
        with suppress(TookTooLong):  # a busy machine is slow to say it; what is missing, the comparison shows
            await phone.page.wait_for_function("count => said.length >= count", arg=len(STORY[name][0]), timeout=10_000)
        await phone.page.wait_for_timeout(600)
        told[name] = (await phone.page.evaluate("said.splice(0)"), await phone.page.evaluate(HEADINGS))
    said_last, _headings = told["harvest"]
    # Between the call back and the harvest the poll is on the stage again: whether a page is told depends on its speed.
    said_last[:] = [sentence for sentence in said_last if sentence != "Je ziet de peiling."]
    for name, (said, _headings) in told.items():
        assert len(said) == len(set(said)), f"{name}: something is said twice"
    assert told == STORY

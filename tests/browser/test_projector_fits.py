"""The projector with long texts: nothing stands over anything, all of it is shown, and the back row can read it."""

from contextlib import suppress
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import TimeoutError as Never
from playwright.async_api import expect

from .filled import ACTS, fill
from .people import LIVE

pytestmark = pytest.mark.asyncio(loop_scope="session")

SIZES = ((1024, 768), (1366, 768), (1920, 1080))
SENTENCE = "Wat heeft een wijkteam nodig om naast een gezin te blijven staan als de verantwoordelijkheid schuurt? "
TEN = (
    "Meer tijd om naast kind en gezin te staan, ook als het langer duurt dan gepland",
    "Gespreksvaardigheden en verwijzingsmogelijkheden die passen bij de buurt",
    "Een stevige positie in het sociaal domein, met mandaat om te beslissen",
    "Elkaars taal leren spreken: zorg, onderwijs, politie en gemeente",
    "Een duidelijke opdracht van de gemeente, met ruimte voor de professional",
    "Vaste gezichten: minder wisselingen van medewerkers en van gezinsvoogden",
    "Samen met ouders en kinderen het plan schrijven, niet over hen",
    "Collega's bij wie je je verhaal kwijt kunt na een zware melding",
    "Snelle toegang tot specialistische hulp zonder wachtlijst van maanden",
    "Minder registreren en verantwoorden, meer tijd buiten het kantoor",
)
SHOWN = {"evening": ACTS, "answers": ("poll",), "result": ("poll",), "work": ("groups",), "groups": ("groups",)}
LOOK = (Path(__file__).parent / "projector_faults.js").read_text()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def rooms(own_site):
    """Every field is as long as it can be."""
    return fill(own_site, SENTENCE * 8)


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_everything_is_shown_and_nothing_stands_over_it(rooms, own_people, watch, width, height):
    watch.expect("WebSocket is closed before the connection is established")  # the next act is opened at once
    found = []
    for name, acts in SHOWN.items():
        screen = await rooms[name].person(own_people, "host", width, height)
        await screen.page.clock.install()
        for act in acts:
            rooms[name].put_on_stage(act)
            await screen.page.goto(f"/r/{rooms[name].room}/screen/")
            await screen.page.wait_for_selector(LIVE, state="attached")
            await screen.page.evaluate("document.fonts.ready")
            shown: set[int] = set()
            for _page in range(await _pages(screen.page)):
                await screen.page.evaluate("document.dispatchEvent(new Event('shown'))")  # what arrives changes no page
                seen = await screen.page.evaluate(LOOK, True)
                found += [f"{name}, {act}: {fault}" for fault in seen["faults"]]
                shown |= set(seen["whole"])
                await screen.page.clock.run_for(8_000)
            if missing := set(range(seen["rows"])) - shown:
                found.append(f"{name}, {act}: never whole: {sorted(missing)}")
        await screen.context.close()
    assert not found, "\n".join(found)


async def _pages(page) -> int:
    shown = await page.locator(".said").get_attribute("data-page")
    return int(shown.rpartition("/")[2]) if shown else 1


async def test_the_code_can_be_scanned_from_the_back_row_whatever_is_announced(rooms, own_people):
    """The widest letters, and an address of three lines above the code: the announcement gives way."""
    room = rooms["evening"]
    room.put_on_stage("")
    screen = await room.person(own_people, "host", *SIZES[0], java_script_enabled=False)
    found = []
    for width, height in SIZES:
        await screen.page.set_viewport_size({"width": width, "height": height})
        await screen.page.goto(f"/r/{room.room}/screen/")
        for letters in ("W" * 200, "W " * 100, SENTENCE * 2):
            await screen.page.locator("#banner span").evaluate("(each, text) => (each.textContent = text)", letters)
            address = screen.page.locator(".join b").first
            await address.evaluate("each => (each.textContent = 'livesessies.wijkteams-noordoost.voorbeeld.nl')")
            seen = await screen.page.evaluate(LOOK, False)
            found += [f"{width} px: {fault}" for fault in seen["faults"]]
    assert not found, "\n".join(found)


async def test_without_scripts_nothing_stands_over_anything_either(rooms, own_people):
    found = []
    for name, acts in SHOWN.items():
        screen = await rooms[name].person(own_people, "host", 1024, 768, java_script_enabled=False)
        for act in acts:
            rooms[name].put_on_stage(act)
            await screen.page.goto(f"/r/{rooms[name].room}/screen/")
            seen = await screen.page.evaluate(LOOK, False)
            found += [f"{name}, {act}: {fault}" for fault in seen["faults"]]
    assert not found, "\n".join(found)


async def test_ten_answers_of_one_line_stand_below_their_question_with_their_result(people, room):
    """On one page: a second one would show bars without the question."""
    host, phone, screen = await people.host(room), await people.participant(room), await people.projector(room)
    await host.ask(SENTENCE.strip(), TEN)
    await phone.vote(TEN[0])
    for reveals in (False, True):
        if reveals:
            await host.press("poll.reveal")
        await expect(screen.see("tally").locator("tbody tr")).to_have_count(10 if reveals else 0)
        for width, height in SIZES:
            await screen.page.set_viewport_size({"width": width, "height": height})
            await expect(screen.page.locator(".said:not([data-page])")).to_have_count(1)
            # Text is fitted in a frame after the one in which the window has its new size.
            with suppress(Never):
                await screen.page.wait_for_function(f"() => !({LOOK})(true).faults.length", timeout=5_000)
            seen = await screen.page.evaluate(LOOK, True)
            assert seen["faults"] == [], (width, height, reveals)


TWO_VOICES = """() => {
  const tally = document.getElementById("tally");
  const [one, voices] = [tally.querySelector(".result"), document.createElement("div")];
  const other = one.cloneNode(true);
  for (const votes of other.querySelectorAll(".many small")) votes.remove();
  voices.className = "voices";
  one.replaceWith(voices);
  for (const [table, whose] of [[one, "4"], [other, "3 teams met genoeg antwoorden, elk telt een keer, ".repeat(3)]]) {
    const [voice, title] = [document.createElement("section"), document.createElement("h3")];
    title.innerHTML = `Per team <small>${whose}</small>`;
    voice.className = "voice";
    voice.append(title, table);
    voices.append(voice);
  }
  document.dispatchEvent(new Event("shown"));
  return [one, other].map((table) => [...table.querySelectorAll("tr")].map((row) => row.getBoundingClientRect().top));
}"""


async def test_rows_of_two_voices_stand_at_the_same_height(people, room):
    """Else no page of what does not fit could end without cutting a row."""
    host = await people.host(room)
    await host.ask(SENTENCE, TEN[:5])
    await host.press("poll.reveal")
    screen = await people.projector(room)
    await expect(screen.page.locator("#tally table")).to_be_visible()
    one, other = await screen.page.evaluate(TWO_VOICES)
    assert one == pytest.approx(other, abs=1)

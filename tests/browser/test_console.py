"""The host sees what is live at 1366 by 768, without scrolling by hand, and nothing moves under the pointer."""

import pytest
from playwright.async_api import Locator, expect

from .boarding import ask, question
from .stage_states import send

pytestmark = pytest.mark.asyncio(loop_scope="session")

LAPTOP = {"width": 1366, "height": 768}
IN_VIEW = """element => {
  const box = element.getBoundingClientRect();
  const points = [[box.left + 4, box.top + 4], [box.right - 4, box.bottom - 4]];
  return points.every(([x, y]) => element.contains(document.elementFromPoint(x, y)));
}"""
TEN = [f"Antwoord {number}, met wat woorden erbij" for number in range(1, 11)]
WAITING = [
    "Wie beslist in een casus: veiligheid of ontwikkeling eerst?",
    "Hoe voorkom je dat een gezin zijn verhaal vijf keer vertelt?",
    "Mag ik een collega van een ander team om raad bellen?",
    "Waar vind ik de nieuwe afspraken met de politie en de school?",
    "Wat doe je als de huisarts drie weken niet terugbelt?",
    "Wie betaalt de tolk bij een gesprek in de avond of het weekend?",
]


async def in_view(place: Locator) -> bool:
    return await place.evaluate(IN_VIEW)


@pytest.mark.parametrize("answers", [["Ja", "Nee", "Misschien", "Later"], TEN], ids=["4", "10"])
async def test_the_poll_that_was_asked_is_in_view_with_its_bars_and_buttons(answers, people, room):
    host = await people.host(room, viewport=LAPTOP)
    for text in ("Een?", "Twee?", "Drie?"):
        await host.draft(text, ["Ja", "Nee"])
    await host.draft("Waar lukt samenwerken het beste?", answers)
    added = host.draft_of("Waar lukt samenwerken")
    await expect(added.locator(".newly")).to_be_visible()
    await expect(host.draft_of("Een?").locator(".newly")).to_be_hidden()
    await host.page.wait_for_timeout(300)
    assert await in_view(added.locator(".acts button").first)
    await host.open("Waar lukt samenwerken het beste?")
    await host.page.wait_for_timeout(300)
    assert await in_view(host.page.locator("#poll-title"))
    rows = host.page.locator("#tally tbody tr")
    await expect(rows).to_have_count(len(answers))
    assert all([await in_view(row.locator(".what")) for row in await rows.all()])
    for command in ("poll.close", "poll.reveal"):
        assert await in_view(host.command(command).locator("button").first)
    assert await host.page.evaluate("document.documentElement.scrollHeight") == LAPTOP["height"], "no page scroll"


async def test_the_column_stays_while_somebody_types_in_it(people, room):
    host = await people.host(room, viewport=LAPTOP)
    other = await people.host(room, viewport=LAPTOP)
    for text in ("Een?", "Twee?", "Drie?", "Vier?"):
        await host.draft(text, ["Ja", "Nee"])
    last = host.draft_of("Vier?")
    await last.locator("summary").click()
    await last.locator("[name=text]").fill("Vier, of vijf?")
    before = await host.page.locator(".work").evaluate("work => work.scrollTop")
    await other.open("Een?")
    await expect(host.page.locator("#poll-title")).to_have_text("Een?")
    assert await host.page.locator(".work").evaluate("work => work.scrollTop") > before - 2
    await expect(last.locator("[name=text]")).to_be_focused()
    await expect(last.locator("[name=text]")).to_have_value("Vier, of vijf?")
    await host.page.keyboard.press("Enter")
    await expect(host.draft_of("Vier, of vijf?")).to_be_visible()


async def test_folded_the_street_leaves_room_for_four_questions_that_wait(people, room):
    host = await people.host(room, viewport=LAPTOP)
    await host.press("board.open")
    await host.page.mouse.move(2, 2)
    phones = [await people.participant(room) for _ in range(3)]
    for number, text in enumerate(WAITING):
        await ask(phones[number % 3], text)
    await expect(host.page.locator(".queue [data-row]")).to_have_count(6)
    await host.page.keyboard.press("f")
    await expect(host.page.locator(".bottom .street")).to_be_hidden()
    await expect(host.page.locator("#headcount")).to_be_visible()
    rows = await host.page.locator(".queue [data-row]").all()
    assert [await in_view(row) for row in rows[:4]] == [True] * 4
    await host.page.reload()
    await expect(host.page.locator(".bottom .street")).to_be_hidden()
    await host.page.keyboard.press("f")
    await expect(host.page.locator(".bottom .street")).to_be_visible()


COVERED = """(row) => {
  const words = document.createRange();
  words.selectNodeContents(row.querySelector(".about"));
  const buttons = [...row.querySelectorAll(".acts .button")].filter((each) => each.checkVisibility());
  const over = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return buttons.map((each) => each.getBoundingClientRect())
    .filter((box) => [...words.getClientRects()].some((line) => over(line, box)));
}"""


@pytest.mark.parametrize("viewport", [LAPTOP, {"width": 360, "height": 740}], ids=["laptop", "phone"])
async def test_the_buttons_of_a_row_keep_their_places_while_a_form_opens_in_it(viewport, people, room):
    host = await people.host(room, viewport=viewport)
    await host.press("board.open")
    await host.page.mouse.move(2, 2)
    phone = await people.participant(room)
    await send(host, "board.set", categories="Tijd en geld")
    await phone.page.locator("#ask-category").select_option("Tijd en geld")
    await ask(phone, "Wie belt u als eerste?")
    row = question(host, "queue", "Wie belt u als eerste?")
    await row.scroll_into_view_if_needed()
    assert await row.evaluate(COVERED) == [], "who asked, and about what, is read beside the buttons"

    async def places() -> list[dict[str, float]]:
        boxes = [
            await each.bounding_box() for each in await row.locator(".acts .button").all() if await each.is_visible()
        ]
        return [{"x": box["x"], "y": box["y"]} for box in boxes[:3]]

    for name, field in ((".reject", "[name=reason]"), (".more-acts", "button")):
        before = await places()
        await row.locator(f"{name} > summary").click()
        await expect(row.locator(f"{name} {field}").first).to_be_visible()
        first = (await row.locator(".acts .button").first.bounding_box()) or {}
        summary = (await row.locator(f"{name} > summary").bounding_box()) or {}
        assert {"x": first["x"], "y": first["y"]} == before[0]
        assert {"x": summary["x"], "y": summary["y"]} in before
        assert await in_view(row.locator(f"{name} {field}").first)
        await row.locator(f"{name} > summary").click()


async def test_the_form_that_takes_words_out_comes_into_view(people, room):
    host = await people.host(room, viewport=LAPTOP)
    await host.press("board.open")
    await host.page.mouse.move(2, 2)
    phone = await people.participant(room)
    for text in WAITING[:2]:
        await ask(phone, text)
    row = question(host, "queue", WAITING[1])
    await row.locator(".more-acts > summary").click()
    await row.locator(".redact > summary").click()
    await expect(row.locator(".redact form button")).to_be_in_viewport(ratio=1)

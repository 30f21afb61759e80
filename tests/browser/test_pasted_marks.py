"""Marks that nobody sees, pasted from a chat, from slides or from an old file: they mean nothing, and do no harm."""

import sys
import unicodedata

import pytest
from playwright.async_api import expect

from livesessions.texts.cleaning import clean_text

from . import groups
from .proxy import Mood
from .watching import Sent

pytestmark = pytest.mark.asyncio(loop_scope="session")

MARKS = "\u200e\u200f\u202a\u202c\u2066\u2069\x1a\x07"
PASTED = f"{MARKS}Wie{MARKS} belt cafe\u0301 De Brug?{MARKS}"
PLAIN = "Wie belt café De Brug?"


@pytest.mark.parametrize("mood", [Mood.WELL, Mood.NO_SOCKETS], ids=["by the socket", "on the fallback"])
async def test_into_a_question_and_the_console(mood, people, room, line, broken):
    host = await people.host(room)
    await host.press("board.open")
    await line.become(mood)
    phone = await people.participant(room, url=line.url, live=False)
    await phone.connected("open" if mood == Mood.WELL else "fallback")
    text = phone.page.locator("#ask-text")
    for times in range(1, 4):
        await text.fill(f"{PASTED} {times}")
        await phone.page.locator("#ask form button").click()
        await phone.is_told("ok")
        await expect(text).to_have_value("")
        await expect(phone.page.get_by_text(f"{PLAIN} {times}", exact=True)).to_have_count(1)
    await phone.page.reload()
    await phone.connected("open" if mood == Mood.WELL else "fallback")
    await expect(text).to_have_value("")
    await host.page.locator("[popovertarget=announce][data-key=o]").click()
    await host.page.locator("#announce-text").fill(PASTED)
    await host.page.locator(
        '#announce form:has([name=command][value="floor.announce"]) button:not([type=button])'
    ).click()
    await expect(phone.see("banner")).to_have_text(PLAIN)


async def test_into_the_notes_of_a_group(people, room):
    """The field compares what stands in it with what the server has: neither a mark nor an accent is a difference."""
    host = await people.host(room)
    one, two = [await people.participant(room, name=name, team="Zijstraat") for name in ("Ans", "Bob")]
    sent = Sent(one.page)
    await one.page.reload()
    await one.connected()
    await groups.make_plan(host, groups=1, rounds=1)
    await groups.deal(host, people=2)
    await groups.sent_out(host, {"Ans": one, "Bob": two})
    await groups.field(one).focus()
    await one.page.keyboard.insert_text(f"{PASTED}\vEn{MARKS} dan?")
    await groups.is_saved(one)
    await expect(groups.field(two)).to_have_value(f"{PLAIN}\nEn dan?")
    await groups.write(two, " Samen.")
    await groups.is_saved(two)
    for phone in (one, two):
        await expect(groups.field(phone)).to_have_value(f"{PLAIN}\nEn dan? Samen.")
    assert sent.times("breakouts.write") == (1, 0)


async def test_page_and_server_drop_the_same(people, room):
    """Every character there is, but for those that no Python text of the test's own can carry."""
    phone = await people.participant(room)
    changed = await phone.page.evaluate(
        """async (last) => {
            const { clean } = await import("/static/js/cleaning.js");
            const all = Array.from({ length: last + 1 }, (_, code) => [code, `a${String.fromCodePoint(code)}b`]);
            return all.filter(([, text]) => clean(text) !== text).map(([code, text]) => [code, clean(text)]);
        }""",
        sys.maxunicode,
    )
    texts = ((code, f"a{chr(code)}b") for code in range(sys.maxunicode + 1))
    expected = {code: cleaned for code, text in texts if (cleaned := clean_text(text)) != text}
    assert dict(changed) == expected
    assert expected[0x200E] == "ab" and expected[0x0B] == "a\nb" and expected[0xD800] == "ab"
    assert unicodedata.category(chr(0x200D)) == "Cf" and 0x200D not in expected, "joins a family in one picture"

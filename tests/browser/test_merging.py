"""`merging.js` in Chromium, as the site serves it: two people changed one text."""

import asyncio
import random
import re

import pytest
import pytest_asyncio
from playwright.async_api import expect

from . import groups

pytestmark = pytest.mark.asyncio(loop_scope="session")

MERGE = """async (cases) => {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const page = loaded.find((name) => /\\/js\\/pages\\/participant\\b.*\\.js$/.test(name));
  const [, name] = /import\\("(.*?)"\\)/.exec(await (await fetch(page)).text());
  const { merge } = await import(new URL(name, page));
  return cases.map((each) => merge(...each));
}"""

JOINED = {
    "one changed the ends, the other the middle": ("a b c d e", "A b c d E", "a b C d e", "A b C d E"),
    "both made the same change": ("a b c", "a B c", "a B c", "a B c"),
    "nothing was there": ("", "een", "twee", "twee\neen"),
    "both are empty now": ("a", "", "", ""),
    "one emptied it, the other did nothing": ("a b", "", "a b", ""),
    "one emptied it, the other added": ("a b", "", "a b\nc", "\nc"),
    "both added at the end": ("a", "a b", "a c", "a c\n b"),
    "both added at the end, I on a new line": ("a", "a\nb", "a c", "a c\nb"),
    "both added at the end, they on a new line": ("a", "a b", "a\nc", "a b\nc"),
    "both added at the front": ("c", "a c", "b c", "b \na c"),
    "both added in the middle": ("a d", "a b d", "a c d", "a c\n b d"),
    "one finishes a word, the other begins a line": ("Hal", "Hallo daar", "Hal\nweg", "Hallo daar\nweg"),
    "one mends the last word, the other goes on": ("a b", "a B", "a b\nc", "a B\nc"),
    "one mends the first word, the other stands before it": ("b c", "B c", "a b c", "a B c"),
    "space and lines stay": ("a  b\n\n\tc \n", "A  b\n\n\tc \n", "a  b\n\n\tC \n", "A  b\n\n\tC \n"),
}
CONFLICTS = {
    "one word": ("a b c", "a X c", "a Y c"),
    "two endings of one word": ("Hal", "Hallo", "Halte"),
    "a word that one took out and the other finished": ("a Hal", "a", "a Hallo"),
    "letters in front of one word": ("pas", "kompas", "grootpas"),
}
OFTEN = " ".join(["ja"] * 1000)


@pytest_asyncio.fixture(loop_scope="session")
async def merged(people, room):
    """Gives the merge of each of a list of (base, mine, theirs)."""
    phone = await people.participant(room, live=False)
    await phone.page.wait_for_load_state("load")
    return lambda cases: phone.page.evaluate(MERGE, cases)


async def test_what_two_people_wrote_is_joined(merged):
    found = await merged([case[:3] for case in JOINED.values()])
    assert dict(zip(JOINED, found, strict=True)) == {name: case[3] for name, case in JOINED.items()}


async def test_what_both_changed_has_no_answer(merged):
    cases = [*CONFLICTS.values(), *((base, theirs, mine) for base, mine, theirs in CONFLICTS.values())]
    assert set(await merged(cases)) == {None}


async def test_a_text_that_repeats_one_word_is_not_compared(merged):
    """It would take seconds, in which the page stands still."""
    assert await merged([(OFTEN, f"A {OFTEN} B", f"C {OFTEN} D")]) == [None]


def changed(draw: random.Random, words: list[str], by: str) -> str:
    """Some words taken out, replaced, or with new ones before them; every new one is known by `by`."""
    text, added = [], 0
    for word in [*words, ""]:
        act = draw.choice(["keep"] * 8 + ["drop", "add", "replace"])
        if act in ("add", "replace"):
            added += 1
            text.append(draw.choice(["", " ", "\n"]) + f"{by}{added}")
        if act in ("keep", "add"):
            text.append(word)
    return " ".join(filter(None, text))


async def test_no_new_word_of_either_side_is_lost(merged):
    draw = random.Random(7)
    cases = []
    for _ in range(400):
        words = [draw.choice("abcdefgh") + draw.choice(["", "\n", " "]) for _ in range(draw.randrange(30))]
        cases.append((" ".join(words), changed(draw, words, "mine"), changed(draw, words, "theirs")))
    found = await merged(cases)
    joined = [(case, text) for case, text in zip(cases, found, strict=True) if text is not None]
    assert len(joined) > len(cases) / 4
    for (base, mine, theirs), text in joined:
        new = {word for word in (mine + " " + theirs).split() if word[:4] in ("mine", "thei")}
        assert new <= set(text.split()), (base, mine, theirs, text)
        kept = set(base.split()) & set(mine.split()) & set(theirs.split())
        assert kept <= set(text.split()), (base, mine, theirs, text)


async def test_two_who_save_at_the_same_moment_have_both_texts_in_the_field(people, room):
    """Each page has sent its text before it hears of the other's: whoever is late joins them without being asked."""
    host = await people.host(room)
    phones = [await people.participant(room, name=name, team="Zijstraat") for name in ("Ans", "Bob")]
    await groups.make_plan(host, groups=1, rounds=1)
    await groups.deal(host, people=2)
    await groups.sent_out(host, dict(zip(("Ans", "Bob"), phones, strict=True)))
    expected = ""
    for number in range(3):
        lines = [f"{name} zegt {number} keer ja." for name in ("Ans", "Bob")]
        for phone, line in zip(phones, lines, strict=True):
            await groups.field(phone).evaluate("(area, text) => { area.value = text; }", f"{expected}\n{line}".strip())
        await asyncio.gather(*(groups.field(phone).evaluate("area => area.form.requestSubmit()") for phone in phones))
        for phone in phones:
            for line in lines:
                await expect(groups.field(phone)).to_have_value(re.compile(re.escape(line)))
            await groups.is_saved(phone)
            await expect(phone.command("breakouts.merge")).to_have_count(0)
        expected = await groups.field(phones[0]).input_value()
        await expect(groups.field(phones[1])).to_have_value(expected)
        assert sorted(expected.splitlines()) == sorted({*expected.splitlines()}), "no line stands there twice"

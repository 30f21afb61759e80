"""The time that a text takes grows with its length and with nothing else: one paste must not stop the room."""

import re
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from livesessions.texts.bidi import isolated
from livesessions.texts.blank import is_blank
from livesessions.texts.cleaning import clean_text
from livesessions.texts.normal import MOST_MARKS, with_few_marks
from rooms.board.moderation.similarity import stems
from rooms.board.questions.flagging import marks_in
from rooms.live.base.input_validation import id_in
from rooms.live.entry.display_names import skeleton
from rooms.live.entry.introduction import IntroductionForm

ROOT = Path(__file__).parent.parent
HARD = {
    "marks out of order": "a" + "\u0315\u0300" * 4_000,
    "marks alone": "\u0334\u0301" * 4_000,
    "marks that come apart": "\u0f73\u0344" * 4_000,
    "spaces": "a" + " " * 8_000 + "b",
    "tabs and line ends": "a\t\r\n" * 2_000,
    "digits and spaces": "1 " * 4_000 + "a",
    "dots": "a." * 4_000,
    "at signs": "a@" * 4_000,
    "dots after an at sign": "a@b" + "." * 8_000,
    "double quotes": '"id" ' * 1_600,
    "jamo": "\u1100\u1161\u11a8" * 2_600,
    "emoji of many": "\U0001f468\u200d" * 4_000,
    "marks of direction": "\u202e\u2066" * 4_000,
}
"""Texts of 8,000 characters or so on which patterns and normal forms are known to be slow."""
READERS = {
    "cleaning": clean_text,
    "blank": is_blank,
    "flagging": lambda text: marks_in(text, ["sukkel", "gezinsvoogd*"]),
    "stems": stems,
    "skeleton": skeleton,
    "isolated": isolated,
    "introduction": lambda text: IntroductionForm({"name": text, "role": "anders"}).is_valid(),
    "id": id_in,
}


def _seconds(read, text: str) -> float:
    best = 9.0
    for _time in range(3):
        began = time.process_time()
        read(text)
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("hard", HARD)
def test_four_times_the_text_takes_four_times_as_long(hard, reader):
    """Not sixteen times; and never so long that somebody would notice."""
    read, text = READERS[reader], HARD[hard]
    read(text)
    once, four_times = _seconds(read, text), _seconds(read, text * 4)
    assert four_times < 0.02 or four_times < 9 * once, (once, four_times)
    assert once < 0.1


def test_every_mark_is_known():
    marks = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code))[0] == "M"]
    several = [mark for mark in marks if with_few_marks("a" + mark * 99) != "a" + mark * MOST_MARKS]
    assert several == []


def test_what_people_write_stays():
    for text in ("café", "Z̃ürïch́", "नमस्ते", "שָׁלוֹם", "👩‍👩‍👧‍👦", "ไม่", "한국어"):
        assert clean_text(text) == unicodedata.normalize("NFC", text)


def test_nothing_else_is_normalised():
    """A normal form that is asked for elsewhere has no bound."""
    found = [
        str(path.relative_to(ROOT))
        for folder in ("livesessions", "rooms", "polls")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"unicodedata\.normalize\(|unicodedata import.*normalize", path.read_text())
    ]
    assert found == ["livesessions/texts/normal.py"]

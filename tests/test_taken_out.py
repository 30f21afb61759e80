"""What stays of a text when words are taken out of it."""

import re

import pytest

from livesessions.texts.redacting import MARK, NotTakenOut, is_left, taken_out


@pytest.mark.parametrize(
    ("text", "left", "becomes"),
    [
        ("Wat doet Jan de Vries hier?", "Wat doet hier?", f"Wat doet {MARK} hier?"),
        ("Wat doet Jan de Vries hier?", "Wat doet [naam] hier?", f"Wat doet {MARK} hier?"),
        ("Jan zag jan  en JAN.", "zag en", f"{MARK} zag {MARK}  en {MARK}."),
        ("Jan en Janneke", "en Janneke", f"{MARK} en Janneke"),
        ("Alles", "", MARK),
        ("Niets", "Niets", "Niets"),
        ("Een komma, dus", "Een komma dus", "Een komma, dus"),
        (f"{MARK} en Jan", f"{MARK} en", f"{MARK} en {MARK}"),
        ("اسم هنا", "هنا", f"{MARK} هنا"),
    ],
)
def test_what_stays(text, left, becomes):
    assert taken_out(text, left).of(text) == becomes


def test_words_are_neither_moved_nor_added():
    with pytest.raises(NotTakenOut):
        taken_out("Jan zag Piet", "Piet zag Jan")
    assert "Klaas" not in taken_out("Jan zag Piet", "Klaas zag Piet").of("Jan zag Piet")


def test_the_longest_text_takes_steps_in_proportion():
    text = "a b " * 2500
    assert taken_out(text, "a " * 2500).of(text).count(MARK[0]) == 2500


@pytest.mark.parametrize(("text", "left"), [("Jo en ik", "en ik"), ("a b " * 75, "a " * 75), ("Jo", ""), ("x", "")])
def test_a_text_does_not_grow_out_of_its_column(text, left):
    taken = taken_out(text, left)
    assert not taken.is_nothing
    for redacted in (taken.of(text), taken.within(text)):
        assert MARK[0] in redacted and len(redacted) <= len(text)
        assert is_left(redacted, left), "asked for again it is done already"


def test_no_pattern_is_made_of_peoples_words(monkeypatch):
    """A text is looked through once, however many words go; with a pattern for each the writer stood still."""
    text = " ".join(f"woord{number} en" for number in range(800))
    taken = taken_out(text, "en " * 800)
    assert len(taken.runs) == 800

    def compile_one(*args):
        raise AssertionError("a pattern for each run")

    monkeypatch.setattr(re, "compile", compile_one)
    assert taken.of(text).count(MARK) == 800


def test_where_runs_overlap_all_of_them_go():
    taken = taken_out("Jan Piet. Wie zag Piet Klaas Kees?", "Wie zag?")
    assert taken.within("Jan Piet Klaas Kees, JAN piet en Piet") == f"{MARK}, {MARK} en Piet"

"""Words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polls.kinds.kind import Bad, Question, Sent
from polls.kinds.register import kinds
from polls.kinds.words.rules import MOST_SHOWN, folded, together

QUESTIONS = [Question(), Question(settings={"words": 1})]
WORDS = ["vertrouwen", "Vertrouwen", "tijd", "één", "een", "Één", "niet oordelen", "समय", "وقت"]


def sent(question: Question) -> st.SearchStrategy[Sent]:
    most = question.settings.get("words", 3)
    words = st.lists(st.one_of(st.sampled_from(WORDS), st.text("abcé!", min_size=1, max_size=4)), max_size=most - 1)
    filled = words.map(lambda some: ["vertrouwen", *some])
    return filled.map(lambda some: {f"word-{i}": [word] for i, word in enumerate(some, start=1)})


def test_spellings_are_one_word_shown_as_it_was_written_most():
    result = kinds()["words"].result({"Geduld": 1, "geduld": 3, "GEDULD!": 2, "tijd": 2}, 6, QUESTIONS[0])
    assert [(row.text, row.count, row.share, row.often) for row in result.rows] == [
        ("geduld", 6, 100, 5),
        ("tijd", 2, 33, 3),
    ]


def test_equally_common_spellings_and_words_stand_in_order():
    assert together({"zorg": 1, "Zorg": 1}) == {"Zorg": 2}
    result = kinds()["words"].result({"b": 1, "a": 1}, 1, QUESTIONS[0])
    assert [row.text for row in result.rows] == ["a", "b"]


def test_marks_of_other_scripts_make_other_words():
    assert folded("कि") != folded("का")
    assert folded("Één  GEZIN") == folded("een gezin")


def test_who_writes_one_word_twice_wrote_it_once():
    assert kinds()["words"].clean({"word-1": ["Tijd"], "word-2": [" tijd "], "word-3": [""]}, QUESTIONS[0]) == ["Tijd"]


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("", "Write a word first."),
        ("\u2800 \u200b", "Write a word first."),
        ("a" * 31, "A word has at most %(longest)s characters."),
        ("\U0001f600" * 16, "A word has at most %(longest)s characters."),
        ("e\u0301" * 100_000, "A word has at most %(longest)s characters."),
    ],
)
def test_nothing_and_too_much_are_refused(word, sentence):
    with pytest.raises(Bad) as bad:
        kinds()["words"].clean({"word-1": [word]}, QUESTIONS[0])
    assert bad.value.sentence.text == sentence
    assert bad.value.field == "word-1"


def test_more_words_than_fit_are_counted_and_exported():
    kind = kinds()["words"]
    result = kind.result({f"woord {i}": 1 for i in range(100)}, 40, QUESTIONS[0])
    assert len(result.rows) == MOST_SHOWN
    assert result.others == 100 - MOST_SHOWN
    assert len(kind.lines(result)) == 100


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.integers(1, 9), max_size=30))
def test_putting_spellings_together_loses_no_number_and_is_done_once(cells):
    found = together(cells)
    assert sum(found.values()) == sum(cells.values())
    assert together(found) == found

"""Answers that somebody writes one on each line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polls.kinds.answer_lines import BadLines, answers_in


def test_empty_lines_and_doubled_spaces_go():
    assert answers_in("  Ja \n\n  een   beetje\r\n", most=3, longest=20) == ["Ja", "een beetje"]


@pytest.mark.parametrize(
    ("text", "code"), [("Ja", "few"), ("a\nb\nc\nd", "many"), ("a\n" + "b" * 21, "long"), ("Ja\nnee\nJA", "same")]
)
def test_lines_that_are_no_answers_say_why(text, code):
    with pytest.raises(BadLines) as bad:
        answers_in(text, most=3, longest=20)
    assert bad.value.code == code


@given(st.text(max_size=200))
def test_whatever_is_written_gives_different_short_answers_or_a_reason(text):
    try:
        answers = answers_in(text, most=6, longest=30)
    except BadLines:
        return
    assert 2 <= len(answers) <= 6
    assert all(0 < len(answer) <= 30 and answer == " ".join(answer.split()) for answer in answers)
    assert len({answer.casefold() for answer in answers}) == len(answers)

"""Moods: fixed options, counted as one choice is."""

import pytest
from hypothesis import strategies as st

from polls.kinds.kind import Bad, Question, Sent
from polls.kinds.register import kinds

FIXED = kinds()["mood"].fixed
QUESTIONS = [Question(FIXED), Question(FIXED, minimum=5)]


def sent(question: Question) -> st.SearchStrategy[Sent]:
    return st.sampled_from(question.keys).map(lambda key: {"option": [key]})


@pytest.mark.parametrize("key", ["", "snow", "1"])
def test_only_a_mood_is_an_answer(key):
    with pytest.raises(Bad):
        kinds()["mood"].clean({"option": [key]}, QUESTIONS[0])

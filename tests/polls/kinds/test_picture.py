"""Picture choice: counted as several choices are, and drawn beside pictures."""

import pytest
from hypothesis import strategies as st

from polls.kinds.kind import Bad, Option, Question, Sent
from polls.kinds.register import kinds

OPTIONS = tuple(Option(str(i), f"Plek {i}") for i in range(1, 5))
QUESTIONS = [Question(OPTIONS, {"least": 1, "most": 1}), Question(OPTIONS, {"least": 2, "most": 3})]


def sent(question: Question) -> st.SearchStrategy[Sent]:
    least, most = question.settings["least"], question.settings["most"]
    keys = st.lists(st.sampled_from(question.keys), min_size=least, max_size=most, unique=True)
    return keys.map(lambda chosen: {"option": chosen})


def test_who_may_choose_one_chooses_one():
    with pytest.raises(Bad):
        kinds()["picture"].clean({"option": ["1", "2"]}, QUESTIONS[0])
    assert kinds()["picture"].clean({"option": ["2"]}, QUESTIONS[0]) == ["2"]


def test_shares_of_one_choice_may_be_rounded_and_those_of_several_are_of_people():
    kind = kinds()["picture"]
    assert kind.result({"1": 1, "2": 1, "3": 1}, 3, QUESTIONS[0]).is_rounded
    assert not kind.result({"1": 3, "2": 3}, 3, QUESTIONS[1]).is_rounded

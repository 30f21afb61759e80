"""Yes, no or abstain."""

import pytest
from hypothesis import strategies as st

from polls.kinds.kind import Question, Sent
from polls.kinds.register import kinds

QUESTIONS = [Question(kinds()["consent"].fixed, {"rule": rule}) for rule in ("half", "thirds", "nobody")]


def sent(question: Question) -> st.SearchStrategy[Sent]:
    return st.sampled_from(question.keys).map(lambda key: {"option": [key]})


@pytest.mark.parametrize(
    ("rule", "yes", "no", "abstain", "carried"),
    [
        ("half", 3, 2, 20, True),
        ("half", 2, 2, 0, False),
        ("thirds", 4, 2, 9, True),
        ("thirds", 3, 2, 0, False),
        ("nobody", 1, 0, 9, True),
        ("nobody", 9, 1, 0, False),
        ("half", 0, 0, 4, None),
    ],
)
def test_who_abstains_does_not_count(rule, yes, no, abstain, carried):
    kind = kinds()["consent"]
    cells = {"yes": yes, "no": no, "abstain": abstain}
    result = kind.result(cells, yes + no + abstain, Question(kind.fixed, {"rule": rule}))
    assert result.carried is carried

"""One choice."""

from hypothesis import strategies as st

from polls.kinds.bars import bars
from polls.kinds.kind import Option, Question, Sent

QUESTIONS = [
    Question((Option("1", "Tijd"), Option("2", "Mensen"), Option("10", "Regels"))),
    Question(tuple(Option(str(i), f"Antwoord {i}") for i in range(1, 21))),
]


def sent(question: Question) -> st.SearchStrategy[Sent]:
    return st.sampled_from(question.keys).map(lambda key: {"option": [key.zfill(4)]})


def test_answers_to_other_options_are_not_counted():
    result = bars(QUESTIONS[0].options, {"1": 3, "99": 7})
    assert (result.total, result.rows[0].share) == (3, 100)

"""A quiz question: who is right, and when."""

from itertools import combinations

import pytest
from hypothesis import strategies as st

from polls.kinds.kind import Bad, Option, Question, Sent
from polls.kinds.register import kinds

from .properties import counted

OPTIONS = tuple(Option(str(i), f"Antwoord {i}") for i in range(11, 15))
ONE, ANY, ALL = (
    Question(OPTIONS, {"right": [2]}),
    Question(OPTIONS, {"right": [1, 3]}),
    Question(OPTIONS, {"right": [1, 3], "several": True, "points": 10}),
)
QUESTIONS = [ONE, ALL]


def sent(question: Question) -> st.SearchStrategy[Sent]:
    most = 4 if question.settings.get("several") else 1
    keys = st.lists(st.sampled_from(question.keys), min_size=1, max_size=most, unique=True)
    return keys.map(lambda chosen: {"option": chosen})


def right(question: Question, *answers: list[str]) -> int:
    kind = kinds()["quiz"]
    return kind.result(*counted(kind, answers, question), question).right


def test_one_right_option():
    assert right(ONE, ["12"], ["11"], ["12"]) == 2


def test_of_several_right_options_one_is_enough_for_who_chooses_one():
    assert right(ANY, ["11"], ["13"], ["12"]) == 2


def test_who_may_choose_several_needs_all_right_ones_and_no_other():
    assert right(ALL, ["11", "13"], ["11"], ["11", "12", "13"]) == 1


@pytest.mark.parametrize("question", [ONE, ANY, ALL])
def test_an_answer_is_counted_as_right_exactly_if_it_is_among_the_right_ones(question):
    kind = kinds()["quiz"]
    answers = [list(some) for size in (1, 2, 3) for some in combinations(question.keys, size)]
    right_ones = kind.right_answers(question)
    assert [answer for answer in answers if kind.right_cell in kind.cells(answer, question)] == right_ones


def test_a_result_marks_what_is_right():
    kind = kinds()["quiz"]
    result = kind.result({"12": 3, "11": 1, "right": 3}, 4, ONE)
    assert [(row.right, row.share) for row in result.rows] == [(False, 25), (True, 75), (False, 0), (False, 0)]
    assert [line.value for line in kind.lines(result)] == [0, 100, 0, 0]
    assert kind.outcome(result).values == {"right": 3, "total": 4, "answer": ["Antwoord 12"]}


@pytest.mark.parametrize("lines", [None, [], [5], [0], [1, 5]])
def test_right_answers_are_lines_that_exist(lines):
    with pytest.raises(Bad) as bad:
        kinds()["quiz"].check(Question(OPTIONS, {"right": lines}))
    assert bad.value.field == "right"


def test_one_choice_is_one():
    with pytest.raises(Bad):
        kinds()["quiz"].clean({"option": ["11", "12"]}, ONE)

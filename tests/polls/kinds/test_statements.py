"""Several statements on one scale."""

import json

import pytest
from hypothesis import strategies as st

from polls.kinds.kind import Bad, Option, Question, Sent
from polls.kinds.register import kinds
from polls.kinds.scales import scale_of

OPTIONS = (
    Option("1", "Wij praten met het gezin."),
    Option("2", "Wij kennen de wijk."),
    Option("13", "Wij zijn op tijd."),
)
QUESTIONS = [Question(OPTIONS), Question(OPTIONS, {"steps": 3, "unsure": False}, minimum=3)]


def sent(question: Question) -> st.SearchStrategy[Sent]:
    steps = st.sampled_from([step.value for step in scale_of(question).steps]).map(lambda value: [value])
    names = st.sampled_from([f"step-{key}" for key in question.keys])
    return st.dictionaries(names, steps, min_size=1)


def test_each_statement_has_its_own_base():
    result = kinds()["statements"].result({"1@4": 3, "1@2": 1, "2@5": 2, "2@0": 4}, 7, QUESTIONS[0])
    first, second, _third = result.rows
    assert first.spread and second.spread
    assert ([row.share for row in first.spread.rows], first.spread.mean) == ([0, 25, 0, 75, 0], 3.5)
    assert (second.spread.count, second.spread.unsure, second.spread.mean) == (2, 4, 5.0)


def test_a_statement_that_few_answered_tells_nothing_and_leaves_nothing():
    kind, question = kinds()["statements"], QUESTIONS[1]
    cells = {"1@1": 3, "2@1": 2, "13@3": 4}
    result = kind.result(cells, 4, question)
    assert [row.spread is None for row in result.rows] == [False, True, False]
    assert kind.kept(cells, question) == {"1@1": 3, "13@3": 4}
    [line] = [line for line in kind.lines(result) if line.part == OPTIONS[1].text]
    assert (line.text, line.votes) == ("Too few answers to show", None)


def test_one_statement_at_least():
    with pytest.raises(Bad):
        kinds()["statements"].clean({"step-1": [""], "step-2": []}, QUESTIONS[0])


def test_what_is_left_out_is_not_in_the_answer():
    assert (
        json.dumps(kinds()["statements"].clean({"step-13": ["2"], "step-1": ["0"]}, QUESTIONS[0])) == '["1@0", "13@2"]'
    )

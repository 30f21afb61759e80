"""A statement: a place on a scale."""

import pytest
from hypothesis import strategies as st

from polls.kinds.kind import Bad, Question, Sent
from polls.kinds.register import kinds
from polls.kinds.scales import scale_of

QUESTIONS = [
    Question(),
    Question(settings={"steps": 10, "low": "heel onzeker", "high": "heel zeker", "unsure": False}),
    Question(settings={"steps": 2}),
]


def sent(question: Question) -> st.SearchStrategy[Sent]:
    scale = scale_of(question)
    values = [step.value for step in (*scale.steps, *([scale.unsure] if scale.unsure else []))]
    return st.sampled_from(values).map(lambda value: {"step": [value]})


def spread(cells: dict[str, int], **settings):
    return kinds()["statement"].result(cells, sum(cells.values()), Question(settings=settings)).spread


def test_who_does_not_know_is_counted_apart():
    found = spread({"0": 90, "4": 6, "5": 4})
    assert (found.unsure, found.count) == (90, 10)
    assert [row.share for row in found.rows] == [0, 0, 0, 60, 40]
    assert (found.mean, found.median, found.word) == (4.4, 4.0, "agree")


@pytest.mark.parametrize(
    ("cells", "word"),
    [
        ({"1": 6, "2": 4}, "strongly disagree"),
        ({"1": 5, "2": 5}, "disagree"),
        ({"3": 5, "4": 4}, "in between"),
        ({"3": 5, "4": 5}, "agree"),
        ({"4": 5, "5": 5}, "strongly agree"),
    ],
)
def test_a_mean_has_a_word_that_changes_halfway(cells, word):
    assert spread(cells).word == word


def test_a_divided_room_has_no_mean():
    found = spread({"1": 5, "3": 10, "5": 5})
    assert found.divided
    assert found.mean is None
    assert not found.word
    assert not spread({"1": 5, "3": 11, "5": 5}).divided


def test_an_even_number_of_answers_has_its_middle_between_two():
    assert spread({"2": 1, "3": 1}).median == 2.5


def test_other_words_at_the_ends_leave_the_steps_between_without_one():
    scale = scale_of(Question(settings={"steps": 5, "low": "nooit"}))
    assert [scale.text(step.number) for step in scale.steps] == ["1 = nooit", "2", "3", "4", "5 = strongly agree"]


def test_all_places_are_equally_long_in_a_form():
    scale = scale_of(Question(settings={"steps": 10}))
    assert {len(step.value) for step in (*scale.steps, scale.unsure)} == {2}


@pytest.mark.parametrize("value", ["", "6", "-1", "0", "٣", "1.0"])
def test_what_is_no_step_is_refused(value):
    with pytest.raises(Bad):
        kinds()["statement"].clean({"step": [value]}, Question(settings={"unsure": False}))


def test_ends_with_one_word_are_refused():
    with pytest.raises(Bad) as bad:
        kinds()["statement"].check(Question(settings={"low": "Ja", "high": "ja"}))
    assert bad.value.field == "high"

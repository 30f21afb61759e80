"""Dividing points: all of them, unless people may keep some; never more."""

import pytest
from hypothesis import strategies as st

from polls.kinds.kind import Bad, Option, Question, Sent
from polls.kinds.register import kinds

from .properties import counted

OPTIONS = tuple(Option(str(i), f"Antwoord {i}") for i in range(1, 4))
QUESTIONS = [Question(OPTIONS), Question(OPTIONS, {"points": 7, "may_keep": True})]


def sent(question: Question) -> st.SearchStrategy[Sent]:
    points = question.settings.get("points", 10)
    ends = st.tuples(st.integers(0, points), st.integers(0, points)).map(sorted)
    return ends.map(lambda ends: _sent(ends[0], ends[1] - ends[0], points - ends[1]))


def _sent(*points: int) -> Sent:
    return {f"points-{key}": [str(each)] for key, each in zip(QUESTIONS[0].keys, points, strict=True)}


def test_sum_and_share():
    kind = kinds()["points"]
    result = kind.result(*counted(kind, [[5, 3, 2], [10, 0, 0]], QUESTIONS[0]), QUESTIONS[0])
    assert (result.total, [(row.count, row.share) for row in result.rows]) == (2, [(15, 75), (3, 15), (2, 10)])
    assert [line.value for line in kind.lines(result)] == [15, 3, 2]


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ((0, 0, 0), "Divide the points first."),
        ((9, 2, 0), "%(number)s point too many."),
        ((4, 3, 2), "%(number)s point is still to be divided."),
    ],
)
def test_too_many_and_too_few_are_counted_in_the_sentence(points, sentence):
    with pytest.raises(Bad) as bad:
        kinds()["points"].clean(_sent(*points), QUESTIONS[0])
    assert bad.value.sentence.text == sentence


@pytest.mark.parametrize("points", ["-1", "1.5", "1,5", "x", "٣", "99999"])
def test_only_whole_points(points):
    with pytest.raises(Bad) as bad:
        kinds()["points"].clean(_sent(0, 1, 2) | {"points-1": [points]}, QUESTIONS[0])
    assert bad.value.field == "points-1"


def test_points_may_be_kept_where_the_host_says_so():
    assert kinds()["points"].clean(_sent(1, 0, 2), QUESTIONS[1]) == [1, 0, 2]


def test_all_points_of_everybody_on_one_option_are_known():
    kind = kinds()["points"]
    assert kind.result({"1": 20}, 2, QUESTIONS[0]).is_unanimous
    assert not kind.result({"1": 15, "2": 5}, 2, QUESTIONS[0]).is_unanimous

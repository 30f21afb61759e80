"""An order: places are given once, and unplaced options count as the middle of the places that are left."""

import pytest
from hypothesis import strategies as st

from polls.kinds.kind import Bad, Option, Question, Sent
from polls.kinds.register import kinds

from .properties import counted

OPTIONS = tuple(Option(str(i), f"Antwoord {i}") for i in range(1, 5))
QUESTIONS = [Question(OPTIONS), Question(OPTIONS, {"places": 2})]


def sent(question: Question) -> st.SearchStrategy[Sent]:
    places = question.settings.get("places") or len(question.options)
    return st.permutations(question.keys).map(
        lambda keys: {f"place-{key}": [str(i) if i <= places else ""] for i, key in enumerate(keys, start=1)}
    )


def result_of(*answers: list[str], question: Question = QUESTIONS[0]):
    kind = kinds()["ranking"]
    return kind.result(*counted(kind, answers, question), question)


def test_mean_place_and_how_often_first():
    result = result_of(["1", "2", "3", "4"], ["1", "3", "2", "4"], ["2", "1", "3", "4"])
    assert [(row.rank, row.mean, row.count) for row in result.rows] == [
        (1, 1.3, 2),
        (2, 2.0, 1),
        (3, 2.7, 0),
        (4, 4.0, 0),
    ]
    assert [row.width for row in result.rows] == [88.9, 66.7, 44.4, 0.0]
    assert not result.is_unanimous


def test_equals_share_their_rank_and_the_sentence_says_so():
    kind = kinds()["ranking"]
    result = result_of(["1", "2", "3", "4"], ["2", "1", "3", "4"])
    assert [(row.rank, row.tied) for row in result.rows] == [(1, True), (1, True), (3, False), (4, False)]
    assert kind.outcome(result).text.startswith("Equally high")
    assert [line.text for line in kind.lines(result)] == [option.text for option in OPTIONS]


def test_what_few_placed_does_not_win_from_what_all_placed():
    result = result_of(["4", "1"], *[["2", "1"], ["3", "1"]] * 2, question=QUESTIONS[1])
    assert result.ordered[0].text == "Antwoord 1"
    assert result.rows[3].mean == (1 + 4 * 3.5) / 5
    assert result.is_partial


def test_one_order_of_everybody_is_known():
    assert result_of(["2", "1"], ["2", "1"], question=QUESTIONS[1]).is_unanimous


@pytest.mark.parametrize(
    ("places", "sentence", "field"),
    [
        (["", "", "", ""], "Give the answers a place first.", "place-1"),
        (["1", "2", "2", "3"], "Place %(place)s is there twice. Give each answer its own place.", "place-3"),
        (["1", "2", "", "4"], "Nothing is at place %(place)s yet.", "place-3"),
        (["1", "2", "3", "5"], "A place is a number from 1 to %(places)s.", "place-4"),
        (["1", "2", "3", "x"], "A place is a number from 1 to %(places)s.", "place-4"),
        (["0", "2", "3", "1"], "A place is a number from 1 to %(places)s.", "place-1"),
    ],
)
def test_twins_gaps_and_what_is_no_place_are_said_at_the_field(places, sentence, field):
    given = {f"place-{key}": [place] for key, place in zip(QUESTIONS[0].keys, places, strict=True)}
    with pytest.raises(Bad) as bad:
        kinds()["ranking"].clean(given, QUESTIONS[0])
    assert (bad.value.sentence.text, bad.value.field) == (sentence, field)


def test_more_places_than_options_are_refused():
    with pytest.raises(Bad):
        kinds()["ranking"].check(Question(OPTIONS, {"places": 5}))

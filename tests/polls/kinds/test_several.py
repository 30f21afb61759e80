"""Several choices: shares are of people, and who takes everything back is not one of them."""

import pytest
from hypothesis import strategies as st

from polls.kinds.kind import Bad, Option, Question, Sent
from polls.kinds.register import kinds

OPTIONS = tuple(Option(str(i), f"Antwoord {i}") for i in range(1, 6))
QUESTIONS = [Question(OPTIONS), Question(OPTIONS, {"least": 2, "most": 3})]


def sent(question: Question) -> st.SearchStrategy[Sent]:
    least, most = question.settings.get("least", 1), question.settings.get("most", 5)
    keys = st.lists(st.sampled_from(question.keys), min_size=least, max_size=most, unique=True)
    return keys.map(lambda chosen: {"option": chosen})


def test_three_people_with_two_choices_are_three_people():
    kind = kinds()["several"]
    result = kind.result({"1": 3, "2": 3}, 3, QUESTIONS[0])
    assert result.total == 3
    assert [row.share for row in result.rows] == [100, 100, 0, 0, 0]
    assert result.is_unanimous


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ([], "Choose at least %(number)s answer."),
        (["1"], "Choose at least %(number)s answer."),
        (["1", "2", "3", "4"], "Choose at most %(number)s answer."),
        (["1", "99"], "This answer does not belong to the poll."),
    ],
)
def test_too_few_too_many_or_unknown(chosen, sentence):
    with pytest.raises(Bad) as bad:
        kinds()["several"].clean({"option": chosen}, QUESTIONS[1])
    assert bad.value.sentence.text == sentence


@pytest.mark.parametrize("settings", [{"least": 3, "most": 2}, {"most": 6}])
def test_bounds_that_nobody_can_keep_are_refused(settings):
    with pytest.raises(Bad):
        kinds()["several"].check(Question(OPTIONS, settings))

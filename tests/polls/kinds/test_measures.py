"""What of a result is followed from poll to poll: every number stands on its axis, for every kind."""

from random import Random

import pytest

from polls.kinds.answers import stored
from polls.kinds.kind import sent_of
from polls.kinds.register import kinds

from .properties import counted
from .test_every_kind import module_of


@pytest.mark.parametrize("name", sorted(kinds()))
def test_every_number_is_on_its_axis_and_has_a_name_of_its_own(name):
    kind, chance = kinds()[name], Random(7)
    for question in module_of(name).QUESTIONS:
        answers = [kind.clean(sent_of(kind.invent(question, chance)), question) for _person in range(30)]
        assert all(stored(answer) for answer in answers)
        result = kind.result(*counted(kind, answers, question), question)
        measures = kind.measures(result, question)
        assert len({each.key for each in measures}) == len(measures)
        assert len({each.text for each in measures}) == len(measures)
        for each in measures:
            ends = (0, 100) if each.axis is None else (each.axis.low, each.axis.high)
            known = sorted(end for end in ends if end is not None)
            assert each.value is None or not known or known[0] <= each.value <= known[-1] or len(known) == 1
        assert kind.measures(kind.result({}, 0, question), question) is not None


def test_a_mean_comes_before_the_shares_of_a_statement():
    kind = kinds()["statement"]
    question = module_of("statement").QUESTIONS[0]
    [mean, *shares] = kind.measures(kind.result({"1": 1, "2": 3}, 4, question), question)
    assert float(mean.value) == 1.8 and mean.axis.low == 1 and not any(each.axis for each in shares)


def test_words_and_promises_are_no_line():
    for name in ("words", "commitment"):
        question = module_of(name).QUESTIONS[0]
        assert kinds()[name].measures(kinds()[name].result({}, 0, question), question) == []

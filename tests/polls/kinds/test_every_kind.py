"""Every kind of question keeps what docs/kinds.md promises, for its own example questions and for any ballots."""

import json
from importlib import import_module
from random import Random
from types import ModuleType
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polls.kinds.kind import Bad, Kind, Question, sent_of
from polls.kinds.register import kinds
from polls.kinds.sentences import Sentence

from .properties import ANYTHING, cleaned, counted, numbers_in


def module_of(name: str) -> ModuleType:
    """The test module of a kind."""
    return import_module(f"tests.polls.kinds.test_{name}")


def cases() -> list[Any]:
    """Each kind with each of its example questions, and a strategy for answers to it."""
    return [
        pytest.param((kind, question, _answers(kind, question)), id=f"{name}-{i}")
        for name, kind in kinds().items()
        for i, question in enumerate(module_of(name).QUESTIONS)
    ]


def _answers(kind: Kind, question: Question) -> st.SearchStrategy[Any]:
    return module_of(kind.name).sent(question).map(lambda sent: kind.clean(sent, question))


every = pytest.mark.parametrize("asked", cases())


def several(answers: st.SearchStrategy) -> st.SearchStrategy[list[Any]]:
    return st.lists(answers, max_size=12)


@every
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_order_does_not_matter(asked, data):
    kind, question, answers = asked
    given_ = data.draw(several(answers))
    shuffled = data.draw(st.permutations(given_))
    results = [kind.result(*counted(kind, some, question), question) for some in (given_, shuffled)]
    assert results[0] == results[1]


@every
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_counting_in_parts_and_adding_is_counting_at_once(asked, data):
    kind, question, answers = asked
    some, more = data.draw(several(answers)), data.draw(several(answers))
    (one, few), (other, rest), (both, all_of_them) = (
        counted(kind, part, question) for part in (some, more, some + more)
    )
    assert few + rest == all_of_them == len(some) + len(more)
    names = {*one, *other}
    assert {name: one.get(name, 0) + other.get(name, 0) for name in names} == dict(both)
    assert kind.result(both, all_of_them, question).total == all_of_them


@every
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_stored_answer_cleans_to_itself(asked, data):
    kind, question, answers = asked
    answer = data.draw(answers)
    assert json.loads(json.dumps(answer)) == answer
    assert kind.clean(sent_of(kind.fill(answer, question)), question) == answer
    assert all(isinstance(text, str) for text in kind.words(answer, question))
    invented = kind.invent(question, Random(data.draw(st.integers(0, 999))))
    assert sent_of(kind.fill(kind.clean(sent_of(invented), question), question)) == sent_of(invented)


@every
@settings(max_examples=80, deadline=None)
@given(sent=ANYTHING)
def test_anything_in_a_form_is_an_answer_or_a_sentence(asked, sent):
    kind, question, _answers = asked
    answer = cleaned(kind, sent, question)
    if isinstance(answer, Bad):
        assert isinstance(answer.sentence, Sentence)
        assert answer.field
        assert answer.sentence.text % answer.sentence.values
    else:
        assert cleaned(kind, sent_of(kind.fill(answer, question)), question) == answer


@every
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_is_drawn_is_read_aloud_and_exported(asked, data):
    """Each count and each share of a piece stands in a line, and lines are what tables and downloads are made of."""
    kind, question, answers = asked
    given_ = data.draw(several(answers))
    result = kind.result(*counted(kind, given_, question), question)
    lines = kind.lines(result)
    read = {str(number) for line in lines for number in (line.votes, line.percent, line.value) if number is not None}
    assert numbers_in(kind.pieces(result)) <= read
    outcome = kind.outcome(result)
    assert (outcome.text % outcome.values).strip()


@every
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_is_kept_gives_the_same_result(asked, data):
    kind, question, answers = asked
    cells, total = counted(kind, data.draw(several(answers)), question)
    kept = json.loads(json.dumps(kind.kept(cells, question)))
    assert kind.lines(kind.result(kept, total, question)) == kind.lines(kind.result(cells, total, question))


@every
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_without_scripts_no_ballot_is_longer_than_another(asked, data):
    """Where a kind cannot keep that, docs/threat-model.md says so; with scripts every ballot is filled up."""
    kind, question, answers = asked
    lengths = {len(urlencode(kind.fill(answer, question))) for answer in data.draw(st.lists(answers, min_size=2))}
    assert len(lengths) == 1 or not kind.even_forms


def test_every_kind_is_complete():
    for name, kind in kinds().items():
        assert kind.name == name
        assert kind.title
        assert kind.purpose
        assert len(module_of(name).QUESTIONS) >= 2
        for question in module_of(name).QUESTIONS:
            kind.check(question)

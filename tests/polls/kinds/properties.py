"""What every kind of question promises, for any question and any answers: `tests/polls/kinds/test_every_kind.py`.

A kind's own test module has `QUESTIONS`, examples of questions that a host can ask, and `answers(question)`, a strategy
for what browsers may send to it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from hypothesis import strategies as st

from polls.kinds.answers import answer_in, stored
from polls.kinds.counting import added
from polls.kinds.kind import Bad, Kind, Question, Sent
from tests.odd_strings import ODD

NAMES = st.sampled_from(["option", "answer", "value", "place-1", "points-1", "word", "text", "x"])
VALUES = st.one_of(st.text(max_size=8), st.integers(-3, 30).map(str), st.sampled_from(sorted(ODD.values())))
ANYTHING = st.dictionaries(NAMES, st.lists(VALUES, max_size=4), max_size=6)
"""What a form may hold that no page of ours sends."""


def cleaned(kind: Kind, sent: Sent, question: Question) -> Any:
    """The answer, or `Bad` when there is none in it."""
    try:
        return kind.clean(sent, question)
    except Bad as bad:
        return bad


def counted(kind: Kind, answers: Iterable[Any], question: Question) -> tuple[Mapping[str, int], int]:
    """The cells of answers that came one by one."""
    ballots = Counter(stored(answer) for answer in answers)
    return added(kind, ((answer_in(text), number) for text, number in ballots.items()), question)


def numbers_in(result: Any) -> set[str]:
    """Every count and share that the pieces of a result hold, as text."""
    found: set[str] = set()

    def look(value: Any) -> None:
        if isinstance(value, Mapping):
            for each in value.values():
                look(each)
        elif isinstance(value, (list, tuple)):
            for each in value:
                look(each)
        elif hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                if name in ("count", "share"):
                    found.add(str(getattr(value, name)))
                else:
                    look(getattr(value, name))

    look(result)
    return found

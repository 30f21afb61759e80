"""Counting ballots by the rules of their kind. Pure: standard library only."""

from collections import Counter
from collections.abc import Iterable, Mapping

from .kind import Answer, Kind, Question


def added(kind: Kind, answers: Iterable[tuple[Answer, int]], question: Question) -> tuple[Counter[str], int]:
    """The cells of all answers together, and how many answers there are; each comes with the number of its ballots."""
    cells: Counter[str] = Counter()
    total = 0
    for answer, number in answers:
        total += number
        given = kind.cells(answer, question)
        for name, amount in given.items() if isinstance(given, Mapping) else ((name, 1) for name in given):
            cells[name] += amount * number
    return cells, total

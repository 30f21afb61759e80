"""The hook for features that hold something of a participant by name: the participant is erased."""

from collections.abc import Callable
from uuid import UUID

from .transaction import Changes

Erasure = Callable[[UUID, Changes], None]

_erasures: list[Erasure] = []
_columns: set[str] = set()


def when_somebody_is_erased(*columns: str) -> Callable[[Erasure], Erasure]:
    """Register a function, called as ``do(participant, changes)`` in the transaction of the erasing.

    It empties `columns` ("app.Model.field"), in rooms that go on and in those that are over, and touches the parts that
    showed them. A row that goes with its participant and holds no name needs none.
    """

    def register(do: Erasure) -> Erasure:
        _erasures.append(do)
        _columns.update(columns)
        return do

    return register


def erased_columns() -> frozenset[str]:
    """Every column that some feature empties."""
    return frozenset(_columns)


def call_erasures(participant: UUID, changes: Changes) -> None:
    """Have every feature forget this participant."""
    for do in _erasures:
        do(participant, changes)

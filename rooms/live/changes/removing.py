"""The hook for features that hold something of a participant: a host puts somebody out of the room."""

from collections.abc import Callable
from uuid import UUID

from ..base.people import Actor
from ..models import Room
from .transaction import Changes

Removal = Callable[[Room, UUID, Actor, Changes, bool], None]

_removals: list[Removal] = []


def when_somebody_is_removed(do: Removal) -> Removal:
    """Register `do`. It is called as ``do(room, participant, host, changes, take_away)``, in its transaction.

    `take_away`: what they said under their name goes too. A command that is repeated calls it again.
    """
    _removals.append(do)
    return do


def remove(room: Room, participant: UUID, host: Actor, changes: Changes, *, take_away: bool) -> None:
    """Tell every feature that this host puts this participant out."""
    for do in _removals:
        do(room, participant, host, changes, take_away)

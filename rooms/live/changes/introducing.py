"""The hook for features that show a participant's name, team or role: a participant changed these."""

from collections.abc import Callable
from uuid import UUID

from ..models import Room
from .transaction import Changes

Introduction = Callable[[Room, UUID, Changes, bool], None]

_introductions: list[Introduction] = []


def when_somebody_is_introduced(do: Introduction) -> Introduction:
    """Register `do`. It is called as ``do(room, participant, changes, sides)``, in the transaction of the change.

    `sides`: not only the name changed, but the team or the role.
    """
    _introductions.append(do)
    return do


def introduce(room: Room, participant: UUID, team: int | None, changes: Changes, *, sides: bool) -> None:
    """Tell every feature that this participant is introduced anew: of `team` (a key) now."""
    if sides:
        changes.teams[room.pk][participant] = team or 0
    for do in _introductions:
        do(room, participant, changes, sides)

"""The hook for the end of a room: features finish open work in the transaction that closes the room."""

from collections.abc import Callable

from ..models import Room
from .transaction import Changes

Finish = Callable[[Room, int | None, Changes], None]

_finishing: list[Finish] = []


def when_room_ends(finish: Finish) -> Finish:
    """Register `finish`. It is called as ``finish(room, user, changes)``; `user` is the host who ends the room."""
    _finishing.append(finish)
    return finish


def finish_all(room: Room, user: int | None, changes: Changes) -> None:
    """Have every feature finish before the room itself is written: a vote takes its locks in the same order."""
    for finish in _finishing:
        finish(room, user, changes)

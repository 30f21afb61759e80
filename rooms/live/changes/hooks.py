"""Hooks for features: a room ends, a heartbeat passes, a participant arrives.

A feature registers a function with `@room_ending`, `@heartbeat` or `@arrival`, which return it unchanged.
"""

import logging
from collections.abc import Callable
from uuid import UUID

from ..models import Room
from .transaction import Changes

logger = logging.getLogger(__name__)

RoomEnding = Callable[[Room, int | None, Changes], None]
Heartbeat = Callable[[Room], None]
Arrival = Callable[[Room, UUID], None]

_room_endings: list[RoomEnding] = []
_heartbeats: list[Heartbeat] = []
_arrivals: list[Arrival] = []


def room_ending(do: RoomEnding) -> RoomEnding:
    """Register `do`, called as ``do(room, user, changes)`` in the transaction that closes a room.

    `user` is the host who ends the room. It is called before the room itself is written: a vote takes its locks in the
    same order.
    """
    _room_endings.append(do)
    return do


def heartbeat(do: Heartbeat) -> Heartbeat:
    """Register `do`, called as ``do(room)`` every few seconds while somebody looks at a live room.

    Every process that shows the room calls it; a guarded update decides which process was first. `do` opens its own
    transaction if it needs one.
    """
    _heartbeats.append(do)
    return do


def arrival(do: Arrival) -> Arrival:
    """Register `do`, called as ``do(room, participant)`` when a participant opens a room's page, before it is made.

    `do` opens its own transaction if it needs one.
    """
    _arrivals.append(do)
    return do


def call_room_endings(room: Room, user: int | None, changes: Changes) -> None:
    """Have every feature finish its open work in a room that ends. An exception keeps the room open."""
    for do in _room_endings:
        do(room, user, changes)


def call_heartbeats(room_id: str) -> None:
    """Have every feature look after a live room. A failing feature does not stop the others."""
    room = Room.fetch(room_id)
    if room is None or not room.is_open:
        return
    for do in _heartbeats:
        try:
            do(room)
        except Exception:  # the database may be away: the next heartbeat tries again
            logger.exception("a heartbeat failed")


def call_arrivals(room: Room, participant: UUID) -> None:
    """Tell every feature that this participant opens the page. The page is made even if a feature fails."""
    for do in _arrivals:
        try:
            do(room, participant)
        except Exception:  # the heartbeat does the same a little later
            logger.exception("an arrival failed")

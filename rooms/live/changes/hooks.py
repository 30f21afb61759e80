"""Hooks for features: a room ends, closes, is finished, a heartbeat passes, a participant arrives.

A feature registers a function with `@locked_before_room`, `@room_closing`, `@room_ending`, `@heartbeat`,
`@heartbeat_of_closed`, `@arrival` or `@knock`, which return it unchanged.
"""

import logging
from collections.abc import Callable
from uuid import UUID

from ..models import Room
from .transaction import Changes

logger = logging.getLogger(__name__)

Locking = Callable[[Room], None]
RoomClosing = Callable[[Room], None]
RoomEnding = Callable[[Room, int | None, Changes], None]
Heartbeat = Callable[[Room], None]
Arrival = Callable[[Room, UUID], None]
Knock = Callable[[Room], None]

_lockings: list[Locking] = []
_room_closings: list[RoomClosing] = []
_room_endings: list[RoomEnding] = []
_heartbeats: list[Heartbeat] = []
_heartbeats_of_closed: list[Heartbeat] = []
_arrivals: list[Arrival] = []
_knocks: list[Knock] = []


def locked_before_room(do: Locking) -> Locking:
    """Register `do`, called as ``do(room)`` before a transaction that closes or finishes a room holds the room.

    It locks the rows that both the end and crowd commands lock. Those commands hold such a row first and then, when
    they step the versions, the room; an end in the other order would deadlock with them.
    """
    _lockings.append(do)
    return do


def room_closing(do: RoomClosing) -> RoomClosing:
    """Register `do`, called as ``do(room)`` in the transaction that closes a room, which can still be taken back.

    It destroys nothing. It notes what cannot be known any more when the room is finished, such as who is here.
    """
    _room_closings.append(do)
    return do


def room_ending(do: RoomEnding) -> RoomEnding:
    """Register `do`, called as ``do(room, user, changes)`` in the transaction that finishes a closed room.

    `user` is the host who closed the room, and `room.closed_at` tells when. The transaction holds the room.
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


def heartbeat_of_closed(do: Heartbeat) -> Heartbeat:
    """The same for a room that is closed, while a host looks at it."""
    _heartbeats_of_closed.append(do)
    return do


def arrival(do: Arrival) -> Arrival:
    """Register `do`, called as ``do(room, participant)`` when a participant opens a room's page, before it is made.

    `do` opens its own transaction if it needs one.
    """
    _arrivals.append(do)
    return do


def knock(do: Knock) -> Knock:
    """Register `do`, called as ``do(room)`` after the people who wait at the door changed by themselves.

    `do` opens its own transaction.
    """
    _knocks.append(do)
    return do


def lock_before_room(room: Room) -> None:
    """Have every feature lock what comes before the room."""
    for do in _lockings:
        do(room)


def call_room_closings(room: Room) -> None:
    """Have every feature note what it needs later, in a room that closes. An exception keeps the room open."""
    for do in _room_closings:
        do(room)


def call_room_endings(room: Room, user: int | None, changes: Changes) -> None:
    """Have every feature keep and destroy, in a room that is finished. An exception keeps the room unfinished."""
    for do in _room_endings:
        do(room, user, changes)


def call_heartbeats(room_id: str) -> None:
    """Have every feature look after a room. A failing feature does not stop the others."""
    room = Room.fetch(room_id)
    if room is None or room.opened_at is None:
        return
    for do in _heartbeats if room.is_open else _heartbeats_of_closed:
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


def call_knocks(room: Room) -> None:
    """Tell every feature that somebody waits at the door. They wait also if a feature fails."""
    for do in _knocks:
        do(room)

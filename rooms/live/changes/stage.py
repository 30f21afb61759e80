"""The stage: the one thing that participants and projector look at together. Features register what can stand on it.

Opening something puts it on the stage. The host may choose something else, and put back what stood there before. The
stage is written together with the room's versions, at the end of the transaction: so it does not hold the room before
later commands of the transaction lock polls or boards.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.utils.functional import Promise

from ..base.people import Audience
from ..models import Room
from .transaction import Changes

EMPTY = ""
"""Nothing stands on the stage: people read the title of the session."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can stand on the stage.

    `label` and `icon` name it for hosts. ``ready(room)`` tells whether it has anything to show now. `parts` look
    different on the stage than off it; most acts look the same, and styles alone show or hide them.
    """

    name: str
    label: str | Promise
    icon: str
    ready: Callable[[Room], bool]
    parts: tuple[str, ...] = ()


_acts: dict[str, Act] = {}


def can_stand_on_stage(act: Act) -> None:
    """Register `act`. Raises `ValueError` for a name that is taken."""
    if act.name in _acts:
        raise ValueError(f"two acts are named {act.name}")
    _acts[act.name] = act


def act_named(name: str) -> Act | None:
    """The act with this name, or `None`; the empty stage is no act."""
    return _acts.get(name)


def acts() -> list[Act]:
    """All acts, in the order of registration."""
    return list(_acts.values())


def put_on_stage(room: Room, name: str, changes: Changes) -> None:
    """Put the act `name` on the stage of `room`, or with `EMPTY` nothing; what stood there can be put back.

    Nothing changes if it is there. Do not look at `room.stage` first: it was read before other commands of this
    transaction.
    """
    changes.stage[room.pk].append((name, True, partial(_touch, room, changes)))


def leave_stage(room: Room, name: str, changes: Changes) -> None:
    """The act `name` has nothing to show any more: if it is on the stage, what stood there before comes back."""
    changes.stage[room.pk].append((name, False, partial(_touch, room, changes)))


def _touch(room: Room, changes: Changes) -> None:
    changes.touch(room, "stage")
    for part in sorted({part for act in acts() for part in act.parts}):
        changes.touch(room, part, Audience.PARTICIPANTS, Audience.SCREEN)

"""What is to be looked at again after something changed in the groups."""

from collections.abc import Iterable

from rooms.live.changes import Changes
from rooms.live.models import Room
from rooms.live.people import Audience


def touch_plan(room: Room, changes: Changes) -> None:
    """The plan changed while nobody is out: hosts see it, and nobody else."""
    for part in ("town", "home", "placing"):
        changes.touch(room, part, Audience.HOSTS)


def touch_everything(room: Room, changes: Changes) -> None:
    """People went out or came back: everybody sees something else."""
    touch_plan(room, changes)
    changes.touch(room, "town", Audience.SCREEN)
    for part in ("card", "notes", "neighbours"):
        changes.touch(room, part, Audience.PARTICIPANTS)


def touch_clock(room: Room, changes: Changes) -> None:
    """The time of the round changed, or it is nearly over."""
    changes.touch(room, "town", Audience.HOSTS, Audience.SCREEN)
    changes.touch(room, "card", Audience.PARTICIPANTS)


def touch_houses(room: Room, houses: Iterable[int], changes: Changes) -> None:
    """What is so in these houses: for hosts, for who is in them or looks in, and for the street."""
    for house in houses:
        changes.touch(room, f"home-{house}", Audience.HOSTS)
        changes.touch(room, f"card-{house}", Audience.PARTICIPANTS)
        changes.touch(room, f"notes-{house}", Audience.PARTICIPANTS)

"""What is to be looked at again after something changed in the groups."""

from collections.abc import Collection, Iterable
from uuid import UUID

from rooms.live.base.people import EVERYONE, Audience
from rooms.live.changes.transaction import Changes
from rooms.live.models import Room

from .extensions import parts_of_guests
from .models import Round

OWN = ("card", "notes", "window")
"""The parts of a participant that depend on where they sit."""


def touch_plan(room: Room, changes: Changes) -> None:
    """The plan changed, and with it every form that names its version; the houses are as they were. Hosts see it."""
    for part in ("briefing", "acts", "placing", "unhoused", "mending", "harvest"):
        changes.touch(room, part, Audience.HOSTS)


def touch_street(room: Room, changes: Changes) -> None:
    """The plan changed, and many sit elsewhere: the houses are drawn anew, hundreds of thousands of bytes."""
    touch_plan(room, changes)
    for part in ("town", "home"):
        changes.touch(room, part, Audience.HOSTS)


def touch_homes(room: Room, houses: Iterable[int | None], changes: Changes) -> None:
    """Somebody sits elsewhere in a round that has not gone out: only hosts see these houses."""
    for house in {house for house in houses if house is not None}:
        changes.touch(room, f"home-{house}", Audience.HOSTS)


def touch_everything(room: Room, changes: Changes) -> None:
    """People went out or came back: everybody sees something else."""
    touch_street(room, changes)
    for part in ("town", "home"):
        changes.touch(room, part, Audience.SCREEN)
    for part in (*OWN, *parts_of_guests(), "neighbours", "neighbour", "choices"):
        changes.touch(room, part, Audience.PARTICIPANTS)


def touch_choices(room: Room, changes: Changes) -> None:
    """What people may choose from, and how many chose it."""
    changes.touch(room, "choices", Audience.PARTICIPANTS)
    for part in ("acts", "placing"):
        changes.touch(room, part, Audience.HOSTS)


def touch_clock(room: Room, changes: Changes) -> None:
    """The time of the round changed, or it is nearly over."""
    changes.touch(room, "town", Audience.SCREEN)
    for part in ("briefing", "acts"):
        changes.touch(room, part, Audience.HOSTS)
    changes.touch(room, "card", Audience.PARTICIPANTS)


def touch_houses(room: Room, houses: Iterable[int], changes: Changes) -> None:
    """What is so in these houses: for hosts, for who is in them or looks in, and for the street."""
    for house in houses:
        changes.touch(room, f"home-{house}", Audience.HOSTS, Audience.SCREEN)
        for part in (*OWN, "neighbour"):
            changes.touch(room, f"{part}-{house}", Audience.PARTICIPANTS)


def touch_seats(room: Room, people: Iterable[UUID], houses: Collection[int], changes: Changes) -> None:
    """These people sit elsewhere than before, and these houses have or had them."""
    for person in people:
        changes.touch_person(room, person, *OWN, *parts_of_guests())
    for house in houses:
        for part in parts_of_guests():
            changes.touch(room, f"{part}-{house}", Audience.PARTICIPANTS)
    touch_houses(room, houses, changes)


def touch_harvest(room: Room, round_: Round, changes: Changes) -> None:
    """The words of a round changed: hosts read them once it is back, everybody while they are shown."""
    if round_.back_at is not None:
        changes.touch(room, "harvest", *(EVERYONE if round_.shown else (Audience.HOSTS,)))

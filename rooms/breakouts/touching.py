"""Which parts to touch after a change in the groups."""

from collections.abc import Collection, Iterable
from uuid import UUID

from rooms.live.base.people import EVERYONE, Audience
from rooms.live.changes.introducing import when_somebody_is_introduced
from rooms.live.changes.transaction import Changes
from rooms.live.models import Room

from .extensions import parts_of_guests
from .models import Round, Seat

OWN = ("card", "notes", "window")
"""The personal parts that depend on a participant's seat."""


def touch_plan(room: Room, changes: Changes) -> None:
    """The plan changed, and with it every form that names its version; the groups did not. Only hosts see it."""
    for part in ("briefing", "acts", "placing", "unhoused", "mending", "harvest"):
        changes.touch(room, part, Audience.HOSTS)


def touch_street(room: Room, changes: Changes) -> None:
    """The plan and many seats changed: all groups are drawn again, hundreds of thousands of bytes."""
    touch_plan(room, changes)
    for part in ("town", "home"):
        changes.touch(room, part, Audience.HOSTS)


def touch_homes(room: Room, houses: Iterable[int | None], changes: Changes) -> None:
    """A seat changed in a round that has not gone out: only hosts see these groups."""
    for house in {house for house in houses if house is not None}:
        changes.touch(room, f"home-{house}", Audience.HOSTS)


def touch_everything(room: Room, changes: Changes) -> None:
    """People went out or came back: every audience sees a change."""
    touch_street(room, changes)
    for part in ("town", "home"):
        changes.touch(room, part, Audience.SCREEN)
    for part in (*OWN, *parts_of_guests(), "neighbours", "neighbour", "choices"):
        changes.touch(room, part, Audience.PARTICIPANTS)


def touch_choices(room: Room, changes: Changes) -> None:
    """The groups that people may choose changed, or the numbers of people who chose them."""
    changes.touch(room, "choices", Audience.PARTICIPANTS)
    for part in ("acts", "placing"):
        changes.touch(room, part, Audience.HOSTS)


def touch_clock(room: Room, changes: Changes) -> None:
    """The end of the round changed, or its last minute was announced."""
    changes.touch(room, "town", Audience.SCREEN)
    for part in ("briefing", "acts"):
        changes.touch(room, part, Audience.HOSTS)
    changes.touch(room, "card", Audience.PARTICIPANTS)


def touch_houses(room: Room, houses: Iterable[int], changes: Changes) -> None:
    """These groups changed: for hosts, for people who are in them or look in, and for the street."""
    for house in houses:
        changes.touch(room, f"home-{house}", Audience.HOSTS, Audience.SCREEN)
        for part in (*OWN, "neighbour"):
            changes.touch(room, f"{part}-{house}", Audience.PARTICIPANTS)


def touch_seats(room: Room, people: Iterable[UUID], houses: Collection[int], changes: Changes) -> None:
    """These people changed seats, and these groups are their old and new ones."""
    for person in people:
        changes.touch_person(room, person, *OWN, *parts_of_guests())
    for house in houses:
        for part in parts_of_guests():
            changes.touch(room, f"{part}-{house}", Audience.PARTICIPANTS)
    touch_houses(room, houses, changes)


def touch_harvest(room: Room, round_: Round, changes: Changes) -> None:
    """The texts of a round changed: hosts read them once it is back, everybody while they are shown."""
    if round_.back_at is not None:
        changes.touch(room, "harvest", *(EVERYONE if round_.shown else (Audience.HOSTS,)))


@when_somebody_is_introduced
def touch_names(room: Room, person: UUID, changes: Changes, sides: bool) -> None:
    """A participant has another name, team or role: it changes in the lists of their groups, and for nobody else.

    Somebody without a seat stands in the hosts' list of people without a group.
    """
    seats = Seat.objects.filter(participant=person, round__plan__room=room.pk, round__plan__ended_at=None)
    for house, each in ((seat.house_id, seat.round) for seat in seats.select_related("round__plan")):
        if house is not None and each.is_out:
            touch_houses(room, [house], changes)
        else:
            touch_homes(room, [house], changes)
    for part in ("placing", "unhoused"):
        changes.touch(room, part, Audience.HOSTS)

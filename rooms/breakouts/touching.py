"""Which parts to touch after a change in the groups."""

from collections.abc import Collection, Iterable
from uuid import UUID

from rooms.live.base.people import EVERYONE, Audience
from rooms.live.changes.introducing import when_somebody_is_introduced
from rooms.live.changes.transaction import Changes
from rooms.live.models import Room

from .extensions import parts_of_extensions
from .models import Round, Seat

OWN = ("card", "notes", "window")
"""The personal parts that depend on a participant's seat."""


def touch_plan(room: Room, changes: Changes) -> None:
    """The plan changed, and with it every form that names its version; the groups did not. Only hosts see it."""
    for part in ("briefing", "acts", "placing", "unseated", "mending", "harvest"):
        changes.touch(room, part, Audience.HOSTS)


def touch_street(room: Room, changes: Changes) -> None:
    """The plan and many seats changed: all groups are drawn again, hundreds of thousands of bytes."""
    touch_plan(room, changes)
    for part in ("groups", "group"):
        changes.touch(room, part, Audience.HOSTS)


def touch_groups_for_hosts(room: Room, groups: Iterable[int | None], changes: Changes) -> None:
    """A seat changed in a round that has not gone out: only hosts see these groups."""
    for group in {group for group in groups if group is not None}:
        changes.touch(room, f"group-{group}", Audience.HOSTS)


def touch_everything(room: Room, changes: Changes) -> None:
    """People went out or came back: every audience sees a change."""
    touch_street(room, changes)
    for part in ("groups", "group"):
        changes.touch(room, part, Audience.SCREEN)
    for part in (*OWN, *parts_of_extensions(), "neighbours", "neighbour", "choices"):
        changes.touch(room, part, Audience.PARTICIPANTS)


def touch_choices(room: Room, changes: Changes) -> None:
    """The groups that people may choose changed, or the numbers of people who chose them."""
    changes.touch(room, "choices", Audience.PARTICIPANTS)
    for part in ("acts", "placing"):
        changes.touch(room, part, Audience.HOSTS)


def touch_clock(room: Room, changes: Changes) -> None:
    """The end of the round changed, or its last minute was announced."""
    changes.touch(room, "groups", Audience.SCREEN)
    for part in ("briefing", "acts"):
        changes.touch(room, part, Audience.HOSTS)
    changes.touch(room, "card", Audience.PARTICIPANTS)


def touch_groups(room: Room, groups: Iterable[int], changes: Changes) -> None:
    """These groups changed: for hosts, for people who are in them or look in, and for the street."""
    for group in groups:
        changes.touch(room, f"group-{group}", Audience.HOSTS, Audience.SCREEN)
        for part in (*OWN, "neighbour"):
            changes.touch(room, f"{part}-{group}", Audience.PARTICIPANTS)


def touch_seats(room: Room, people: Iterable[UUID], groups: Collection[int], changes: Changes) -> None:
    """These people changed seats, and these groups are their old and new ones."""
    for person in people:
        changes.touch_person(room, person, *OWN, *parts_of_extensions())
    for group in groups:
        for part in parts_of_extensions():
            changes.touch(room, f"{part}-{group}", Audience.PARTICIPANTS)
    touch_groups(room, groups, changes)


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
    for group, each in ((seat.group_id, seat.round) for seat in seats.select_related("round__plan")):
        if group is not None and each.is_out:
            touch_groups(room, [group], changes)
        else:
            touch_groups_for_hosts(room, [group], changes)
    for part in ("placing", "unseated"):
        changes.touch(room, part, Audience.HOSTS)

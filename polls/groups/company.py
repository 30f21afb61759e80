"""The people in each group now: they alone ask, answer and finish there. Commands use this; parts use `parts.py`."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rooms.breakouts.models import Seat
from rooms.live.base.refusal import Refused
from rooms.live.models import Room


def _seats_in_groups(room: Room) -> QuerySet[Seat]:
    """The seats of people who are in their group, in the round that is out."""
    return Seat.objects.filter(
        round__plan__room=room.pk, round__sent_at__isnull=False, round__back_at=None, group__isnull=False, stays=""
    )


def group_of_each(room: Room, people: Collection[UUID]) -> dict[UUID, int]:
    """The group of each of these people; people in no group are absent."""
    seats = _seats_in_groups(room).filter(participant__in=people)
    return dict(seats.values_list("participant_id", "group_id"))


def people_in(room: Room, group: int) -> set[UUID]:
    """The people who are in this group."""
    return set(_seats_in_groups(room).filter(group=group).values_list("participant_id", flat=True))


def not_yours() -> Refused:
    """The refusal for a participant who is not in the group."""
    return Refused(_("You are not in this group."), 403)

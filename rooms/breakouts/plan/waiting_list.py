"""The waiting list of a full group: the person who has waited longest goes first."""

from django.db.models import Max

from rooms.live.changes.transaction import Changes
from rooms.live.models import Room

from ..models import Group, Plan, Round, Seat


def is_full(plan: Plan, group: int) -> bool:
    """Whether the group has as many people as its plan allows."""
    return plan.capacity is not None and Seat.objects.filter(group=group).count() >= plan.capacity


def wait_for(seat: Seat, group: Group) -> None:
    """Put a person at the end of the list; they give up the place they had. The turn is an order, not a time."""
    line = Seat.objects.filter(round=seat.round_id).aggregate(last=Max("waits_turn"))
    Seat.objects.filter(pk=seat.pk).update(group=None, waits_for=group, waits_turn=(line["last"] or 0) + 1)


def move_up(room: Room, coming: Round, left: int | None, changes: Changes) -> set[int]:
    """Give a place in group `left` that came free to the person who has waited longest, if there is room now.

    Returns the keys of the groups that changed. Call it while the room is locked.
    """
    if left is None:
        return set()
    waiting = Seat.objects.filter(round=coming, waits_for=left).order_by("waits_turn", "pk").first()
    if waiting is not None and not is_full(coming.plan, left):
        Seat.objects.filter(pk=waiting.pk).update(group=left, waits_for=None, waits_turn=None)
        changes.touch_person(room, waiting.participant_id, "card")
    return {left}

"""Who waits for a place in a house that was full when they chose it: who waits longest goes first."""

from django.db.models import Max

from rooms.live.changes.transaction import Changes
from rooms.live.models import Room

from ..models import House, Plan, Round, Seat


def is_full(plan: Plan, house: int) -> bool:
    """As many chose the house as may."""
    return plan.capacity is not None and Seat.objects.filter(house=house).count() >= plan.capacity


def wait_for(seat: Seat, house: House) -> None:
    """Join the end of the line; the place that somebody had is given up. The number is an order, not a time."""
    line = Seat.objects.filter(round=seat.round_id).aggregate(last=Max("waits_turn"))
    Seat.objects.filter(pk=seat.pk).update(house=None, waits_for=house, waits_turn=(line["last"] or 0) + 1)


def move_up(room: Room, coming: Round, left: int | None, changes: Changes) -> set[int]:
    """Somebody gave up a place in the house `left`: who waits longest for it gets it, if there is room now.

    Answers the houses that changed. Call it while the room is held.
    """
    if left is None:
        return set()
    waiting = Seat.objects.filter(round=coming, waits_for=left).order_by("waits_turn", "pk").first()
    if waiting is not None and not is_full(coming.plan, left):
        Seat.objects.filter(pk=waiting.pk).update(house=left, waits_for=None, waits_turn=None)
        changes.touch_person(room, waiting.participant_id, "card")
    return {left}

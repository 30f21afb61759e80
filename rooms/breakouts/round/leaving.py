"""A participant whom a host put out of the room has no place in its groups any more; of one who was erased a group
keeps the place, without a name, until the session is finished.
"""

from uuid import UUID

from rooms.live.base.people import Actor
from rooms.live.changes.erasing import when_somebody_is_erased
from rooms.live.changes.removing import when_somebody_is_removed
from rooms.live.changes.transaction import Changes
from rooms.live.models import Room

from ..locking import step, take
from ..models import Entry, Plan, Seat
from ..plan.counting import count_anew
from ..plan.waiting_list import move_up
from ..touching import touch_choices, touch_groups_for_hosts, touch_plan, touch_seats


@when_somebody_is_removed
def give_up_seats(room: Room, person: UUID, host: Actor, changes: Changes, take_away: bool) -> None:
    """Free their seats in rounds that are not over. Where they were before is history, and so is whom they met."""
    theirs = Seat.objects.filter(participant=person, round__plan__room=room, round__plan__ended_at=None)
    if not theirs.filter(round__back_at=None).exists():
        return
    take(room)
    seats = list(theirs.filter(round__back_at=None).select_related("round"))
    Seat.objects.filter(pk__in=[seat.pk for seat in seats]).delete()
    for seat in seats:
        groups = [seat.group_id] if seat.group_id else []
        if seat.round.is_out:
            touch_seats(room, [person], groups, changes)
        else:
            touch_groups_for_hosts(room, move_up(room, seat.round, seat.group_id, changes), changes)
    plan = Plan.objects.get(pk=seats[0].round.plan_id)
    step(plan)
    count_anew(plan)
    touch_choices(room, changes)
    touch_plan(room, changes)


@when_somebody_is_erased("breakouts.Entry.author")
def forget_the_author(person: UUID, changes: Changes) -> None:
    """Forget which fields they wrote last. No page shows that."""
    Entry.objects.filter(author=person).update(author=None)

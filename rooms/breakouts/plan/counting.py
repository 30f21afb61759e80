"""Somebody sits elsewhere than they were dealt, or has another team: the proof sheet is counted anew to stay true."""

from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from rooms.live.changes.introducing import when_somebody_is_introduced
from rooms.live.changes.transaction import Changes
from rooms.live.commands.background import changing
from rooms.live.models import Room

from ..locking import hold, take
from ..models import Deal, Plan
from ..touching import touch_plan
from .background import in_the_background
from .divide import recount


def count_anew(plan: Plan) -> None:
    """Seats of `plan` changed in this transaction: the sheets of its rounds that are not over are counted after it.

    Who was put by hand, or chose, in rounds that nobody asked to divide has a sheet too.
    """
    now, rounds = timezone.now(), plan.rounds.filter(back_at=None)
    if rounds.filter(deal=None).exists():
        by_hand = Deal.objects.create(plan=plan, version=plan.version, asked_at=now, answered_at=now)
        rounds.filter(deal=None).update(deal=by_hand)
    for pk in set(rounds.values_list("deal", flat=True)):
        Deal.objects.filter(pk=pk).update(sheet={}, moved_at=now)
        transaction.on_commit(partial(in_the_background, count, pk))


@when_somebody_is_introduced
def count_other_sides(room: Room, person: UUID, changes: Changes, sides: bool) -> None:
    """Somebody who sits in the current plan has another team or role, of which the sheet tells."""
    plans = Plan.objects.filter(room=room.pk, ended_at=None, rounds__seats__participant=person)
    if sides and (plan := plans.first()) is not None:
        hold(room)
        count_anew(plan)
        touch_plan(room, changes)


def count(pk: int) -> None:
    """Count the sheet of a deal. Who puts somebody elsewhere meanwhile has it counted again."""
    deal = Deal.objects.select_related("plan__room").get(pk=pk)
    sheet = recount(deal)
    with changing() as changes:
        take(deal.plan.room)
        unmoved = Deal.objects.filter(pk=pk, moved_at=deal.moved_at, plan__ended_at=None)
        if unmoved.update(sheet=sheet, counted_at=deal.moved_at):
            touch_plan(deal.plan.room, changes)

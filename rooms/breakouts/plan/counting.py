"""Counting the proof sheet again when somebody sits elsewhere than dealt, or has another team."""

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
    """Have the sheets of the rounds that are not over counted after this transaction, which changed seats of `plan`.

    Rounds in which everybody was put by hand, or chose, have a sheet too.
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
    """Have the sheets counted in which somebody with another team or role has a seat."""
    plans = Plan.objects.filter(room=room.pk, ended_at=None, rounds__seats__participant=person)
    if sides and (plan := plans.first()) is not None:
        hold(room)
        count_anew(plan)
        touch_plan(room, changes)


def count(pk: int) -> None:
    """Count the sheet of a deal. If somebody is put elsewhere meanwhile, it is counted once more."""
    deal = Deal.objects.select_related("plan__room").get(pk=pk)
    sheet = recount(deal)
    with changing() as changes:
        take(deal.plan.room)
        unmoved = Deal.objects.filter(pk=pk, moved_at=deal.moved_at, plan__ended_at=None)
        if unmoved.update(sheet=sheet, counted_at=deal.moved_at):
            touch_plan(deal.plan.room, changes)

"""Dividing people: the request is written down at once as a `Deal`, and answered later by a process of its own.

The row holds everything that the answer needs. If the server is killed meanwhile, the next server takes the deal up, or
another one where there are several, with the same people and the same seed.
"""

import logging
import secrets
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django import forms
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from rooms.live.base import readiness
from rooms.live.base.languages import in_language
from rooms.live.base.people import Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.background import changing
from rooms.live.commands.register import CommandRequest, command
from rooms.live.hub.presence import presence
from rooms.live.models import Room

from ..current import needed_plan
from ..dealing.worker import GRACE
from ..deals import OPEN
from ..forms import VersionForm
from ..locking import changed_meanwhile, hold, take
from ..models import Deal, Plan, Seat
from ..touching import touch_plan
from .answer_sources import require_closed
from .background import in_the_background, thinkers
from .divide import SECONDS, Division, divide, task_for
from .storing import store

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=SECONDS + GRACE + 2)
"""Longer than a division can take: a process that began so long ago is not working on it any more."""
MOST_TIMES = 2
"""A deal that was taken up so often is given up: it may be what kills the server."""
_in_line: set[int] = set()
"""Deals that wait for a thread of this process."""


class DealForm(VersionForm):
    """Divide people over the plan as it was shown; the same `seed` and people give the same division."""

    seed = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)


@command("breakouts.deal", by=Role.HOST, form=DealForm, when_closed=True)
def deal(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Divide everybody who is here over the rounds that have not gone out; people who were put by hand stay there."""
    hold(room)
    plan = needed_plan(room, _("There is no plan yet."))
    shown = request.cleaned["version"]
    if plan.pk == request.cleaned["plan"] and _is_asked(plan, shown):
        return _("People are being divided.")
    if plan.pk != request.cleaned["plan"] or plan.version != shown:
        raise changed_meanwhile()
    here = sorted(presence.here(room.pk))
    if not here and not Seat.objects.filter(round__plan=plan).exists():
        raise Refused(_("Nobody is here yet to divide."))
    require_closed(room, plan)
    give_up(plan.deals.all(), _("The plan changed while people were being divided."))
    seed = request.cleaned["seed"]
    made = Deal.objects.create(
        plan=plan,
        version=shown,
        people=here,
        seed=secrets.randbelow(2**31) if seed is None else seed,
        language=request.language,
        asked_at=timezone.now(),
        asked_by_id=request.actor.user,
    )
    touch_plan(room, changes)
    transaction.on_commit(partial(_take_up, made))
    return _("People are being divided.")


def _is_asked(plan: Plan, version: int) -> bool:
    """Whether the same deal was asked for already, and did not fail."""
    newest = plan.deals.exclude(seed=None).last()
    return newest is not None and newest.version == version and not newest.has_failed


def give_up(deals: QuerySet[Deal], failure: str = "") -> int:
    """Give up the open ones of `deals`, forget who was here, and return how many there were."""
    return deals.filter(OPEN).update(failed_at=timezone.now(), failure=failure[:300], people=[])


def mind(deal: Deal, *, alone: bool = False) -> None:
    """Take up a deal that nobody is working on, or give it up. `alone`: no other process can be working on it."""
    if deal.begun_at and timezone.now() < deal.begun_at + LEASE and not alone:
        return
    if deal.is_open and deal.taken < MOST_TIMES:
        _take_up(deal)
        return
    with changing() as changes:
        take(deal.plan.room)
        if give_up(Deal.objects.filter(pk=deal.pk)):
            touch_plan(deal.plan.room, changes)


def _take_up(deal: Deal) -> None:
    """Have a thread answer a deal, as it is now."""
    if deal.pk not in _in_line:
        _in_line.add(deal.pk)
        in_the_background(answer, deal.pk, deal.begun_at, pool=thinkers)


def answer(pk: int, begun_at: datetime | None) -> None:
    """Answer a deal, unless another process took it up after `begun_at` (`None`: nobody had)."""
    _in_line.discard(pk)
    waiting = Deal.objects.filter(OPEN, pk=pk, begun_at=begun_at)
    if not waiting.update(begun_at=timezone.now(), taken=F("taken") + 1):
        return
    deal = Deal.objects.select_related("plan__room").get(pk=pk)
    with in_language(deal.language):
        try:
            division = divide(task_for(deal.plan, {UUID(person) for person in deal.people}, seed=deal.seed or 0))
        except Exception:  # the host reads that it failed, whatever the reason, and can ask again
            logger.exception("dividing people failed")
            division = Division(failure=_("That did not work. Try it again."))
        if division.failure and readiness.stopping:
            return  # the process that divides is stopped with the server: the next server takes the deal up
        store(deal, division)

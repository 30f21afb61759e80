"""Dividing people: the wish is written down at once, and answered later by a process of its own.

A wish that nobody answered in time (the server stopped while it was thinking) is shown as failed, with "again".
"""

import logging
import secrets
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.db import connections, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from rooms.live.base.languages import in_language
from rooms.live.base.people import Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.background import changing
from rooms.live.commands.register import CommandRequest, command
from rooms.live.hub.presence import presence
from rooms.live.models import Room

from ..current import needed_plan
from ..forms import VersionForm
from ..locking import changed_meanwhile, hold, take
from ..models import House, Plan, Round, Seat
from ..touching import touch_plan, touch_street
from .answer_sources import require_closed
from .divide import SECONDS, Division, divide, question_for, recount
from .proof_sheet import awaiting

logger = logging.getLogger(__name__)

PATIENCE = timedelta(seconds=SECONDS + 15)
"""So long after thinking began a wish without an answer is not answered any more."""
LONGEST_LINE = timedelta(seconds=45)
"""So long a wish may wait until those of other rooms were thought about."""
_thinking = ThreadPoolExecutor(2, thread_name_prefix="think")
"""Threads that wait for a process which thinks: as many as a small machine has processors."""
_counting = ThreadPoolExecutor(1, thread_name_prefix="count")
"""What takes a moment, and must not wait behind the thinking of another room."""
_under_way: set[Future[None]] = set()


class DealForm(VersionForm):
    """Divide people over the plan as it was shown; the same `seed` and people give the same division."""

    seed = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)


def is_thinking(plan: Plan) -> bool:
    """The wish is open, and not too old: its time begins when thinking does."""
    if plan.asked_at is None or plan.answered_at is not None:
        return False
    ends = plan.begun_at + PATIENCE if plan.begun_at else plan.asked_at + LONGEST_LINE
    return timezone.now() < ends


def has_failed(plan: Plan) -> bool:
    """The last wish came to nothing."""
    return plan.asked_at is not None and not is_thinking(plan) and (plan.answered_at is None or bool(plan.failure))


@command("breakouts.deal", by=Role.HOST, form=DealForm, when_closed=True)
def deal(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Divide everybody who is here over the rounds that have not gone out; who was put by hand stays there."""
    hold(room)
    plan = needed_plan(room, _("There is no plan yet."))
    shown = request.cleaned["version"]
    if plan.pk == request.cleaned["plan"] and plan.asked_version == shown and not has_failed(plan):
        return _("People are being divided.")
    if plan.pk != request.cleaned["plan"] or plan.version != shown:
        raise changed_meanwhile()
    if not presence.here(room.pk) and not Seat.objects.filter(round__plan=plan).exists():
        raise Refused(_("Nobody is here yet to divide."))
    require_closed(room, plan)
    seed = request.cleaned["seed"]
    asked = Plan.objects.filter(pk=plan.pk, version=shown).update(
        asked_version=shown,
        asked_at=timezone.now(),
        asked_by=request.actor.user,
        seed=secrets.randbelow(2**31) if seed is None else seed,
        begun_at=None,
        answered_at=None,
        given_up_at=None,
        failure="",
    )
    if not asked:
        raise changed_meanwhile()
    touch_plan(room, changes)
    transaction.on_commit(partial(_start, plan.pk, shown, request.language))
    return _("People are being divided.")


def _start(plan: int, version: int, language: str) -> None:
    _submit(_thinking, _answer, plan, version, language)


def in_the_background(work: Callable[..., None], *args: Any) -> None:
    """Do `work` in a thread of its own, after a commit, so that nobody waits for it. It takes a moment at most."""
    _submit(_counting, work, *args)


def _submit(pool: ThreadPoolExecutor, work: Callable[..., None], *args: Any) -> None:
    future = pool.submit(_alone, work, *args)
    _under_way.add(future)
    future.add_done_callback(_under_way.discard)


def _alone(work: Callable[..., None], *args: Any) -> None:
    """The thread rests long between two works: it keeps no connection."""
    try:
        work(*args)
    finally:
        connections.close_all()


def count_anew(plan: Plan) -> None:
    """Seats of `plan` changed in this transaction: the proof sheet is not true any more, and is counted after it.

    What people were dealt is kept beside it, so that the sheet can say what the change costs.
    """
    Plan.objects.filter(pk=plan.pk).update(proof=awaiting(plan.proof))
    transaction.on_commit(partial(in_the_background, _count, plan.pk))


def _count(pk: int) -> None:
    try:
        for _attempt in range(5):
            plan = Plan.objects.select_related("room").get(pk=pk)
            proof = awaiting(plan.proof) | recount(plan)
            with changing() as changes:
                take(plan.room)
                if Plan.objects.filter(pk=pk, ended_at=None, version=plan.version).update(proof=proof):
                    # A round that went out while its sheet was being counted.
                    out = plan.rounds.filter(sent_at__isnull=False, back_at=None)
                    out.exclude(proof__has_key="lines").update(proof=proof)
                    touch_plan(plan.room, changes)
                    return
            if plan.ended_at is not None:
                return
    except Exception:  # the plan then has no proof sheet, and says so
        logger.exception("a plan could not be counted anew")


def settle(seconds: float = SECONDS + 15) -> None:
    """Wait until every wish of this process is answered."""
    for future in list(_under_way):
        future.result(seconds)


def _answer(pk: int, version: int, language: str) -> None:
    try:
        with in_language(language):
            Plan.objects.filter(pk=pk, asked_version=version, answered_at=None).update(begun_at=timezone.now())
            plan = Plan.objects.select_related("room").get(pk=pk)
            here = {UUID(person) for person in presence.here(plan.room_id)}
            try:
                division = divide(question_for(plan, here))
            except Exception:  # whatever it is, the host reads that it failed and can ask again
                logger.exception("dividing people failed")
                division = Division(failure=_("That did not work. Try it again."))
            store(plan, version, division)
    except Exception:  # the database may be away: the wish grows old, and is shown as failed
        logger.exception("a division could not be written")


def store(plan: Plan, version: int, division: Division) -> None:
    """Write a division down, unless the plan changed since it was asked for."""
    now = timezone.now()
    with changing() as changes:
        take(plan.room)
        wish = Plan.objects.filter(
            pk=plan.pk, ended_at=None, asked_version=version, asked_at=plan.asked_at, answered_at=None
        )
        if division.failure:
            wish.update(answered_at=now, failure=division.failure[:300], version=F("version") + 1)
        elif wish.filter(version=version).update(answered_at=now, proof=division.proof, version=F("version") + 1):
            if division.homes:
                _name_houses(plan, division.homes)
            _seat(division)
            if division.homes:
                House.objects.filter(round__in=division.seats, number__gt=len(division.homes)).delete()
        else:
            wish.update(answered_at=now, failure=_("The plan changed while people were being divided."))
        touch_street(plan.room, changes)


def _name_houses(plan: Plan, homes: list[tuple[int, str]]) -> None:
    """A house for every team, in the rounds that have not gone out."""
    for waiting in plan.rounds.filter(sent_at=None):
        House.objects.bulk_create(
            [House(round=waiting, number=number, task=plan.task) for number in range(1, len(homes) + 1)],
            ignore_conflicts=True,
        )
        for number, (team, name) in enumerate(homes, 1):
            of_another = House.objects.filter(round=waiting, number=number).exclude(team=team)
            of_another.update(team=team, name=name)
    Plan.objects.filter(pk=plan.pk).update(houses=len(homes))


def _seat(division: Division) -> None:
    """The seats of the rounds that were divided; who was put by hand keeps theirs.

    In gluren they were put with a team, whose house may have another number by now.
    """
    for number, seats in division.seats.items():
        waiting = Round.objects.filter(pk=number, sent_at=None).first()
        if waiting is None:
            continue
        Seat.objects.filter(round=waiting, pinned_at=None).delete()
        pinned = dict(Seat.objects.filter(round=waiting).values_list("participant_id", "house"))
        houses = dict(House.objects.filter(round=waiting).values_list("number", "pk"))
        Seat.objects.bulk_create(
            Seat(round=waiting, participant_id=person, house_id=houses[house])
            for person, house in seats.items()
            if person not in pinned
        )
        for person in pinned.keys() & seats.keys():
            if pinned[person] != (house := houses[seats[person]]):
                Seat.objects.filter(round=waiting, participant=person).update(house=house)

"""Sending a round out, its time, and calling people back."""

from datetime import timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rooms.live.base.people import Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.hooks import call_heartbeats
from rooms.live.changes.stage import leave_stage, put_on_stage
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.hub.presence import presence
from rooms.live.models import Room

from .. import acts
from ..current import needed_plan
from ..extensions import finish_extensions
from ..forms import ExtendForm, RoundForm, SendForm
from ..locking import changed_meanwhile, hold, step
from ..models import Entry, Field, Group, Round, Seat
from ..plan.answer_sources import forget
from ..plan.background import in_the_background
from ..plan.counting import count_anew
from ..touching import touch_clock, touch_everything
from ..writing.saving import take_in_what_stands_beside
from .attendance import note_who_came

NOTICE = timedelta(seconds=60)


def _find(room: Room, request: CommandRequest) -> Round:
    found = (
        Round.objects.filter(pk=request.cleaned["round"], plan__room=room, plan__ended_at=None)
        .select_related("plan")
        .first()
    )
    if found is None:
        raise Refused(_("This round is not in the plan any more."), 404)
    return found


@command("breakouts.send", by=Role.HOST, form=SendForm)
def send(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Send everybody to their group, exactly as the page showed the plan."""
    hold(room)
    plan = needed_plan(room, _("There is no plan yet."))
    found = _find(room, request)
    if found.sent_at is not None:
        if found.back_at is not None:
            raise Refused(_("This round is over."))
        return _("Everybody is on the way.")
    if not Seat.objects.filter(round=found, group__isnull=False).exists():
        raise Refused(_("Nobody has a group yet. Divide people first."))
    if plan.pk != request.cleaned["plan"] or not step(plan, request.cleaned["version"]):
        raise changed_meanwhile()
    now = timezone.now()
    when = {"sent_at": now, "sent_by": request.actor.user, "ends_at": now + timedelta(minutes=plan.minutes)}
    try:
        with transaction.atomic():
            Round.objects.filter(pk=found.pk, sent_at=None).update(**when, **_sizes(found))
    except IntegrityError:
        raise Refused(_("Another round is out. Call people back first.")) from None
    note_who_came(found, presence.here(room.pk))
    forget(plan, room, changes)
    Entry.objects.bulk_create(
        (Entry(group_id=group, field=field) for group in _groups(found) for field in Field), ignore_conflicts=True
    )
    Round.objects.filter(plan__room=room).exclude(shown="").update(shown="", shown_group=None)
    changes.touch(room, "harvest")
    leave_stage(room, acts.HARVEST, changes)
    touch_everything(room, changes)
    put_on_stage(room, acts.GROUPS, changes)
    # People who are here without a group get one at once, not only at the next heartbeat.
    transaction.on_commit(partial(in_the_background, call_heartbeats, room.pk))
    if found.deal_id is None:  # everybody was put by hand, or chose
        count_anew(plan)
    return _("Everybody is on the way.")


def _sizes(found: Round) -> dict[str, int]:
    """The sizes of the smallest and the largest group."""
    groups = Seat.objects.filter(round=found, group__isnull=False).order_by().values("group")
    sizes = groups.annotate(people=Count("pk")).values_list("people", flat=True)
    return {"smallest": min(sizes), "largest": max(sizes)}


def _groups(found: Round) -> list[int]:
    return list(Group.objects.filter(round=found).values_list("pk", flat=True))


@command("breakouts.recall", by=Role.HOST, form=RoundForm)
def recall(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Call everybody back to the plenary room. Texts stay, and late texts are still accepted."""
    hold(room)
    found = _find(room, request)
    if found.sent_at is None:
        raise Refused(_("This round has not begun."))
    call_back(room, found, request.actor.user, changes)
    return _("Everybody comes back.")


def call_back(room: Room, found: Round, user: int | None, changes: Changes) -> bool:
    """End a round, by `user` or by the clock (`None`); returns whether it was out. The room must be locked."""
    now = room.closed_at or timezone.now()
    back = Round.objects.filter(pk=found.pk, sent_at__isnull=False, back_at=None).update(back_at=now, back_by=user)
    if back:
        note_who_came(found, presence.here(room.pk))
        step(found.plan)
        take_in_what_stands_beside(found)
        finish_extensions(room, found, changes)
        Seat.objects.filter(round=found, looking_into__isnull=False).update(looking_into=None)
        touch_everything(room, changes)
        leave_stage(room, acts.GROUPS, changes)
    return bool(back)


@command("breakouts.extend", by=Role.HOST, form=ExtendForm, decides="time of {round}")
def extend(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Give more time. The form names the end that the page showed, so that a form sent twice adds time once.

    An end that is sooner than that was set meanwhile, by telling everybody that one minute is left: it is put off.
    """
    hold(room)
    found, minutes = _find(room, request), request.cleaned["minutes"]
    if found.ends_at is None or not found.is_out:
        raise Refused(_("Nobody is out now."))
    if found.ends_ms <= request.cleaned["until"]:
        # After the end, five minutes more are five minutes from now.
        ends_at = max(found.ends_at, timezone.now()) + timedelta(minutes=minutes)
        if Round.objects.filter(pk=found.pk, ends_at=found.ends_at, back_at=None).update(
            ends_at=ends_at, noticed_at=None
        ):
            touch_clock(room, changes)
    return ngettext("%(minutes)s minute longer.", "%(minutes)s minutes longer.", minutes) % {"minutes": minutes}


@command("breakouts.notice", by=Role.HOST, form=RoundForm, decides="time of {round}")
def notice(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Tell every group that one minute is left, and set the end to one minute from now."""
    hold(room)
    found = _find(room, request)
    if not found.is_out:
        raise Refused(_("Nobody is out now."))
    if found.noticed_at is None:
        now = timezone.now()
        if Round.objects.filter(pk=found.pk, back_at=None, noticed_at=None).update(
            noticed_at=now, ends_at=now + NOTICE
        ):
            touch_clock(room, changes)
    return _("Everybody knows: one more minute.")

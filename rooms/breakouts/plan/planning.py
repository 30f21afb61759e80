"""Making a plan: how people are divided, and placing people by hand."""

import math

from django.utils import timezone
from django.utils.translation import gettext as _

from livesessions.programme.models import Participant
from livesessions.texts.bidi import isolated
from rooms.live.base.people import Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.hub.presence import presence
from rooms.live.models import Room

from ..current import needed_plan, plan_of, round_out
from ..forms import MOST_GROUPS, PlaceForm, PlanForm, TaskForm
from ..locking import changed_meanwhile, hold, step
from ..models import Group, Plan, Round, Seat, Way
from ..touching import touch_choices, touch_everything, touch_groups, touch_groups_for_hosts, touch_plan, touch_seats
from .answer_sources import wanted_for
from .counting import count_anew
from .deal_requests import give_up
from .history import last_round
from .waiting_list import move_up


@command("breakouts.plan", by=Role.HOST, form=PlanForm, when_closed=True, decides="plan")
def plan(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Make a plan. It replaces the plan before it, unless that has people out."""
    hold(room)
    if round_out(room):
        raise Refused(_("People are in their groups. Call them back first."))
    wanted = _settings(room, request)
    before = plan_of(room)
    if before is not None:
        untouched = not before.rounds.filter(sent_at__isnull=False).exists()
        if untouched and all(getattr(before, name) == value for name, value in wanted.items()):
            return _("The plan is ready.")
        Plan.objects.filter(pk=before.pk).update(ended_at=timezone.now(), ended_by=request.actor.user)
        give_up(before.deals.all())
    made = Plan.objects.create(room=room, made_by_id=request.actor.user, **wanted)
    _build(made)
    touch_everything(room, changes)
    return _("The plan is ready. Now divide people.")


def _settings(room: Room, request: CommandRequest) -> dict[str, object]:
    given = request.cleaned
    groups = given["groups"]
    if not groups:
        groups = min(MOST_GROUPS, max(1, math.floor(len(presence.here(room.pk)) / given["size"] + 0.5)))
    return {
        "way": given["way"],
        "groups": groups,
        "capacity": given["size"] if given["way"] == Way.CHOICE else None,
        "rounds_planned": given["rounds"] or 1,
        "minutes": given["minutes"],
        "task": given["task"],
        "both_sides": given["both_sides"],
        "calls_back": given["calls_back"],
        **_by_answers(room, given["way"]),
    }


def _by_answers(room: Room, way: str) -> dict[str, str]:
    """The poll by which people are divided, or were divided last time, if they sit as they sat then."""
    last = last_round(room) if way == Way.AGAIN else None
    return {"answers_of": "", "question": last.plan.question} if last else wanted_for(room, way)


def _build(made: Plan) -> None:
    """Create the rounds of a plan, with empty groups."""
    rounds = Round.objects.bulk_create(Round(plan=made, number=n) for n in range(1, made.rounds_planned + 1))
    Group.objects.bulk_create(
        Group(round=each, number=number, task=made.task) for each in rounds for number in range(1, made.groups + 1)
    )


@command("breakouts.place", by=Role.HOST, form=PlaceForm, when_closed=True)
def place(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Pin a person to a group by hand, in a round that is not back yet; dividing again leaves them there."""
    hold(room)
    found = needed_plan(room, _("There is no plan yet."))
    if not request.cleaned["group"]:
        return _take_pin_off(room, request, found, changes)
    group = Group.objects.filter(pk=request.cleaned["group"], round__plan=found).select_related("round__plan").first()
    person = Participant.objects.filter(pk=request.cleaned["person"], programme=room.session.programme_id).first()
    if group is None or person is None:
        raise Refused(_("This person or this group is not in the plan."), 404)
    if group.round.back_at is not None:
        raise Refused(_("This round is over."))
    seat = Seat.objects.filter(round=group.round, participant=person).first()
    if seat is not None and seat.group_id == group.pk and seat.pinned_at is not None:
        return _("%(who)s sits there.") % {"who": isolated(str(person))}
    if found.pk != request.cleaned["plan"] or not step(found, request.cleaned["version"]):
        raise changed_meanwhile()
    pin = {"pinned_at": timezone.now(), "pinned_by_id": request.actor.user}
    waits_no_more = {"waits_for": None, "waits_turn": None}
    left = seat.group_id if seat else None
    given = {"group": group, "stays": "", "looking_into": None, "moved": "", **waits_no_more, **pin}
    if group.round.is_out and left != group.pk:
        given["came_from_id"] = left  # text of theirs may still be on its way to the old group
    Seat.objects.update_or_create(round=group.round, participant=person, defaults=given)
    if found.way == Way.CHOICE and group.round.sent_at is None:
        changes.touch_person(room, person.pk, "card")
        move_up(room, group.round, left, changes)
        touch_choices(room, changes)
    if group.round.is_out:
        touch_seats(room, [person.pk], {group.pk, *([left] if left else [])}, changes)
    touch_groups_for_hosts(room, (group.pk, left), changes)
    touch_plan(room, changes)
    count_anew(found)
    return _("%(who)s now sits in group %(number)s.") % {"who": isolated(str(person)), "number": group.number}


def _take_pin_off(room: Room, request: CommandRequest, found: Plan, changes: Changes) -> str:
    pinned = Seat.objects.filter(
        round__plan=found, round__sent_at=None, participant=request.cleaned["person"], pinned_at__isnull=False
    )
    if pinned.exists():
        if found.pk != request.cleaned["plan"] or not step(found, request.cleaned["version"]):
            raise changed_meanwhile()
        touch_groups_for_hosts(room, pinned.values_list("group_id", flat=True), changes)
        pinned.update(pinned_at=None, pinned_by=None)
        touch_plan(room, changes)
    return _("The next division may put this person anywhere.")


@command("breakouts.task", by=Role.HOST, form=TaskForm, when_closed=True, decides="task of {group}")
def task(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Give a group its own name, its own task, or a link to its video call."""
    hold(room)
    group = Group.objects.filter(pk=request.cleaned["group"], round__plan__room=room).select_related("round").first()
    if group is None:
        raise Refused(_("This group is not in the plan any more."), 404)
    given = {"task": request.cleaned["task"], "link": request.cleaned["link"]}
    if "name" in request.data:
        given["name"] = " ".join(request.cleaned["name"].split())
    if Group.objects.filter(pk=group.pk).exclude(**given).update(**given):
        touch_groups(room, [group.pk], changes)
        touch_choices(room, changes)
    return _("The task of group %(number)s is saved.") % {"number": group.number}

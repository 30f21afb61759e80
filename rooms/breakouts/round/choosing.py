"""Choosing a group, as long as it has room; people who choose a full group wait for a place in it."""

from typing import Any

from django.utils.translation import gettext as _

from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room
from rooms.live.rendering.parts import part

from ..current import asker, groups_of, in_view, sitters_of
from ..locking import hold
from ..models import Group, Round, Seat, Way
from ..plan.waiting_list import is_full, move_up, wait_for
from ..touching import touch_choices, touch_groups
from .status import GroupForm


@command("breakouts.choose", by=Role.PARTICIPANT, form=GroupForm, decides="choice")
def choose(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Choose a group of the next round, or wait for a place in it. An earlier choice is given up."""
    hold(room)
    group = Group.objects.filter(
        pk=request.cleaned["group"], round__plan__room=room, round__plan__ended_at=None
    ).first()
    if group is None:
        raise Refused(_("This group is not in the plan any more."), 404)
    coming = Round.objects.select_related("plan").get(pk=group.round_id)
    if coming.plan.way != Way.CHOICE or coming.sent_at is not None:
        raise Refused(_("You cannot choose any more. The round has begun."))
    seat, _made = Seat.objects.get_or_create(round=coming, participant_id=asker(request))
    before = seat.group_id
    if before != group.pk:
        full = is_full(coming.plan, group.pk)
        if seat.waits_for_id != group.pk or not full:
            if full:
                wait_for(seat, group)
            else:
                Seat.objects.filter(pk=seat.pk).update(group=group, waits_for=None, waits_turn=None)
            touched = {group.pk, *move_up(room, coming, before, changes)}
            changes.touch_person(room, seat.participant_id, "card")
            touch_groups(room, touched, changes)
            touch_choices(room, changes)
        if full:
            return _("Group %(number)s is full. If a place comes free, it is yours.") % {"number": group.number}
    return _("You chose group %(number)s.") % {"number": group.number}


@part("choices", "rooms/breakouts/parts/choices.html", audiences=(Audience.PARTICIPANTS,))
def choices(room: Room, audience: Audience) -> dict[str, Any]:
    """The groups that people can choose, each with the number of places left."""
    coming = in_view(room)
    if coming is None or coming.plan.way != Way.CHOICE or coming.sent_at is not None:
        return {"groups": []}
    taken: dict[int, int] = {}
    for sitter in sitters_of(room, coming.pk):
        if sitter.group is not None:
            taken[sitter.group] = taken.get(sitter.group, 0) + 1
    capacity = coming.plan.capacity
    return {
        "groups": [
            {
                "pk": group.pk,
                "name": str(group),
                "task": group.task,
                "people": taken.get(group.pk, 0),
                "left": None if capacity is None else max(0, capacity - taken.get(group.pk, 0)),
            }
            for group in groups_of(room, coming.pk)
        ]
    }

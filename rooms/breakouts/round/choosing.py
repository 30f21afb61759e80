"""Choosing a group, as long as it has room; people who choose a full group wait for a place in it."""

from typing import Any

from django.utils.translation import gettext as _

from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room
from rooms.live.rendering.parts import part

from ..current import asker, houses_of, in_view, sitters_of
from ..locking import hold
from ..models import House, Round, Seat, Way
from ..plan.waiting_list import is_full, move_up, wait_for
from ..touching import touch_choices, touch_houses
from .status import HouseForm


@command("breakouts.choose", by=Role.PARTICIPANT, form=HouseForm, decides="choice")
def choose(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Choose a group of the next round, or wait for a place in it. An earlier choice is given up."""
    hold(room)
    house = House.objects.filter(
        pk=request.cleaned["house"], round__plan__room=room, round__plan__ended_at=None
    ).first()
    if house is None:
        raise Refused(_("This group is not in the plan any more."), 404)
    coming = Round.objects.select_related("plan").get(pk=house.round_id)
    if coming.plan.way != Way.CHOICE or coming.sent_at is not None:
        raise Refused(_("You cannot choose any more. The round has begun."))
    seat, _made = Seat.objects.get_or_create(round=coming, participant_id=asker(request))
    before = seat.house_id
    if before != house.pk:
        full = is_full(coming.plan, house.pk)
        if seat.waits_for_id != house.pk or not full:
            if full:
                wait_for(seat, house)
            else:
                Seat.objects.filter(pk=seat.pk).update(house=house, waits_for=None, waits_turn=None)
            touched = {house.pk, *move_up(room, coming, before, changes)}
            changes.touch_person(room, seat.participant_id, "card")
            touch_houses(room, touched, changes)
            touch_choices(room, changes)
        if full:
            return _("House %(number)s is full. If a place comes free, it is yours.") % {"number": house.number}
    return _("You chose house %(number)s.") % {"number": house.number}


@part("choices", "rooms/breakouts/parts/choices.html", audiences=(Audience.PARTICIPANTS,))
def choices(room: Room, audience: Audience) -> dict[str, Any]:
    """The groups that people can choose, each with the number of places left."""
    coming = in_view(room)
    if coming is None or coming.plan.way != Way.CHOICE or coming.sent_at is not None:
        return {"houses": []}
    taken: dict[int, int] = {}
    for sitter in sitters_of(room, coming.pk):
        if sitter.house is not None:
            taken[sitter.house] = taken.get(sitter.house, 0) + 1
    capacity = coming.plan.capacity
    return {
        "houses": [
            {
                "pk": house.pk,
                "name": str(house),
                "task": house.task,
                "people": taken.get(house.pk, 0),
                "left": None if capacity is None else max(0, capacity - taken.get(house.pk, 0)),
            }
            for house in houses_of(room, coming.pk)
        ]
    }

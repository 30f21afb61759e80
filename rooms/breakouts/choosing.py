"""Everybody chooses a group, as long as there is room; who comes too late for one waits for a place in it."""

from typing import Any

from django.utils.translation import gettext as _

from rooms.live.changes import Changes
from rooms.live.commands import Ask, command
from rooms.live.models import Room
from rooms.live.parts import part
from rooms.live.people import Audience, Role
from rooms.live.refusal import Refused

from .current import asker, houses_of, in_view, sitters_of
from .following import HouseForm
from .models import House, Round, Seat, Way
from .touching import touch_choices, touch_houses


@command("breakouts.choose", by=Role.PARTICIPANT, form=HouseForm)
def choose(room: Room, ask: Ask, changes: Changes) -> str:
    """Choose a group of the round that comes next, or wait for a place in it. The choice before is given up."""
    house = House.objects.filter(pk=ask.cleaned["house"], round__plan__room=room, round__plan__ended_at=None).first()
    if house is None:
        raise Refused(_("This group is not in the plan any more."), 404)
    # Two people may want the last place at the same moment: the second waits here until the first sits.
    coming = Round.objects.select_for_update(of=("self",)).select_related("plan").get(pk=house.round_id)
    if coming.plan.way != Way.CHOICE or coming.sent_at is not None:
        raise Refused(_("You cannot choose any more. The round has begun."))
    seat, _made = Seat.objects.get_or_create(round=coming, participant_id=asker(ask))
    before = seat.house_id
    if before != house.pk:
        full = coming.plan.capacity is not None and _taken(house) >= coming.plan.capacity
        wanted = {"house": None, "waits_for": house} if full else {"house": house, "waits_for": None}
        if seat.waits_for_id != house.pk or not full:
            Seat.objects.filter(pk=seat.pk).update(**wanted)
            touched = {house.pk, *_move_up(room, coming, before, changes)}
            changes.touch_person(room, seat.participant_id, "card")
            touch_houses(room, touched, changes)
            touch_choices(room, changes)
        if full:
            return _("House %(number)s is full. If a place comes free, it is yours.") % {"number": house.number}
    return _("You chose house %(number)s.") % {"number": house.number}


def _taken(house: House) -> int:
    return Seat.objects.filter(house=house).count()


def _move_up(room: Room, coming: Round, left: int | None, changes: Changes) -> set[int]:
    """Somebody gave up a place: who waits longest for it gets it. Answers the houses that changed."""
    if left is None:
        return set()
    waiting = Seat.objects.filter(round=coming, waits_for=left).order_by("pk").first()
    if waiting is not None:
        Seat.objects.filter(pk=waiting.pk).update(house=left, waits_for=None)
        changes.touch_person(room, waiting.participant_id, "card")
    return {left}


@part("choices", "rooms/breakouts/parts/choices.html", audiences=(Audience.PARTICIPANTS,))
def choices(room: Room, audience: Audience) -> dict[str, Any]:
    """The groups that can be chosen, and how many places are left."""
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

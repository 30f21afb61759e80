"""Who comes, goes elsewhere or returns while a round is out. Nobody who sits is moved for it."""

from collections import Counter
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from livesessions.programme.models import Participant
from rooms.live.changes import Changes
from rooms.live.commands import Ask, command
from rooms.live.models import Room
from rooms.live.people import Role
from rooms.live.refusal import Refused

from .current import read_sitters, round_out
from .forms import RELOAD, RoundForm
from .models import House, Round, Seat, Stay
from .touching import touch_houses


class StayForm(RoundForm):
    """Where somebody would rather be."""

    where = forms.ChoiceField(choices=Stay, error_messages=RELOAD)


def _out(room: Room, ask: Ask) -> Round:
    found = round_out(room)
    if found is None or found.pk != ask.cleaned["round"]:
        raise Refused(_("This round is over. Everybody is back."))
    return found


@command("breakouts.stay", by=Role.PARTICIPANT, form=StayForm)
def stay(room: Room, ask: Ask, changes: Changes) -> str:
    """Go to the plenary room or to a quiet place. The own house is kept."""
    out, where = _out(room, ask), ask.cleaned["where"]
    mine = {"round": out, "participant_id": ask.actor.participant}
    seat, made = Seat.objects.get_or_create(**mine, defaults={"stays": where})
    if Seat.objects.filter(pk=seat.pk).exclude(stays=where).update(stays=where, looking_into=None) or made:
        _touch_seat(room, seat, changes)
    return _("That is fine. You can go to your group whenever you like.")


@command("breakouts.return", by=Role.PARTICIPANT, form=RoundForm)
def come_back(room: Room, ask: Ask, changes: Changes) -> str:
    """Go to the own house, or to the one where there is room for somebody who has none."""
    out = _out(room, ask)
    person = ask.actor.participant
    if person is None:
        raise Refused(_("You cannot do this here."), 403)
    seat = Seat.objects.filter(round=out, participant=person).first()
    if seat is None or seat.house_id is None:
        seat = take_in(out, person)
    Seat.objects.filter(pk=seat.pk).update(stays="", looking_into=None)
    _touch_seat(room, seat, changes)
    return _("Welcome in house %(number)s.") % {"number": seat.house.number if seat.house else ""}


def take_in(out: Round, person: UUID) -> Seat:
    """A seat for somebody without one, in the house where it serves best; theirs when they got one meanwhile."""
    house = _best_house(out, person)
    seat, made = Seat.objects.select_related("house").get_or_create(
        round=out, participant_id=person, defaults={"house": house}
    )
    if not made and seat.house_id is None and Seat.objects.filter(pk=seat.pk, house=None).update(house=house):
        seat.house = house
    return seat


def _best_house(out: Round, person: UUID) -> House:
    """The smallest house with the fewest colleagues."""
    team = Participant.objects.filter(pk=person).values_list("team_id", flat=True).first()
    sizes: Counter[int] = Counter()
    colleagues: Counter[int] = Counter()
    for each in read_sitters(out.pk):
        if each.house is not None and not each.stays:
            sizes[each.house] += 1
            colleagues[each.house] += bool(team) and each.team == team
    houses = list(House.objects.filter(round=out))
    used = [house for house in houses if sizes[house.pk]] or houses
    return min(used, key=lambda house: (sizes[house.pk] + colleagues[house.pk], sizes[house.pk], house.number))


def _touch_seat(room: Room, seat: Seat, changes: Changes) -> None:
    changes.touch_person(room, seat.participant_id)
    touch_houses(room, [seat.house_id] if seat.house_id else [], changes)

"""Participants who come, go elsewhere or return while a round is out. Nobody else is moved for it."""

from django import forms
from django.utils.translation import gettext as _

from rooms.live.base.fields import RELOAD_ERRORS
from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from ..current import asker, round_out
from ..forms import RoundForm
from ..locking import hold
from ..models import Round, Seat, Stay
from ..touching import touch_seats
from .latecomers import take_in


class StayForm(RoundForm):
    """The place where a participant would rather be."""

    where = forms.ChoiceField(choices=Stay, error_messages=RELOAD_ERRORS)


def _out(room: Room, request: CommandRequest) -> Round:
    hold(room)
    found = round_out(room)
    if found is None or found.pk != request.cleaned["round"]:
        raise Refused(_("This round is over. Everybody is back."))
    return found


@command("breakouts.stay", by=Role.PARTICIPANT, form=StayForm, decides="place in {round}")
def stay(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Go to the plenary room or to a quiet place. The participant keeps their group."""
    out, where = _out(room, request), request.cleaned["where"]
    seat, made = Seat.objects.get_or_create(round=out, participant_id=asker(request), defaults={"stays": where})
    if Seat.objects.filter(pk=seat.pk).exclude(stays=where).update(stays=where, looking_into=None) or made:
        _touch_seat(room, seat, changes)
    return _("That is fine. You can go to your group whenever you like.")


@command("breakouts.return", by=Role.PARTICIPANT, form=RoundForm, decides="place in {round}")
def come_back(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Go to one's own group; a participant without a group gets one with room."""
    out = _out(room, request)
    person = asker(request)
    seat = Seat.objects.filter(round=out, participant=person).first()
    if seat is None or seat.group_id is None:
        seat = take_in(out, person)
        changes.touch(room, "briefing", Audience.HOSTS)
    Seat.objects.filter(pk=seat.pk).update(stays="", looking_into=None)
    _touch_seat(room, seat, changes)
    return _("Welcome in group %(number)s.") % {"number": seat.group.number if seat.group else ""}


def _touch_seat(room: Room, seat: Seat, changes: Changes) -> None:
    touch_seats(room, [seat.participant_id], [seat.group_id] if seat.group_id else [], changes)

"""Peeking: looking into another group through its open curtain, live and read-only."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from rooms.live.base.fields import Key
from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room
from rooms.live.rendering.parts import part

from ..current import asker, groups_of, in_groups, out_now, round_out, sitters_of, whose
from ..extensions import lines_of_extensions
from ..locking import hold
from ..models import Group, Seat
from ..writing.showing import entries_of, lines_of
from .status import open_curtain


class PeekForm(forms.Form):
    """The group to look into; empty: look away."""

    group = Key(required=False)


@command("breakouts.peek", by=Role.PARTICIPANT, form=PeekForm, decides="peek")
def peek(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Look into another group, as long as its curtain is open; or look away."""
    hold(room)
    out, pk = round_out(room), request.cleaned["group"]
    if out is None:
        raise Refused(_("This round is over. Everybody is back."))
    group = open_curtain(room, pk) if pk else None
    if pk and (group is None or group.round_id != out.pk):
        raise Refused(_("The curtain of this group is closed."))
    seat, _made = Seat.objects.get_or_create(round=out, participant_id=asker(request))
    if group is not None and seat.group_id == group.pk:
        raise Refused(_("You are in this group yourself."))
    if Seat.objects.filter(pk=seat.pk).exclude(looking_into=group).update(looking_into=group):
        changes.touch_person(room, seat.participant_id, "window")
    return _("You look in at group %(number)s.") % {"number": group.number} if group else _("You look away.")


@part(
    "window",
    "rooms/breakouts/parts/window.html",
    audiences=(Audience.PARTICIPANTS,),
    personal=True,
    whose=whose,
    same=lambda context: None if context["group"] else "empty",
)
def window(room: Room, people: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """What a person who looks into another group sees there."""
    out = out_now(room)
    if out is None:
        return {person: {"group": None} for person in people}
    groups = {group.pk: group for group in groups_of(room, out.pk) if group.curtain_at}
    looking = {each.person: groups.get(each.looking_into or 0) for each in sitters_of(room, out.pk)}
    return {person: {"group": _seen(room, looking.get(person))} for person in people}


def _seen(room: Room, group: Group | None) -> dict[str, Any] | None:
    if group is None:
        return None
    inside = in_groups(room, group.round_id).get(group.pk, [])
    return {
        "name": str(group),
        "task": group.task,
        "teams": sorted({each.team_name for each in inside if each.team_name}),
        "people": len(inside),
        "lines": lines_of(entries_of(room, group.round_id).get(group.pk, {}))
        + lines_of_extensions(room, group.round_id, group.pk),
    }


@part("neighbours", "rooms/breakouts/parts/neighbours.html", audiences=(Audience.PARTICIPANTS,), holds=("neighbour",))
def neighbours(room: Room, audience: Audience) -> dict[str, Any]:
    """All groups of the street while people are out."""
    out = out_now(room)
    if out is None:
        return {"neighbours": []}
    return {"neighbours": [group.pk for group in groups_of(room, out.pk)]}


@part("neighbour", "rooms/breakouts/parts/neighbour.html", audiences=(Audience.PARTICIPANTS,), keyed=True, figure=True)
def neighbour(room: Room, audience: Audience, keys: Collection[str] | None = None) -> dict[str, dict[str, Any]]:
    """One group of the street: its teams, and whether others may look in."""
    out = out_now(room)
    groups = groups_of(room, out.pk) if out else []
    wanted = [group for group in groups if keys is None or str(group.pk) in keys]
    return {str(group.pk): {"neighbour": _neighbour(room, group)} for group in wanted}


def _neighbour(room: Room, group: Group) -> dict[str, Any]:
    inside = in_groups(room, group.round_id).get(group.pk, [])
    return {
        "pk": group.pk,
        "number": group.number,
        "name": str(group),
        "people": len(inside),
        "teams": sorted({each.team_name for each in inside if each.team_name}),
        "open": group.curtain_at is not None,
        "done": group.done_at is not None,
    }

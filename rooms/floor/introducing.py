"""`room.introduce`: as whom a participant is here, and changing that. The person stays the same, and so do votes."""

from collections.abc import Collection, Hashable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from livesessions.programme.models import Participant, ParticipantRole
from livesessions.texts.bidi import isolated
from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.introducing import introduce
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.entry.introduction import IntroductionForm, alphabetically, team_in
from rooms.live.models import Room
from rooms.live.rendering.holes import hole
from rooms.live.rendering.parts import part
from rooms.live.rendering.renderer import while_unchanged
from rooms.live.rows import models_of

from .room_parts import teams_of


@command("room.introduce", by=Role.PARTICIPANT, form=IntroductionForm, decides="introduction")
def introduce_oneself(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Take another name or none, another team or none, another role."""
    if request.actor.participant is None:
        raise Refused(_("You cannot do this here."), 403)
    known = Participant.objects.filter(pk=request.actor.participant, programme=room.programme_id, erased=False)
    person = known.first()
    if person is None:  # somebody removed or erased them meanwhile
        raise Refused(_("You cannot do this here."), 403)
    try:
        team = team_in(room.programme_id, request.cleaned["team"])
    except ValidationError as error:
        raise Refused(error.messages[0], 422) from None
    wanted = {"name": request.cleaned["name"], "team_id": team, "role": request.cleaned["role"]}
    changed = {field for field, value in wanted.items() if getattr(person, field) != value}
    if changed:
        known.update(**wanted)
        changes.touch_person(room, person.pk, "introduction")
        introduce(room, person.pk, team, changes, sides=changed != {"name"})
    if not wanted["name"]:
        return _("You are here without a name.")
    return _("You are here as %(name)s.") % {"name": isolated(wanted["name"])}


def _looks(context: dict[str, Any]) -> Hashable:
    team = context["team"]
    return bool(context["name"]), team and (team.pk, team.name), context["role"], context["teams"]


@part(
    "introduction",
    "rooms/floor/parts/introduction.html",
    audiences=(Audience.PARTICIPANTS,),
    personal=True,
    same=_looks,
    fills=lambda context: {"name": context["own"]},
)
def introduction(room: Room, people: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """As whom each of these people is here, and the form that changes it; drawn once for each team and role."""
    teams = teams_of(room)
    options = _options(room)
    found: dict[UUID, dict[str, Any]] = {}
    for pk, name, team, role in _introductions(people):
        found[pk] = {
            "name": hole("name") if name else "",
            "own": conditional_escape(name),
            "team": next((each for each in teams if each.pk == team), None),
            "role": role,
            "role_name": ParticipantRole(role).label,
            "roles": ParticipantRole.choices,
            "teams": _with_chosen(options, team) if teams else "",
        }
    return found


def _introductions(people: Collection[UUID]) -> list[tuple[UUID, str, int | None, str]]:
    places = ", ".join(["%s"] * len(people))  # as SQL: see `Room.fetch`
    sql = f"SELECT * FROM programme_participant WHERE id IN ({places})"  # noqa: S608  (placeholders only)
    found = models_of(Participant, sql, [person.hex for person in people])
    return [(each.pk, each.name, each.team_id, each.role) for each in found]


@while_unchanged("house")
def _options(room: Room) -> str:
    """The teams as the options of a list, the same for everybody: forty times as quick as drawing each person's own."""
    return "".join(
        format_html('<option value="{}" dir="auto">{}</option>', team.pk, team.name)
        for team in alphabetically(teams_of(room))
    )


def _with_chosen(options: str, team: int | None) -> SafeString:
    every = options + format_html('<option value="">{}</option>', _("I do not belong to a team"))
    value = "" if team is None else team
    return mark_safe(every.replace(f' value="{value}"', f' value="{value}" selected'))  # noqa: S308  (names were escaped)

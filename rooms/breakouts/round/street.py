"""The street of groups, for hosts and the projector, and the host's lists of people."""

from collections.abc import Collection, Hashable
from typing import Any
from uuid import UUID

from livesessions.programme.models import Participant, ParticipantRole
from rooms.live.base.people import Audience
from rooms.live.entry.display_names import told_apart
from rooms.live.hub.presence import who_is_here
from rooms.live.models import Room
from rooms.live.rendering.parts import part

from ..current import Sitter, at_home, houses_of, in_view, out_now, sitters_of
from ..extensions import lines_of_guests
from ..models import Field, House, Plan, Round
from ..writing.showing import entries_of, lines_of

SEEN = (Audience.HOSTS, Audience.SCREEN)


@part("town", "rooms/breakouts/parts/town.html", audiences=SEEN, holds=("home",))
def town(room: Room, audience: Audience) -> dict[str, Any]:
    """The groups of the round in view, with its heading and time; for the projector only while people are out."""
    shown = _on_view(room, audience)
    if shown is None:
        return {"plan": None, "round": None}
    return {
        "plan": shown_plan(shown.plan),
        "round": shown_round(shown),
        "homes": [house.pk for house in houses_of(room, shown.pk)],
    }


def _on_view(room: Room, audience: Audience) -> Round | None:
    return out_now(room) if audience == Audience.SCREEN else in_view(room)


def shown_plan(plan: Plan) -> dict[str, Any]:
    """The fields of a plan for forms and headings."""
    return {
        "pk": plan.pk,
        "version": plan.version,
        "way": plan.get_way_display(),
        "question": plan.question,
        "houses": plan.houses,
        "minutes": plan.minutes,
        "task": plan.task,
    }


def shown_round(each: Round) -> dict[str, Any]:
    """The fields of a round for forms and headings."""
    state = "back" if each.back_at else "out" if each.sent_at else "ready"
    return {
        "pk": each.pk,
        "number": each.number,
        "state": state,
        "ends_ms": each.ends_ms,
        "ends_at": each.ends_at,
        "noticed": each.noticed_at is not None,
    }


def _looks(context: dict[str, Any]) -> Hashable:
    return repr(sorted(context.items()))


@part(
    "home",
    "rooms/breakouts/parts/home.html",
    audiences=SEEN,
    keyed=True,
    figure=True,
    volatile=True,
    same=_looks,
)
def homes(room: Room, audience: Audience, keys: Collection[str] | None = None) -> dict[str, dict[str, Any]]:
    """Each group of the round in view: its members, the members who are here, and its progress."""
    shown = _on_view(room, audience)
    if shown is None:
        return {}
    return {
        str(house.pk): {"home": _home(room, shown, house, audience)}
        for house in houses_of(room, shown.pk)
        if keys is None or str(house.pk) in keys
    }


def _home(room: Room, shown: Round, house: House, audience: Audience) -> dict[str, Any]:
    inside = at_home(room, shown.pk).get(house.pk, [])
    here = who_is_here(room)
    lines = lines_of(entries_of(room, shown.pk).get(house.pk, {})) if shown.sent_at else []
    home = {
        "house_number": house.number,
        "house_name": str(house),
        "teams": sorted({each.team_name for each in inside if each.team_name}),
        "expected": len(inside),
        "here": sum(each.person.hex in here for each in inside),
        "curtain_open": house.curtain_at is not None,
        "state": _state(shown, house, lines),
        "lines": len(lines),
    }
    if audience != Audience.HOSTS:
        return home
    return home | _for_hosts(shown, house, inside, here, _for_their_eyes(room, shown, house, lines))


def _for_their_eyes(room: Room, shown: Round, house: House, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines of a group that hosts may read: no notes, and no lines of guests, while the curtain is closed."""
    if house.curtain_at is None:
        return [line for line in lines if line["field"] != Field.NOTE]
    return lines + lines_of_guests(room, shown.pk, house.pk)


def _for_hosts(
    shown: Round, house: House, inside: list[Sitter], here: Collection[str], lines: list[dict[str, Any]]
) -> dict[str, Any]:
    """The fields of a group for hosts only, with the lines that they may read."""
    return {
        "pk": house.pk,
        "round": shown.pk,
        "out": shown.is_out,
        "name": house.name,
        "task": house.task,
        "link": house.link,
        "members": [_member(each, each.person.hex in here) for each in inside],
        "help": house.help_at is not None,
        "helped": house.helped_at is not None,
        "message": house.message,
        "texts": lines,
    }


def _state(shown: Round, house: House, lines: list[dict[str, Any]]) -> str:
    """The progress of a group; empty while nobody is out."""
    if shown.sent_at is None:
        return ""
    if house.done_at is not None:
        return "done"
    return "writing" if lines else "silent"


def _member(each: Sitter, here: bool) -> dict[str, Any]:
    return {
        "pk": str(each.person),
        "name": each.name,
        "team": each.team_name,
        "colour": each.team,
        "role": str(ParticipantRole(each.role).label),
        "pinned": each.pinned,
        "here": here,
    }


@part("placing", "rooms/breakouts/parts/placing.html", audiences=(Audience.HOSTS,))
def placing(room: Room, audience: Audience) -> dict[str, Any]:
    """Everybody with a seat in the round in view, and the form that moves them."""
    shown = in_view(room)
    if shown is None or shown.back_at is not None:
        return {"plan": None}
    houses = houses_of(room, shown.pk)
    numbers = {house.pk: house.number for house in houses}
    return {
        "plan": shown_plan(shown.plan),
        "round": shown_round(shown),
        "houses": [{"pk": house.pk, "name": str(house)} for house in houses],
        "people": [
            {"pk": each.person, "name": each.name, "team": each.team_name, "house": numbers.get(each.house or 0)}
            | {"pinned": each.pinned}
            for each in sitters_of(room, shown.pk)
        ],
    }


@part("unhoused", "rooms/breakouts/parts/unhoused.html", audiences=(Audience.HOSTS,), volatile=True)
def unhoused(room: Room, audience: Audience) -> dict[str, Any]:
    """People who are here without a seat in a round that is divided; they get a seat when the others go."""
    shown = in_view(room)
    sitters = sitters_of(room, shown.pk) if shown and shown.back_at is None else []
    if shown is None or not sitters:
        return {"people": []}
    seated = {each.person for each in sitters}
    rest = {person for key in who_is_here(room) if (person := UUID(key)) not in seated}
    found = Participant.objects.filter(pk__in=rest).select_related("team").order_by("name", "pk") if rest else []
    names = told_apart(
        [*((each.name, each.team_name) for each in sitters), *((each.name, _team(each)) for each in found)]
    )[len(sitters) :]
    return {
        "plan": shown_plan(shown.plan),
        "houses": [{"pk": house.pk, "name": str(house)} for house in houses_of(room, shown.pk)],
        "people": [{"pk": each.pk, "name": name, "team": _team(each)} for each, name in zip(found, names, strict=True)],
    }


def _team(person: Participant) -> str:
    return person.team.name if person.team else ""

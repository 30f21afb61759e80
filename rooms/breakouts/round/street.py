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

from ..current import Sitter, brought_before, groups_of, in_groups, in_view, out_now, sitters_of
from ..extensions import lines_of_extensions
from ..models import Field, Group, Plan, Round
from ..writing.showing import entries_of, lines_of

SEEN = (Audience.HOSTS, Audience.SCREEN)


@part("groups", "rooms/breakouts/parts/groups.html", audiences=SEEN, holds=("group",))
def groups(room: Room, audience: Audience) -> dict[str, Any]:
    """The groups of the round in view, with its heading and time; for the projector only while people are out."""
    shown = _on_view(room, audience)
    if shown is None:
        return {"plan": None, "round": None, "before": audience == Audience.HOSTS and brought_before(room) is not None}
    return {
        "plan": shown_plan(shown.plan),
        "round": shown_round(shown),
        "groups": [group.pk for group in groups_of(room, shown.pk)],
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
        "groups": plan.groups,
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
    "group",
    "rooms/breakouts/parts/group.html",
    audiences=SEEN,
    keyed=True,
    figure=True,
    volatile=True,
    same=_looks,
)
def each_group(room: Room, audience: Audience, keys: Collection[str] | None = None) -> dict[str, dict[str, Any]]:
    """Each group of the round in view: its members, the members who are here, and its progress."""
    shown = _on_view(room, audience)
    if shown is None:
        return {}
    return {
        str(group.pk): {"group": _group(room, shown, group, audience)}
        for group in groups_of(room, shown.pk)
        if keys is None or str(group.pk) in keys
    }


def _group(room: Room, shown: Round, group: Group, audience: Audience) -> dict[str, Any]:
    inside = in_groups(room, shown.pk).get(group.pk, [])
    here = who_is_here(room)
    lines = lines_of(entries_of(room, shown.pk).get(group.pk, {})) if shown.sent_at else []
    shown_group = {
        "group_number": group.number,
        "group_name": str(group),
        "teams": sorted({each.team_name for each in inside if each.team_name}),
        "expected": len(inside),
        "here": sum(each.person.hex in here for each in inside),
        "curtain_open": group.curtain_at is not None,
        "state": _state(shown, group, lines),
        "lines": len(lines),
    }
    if audience != Audience.HOSTS:
        return shown_group
    return shown_group | _for_hosts(shown, group, inside, here, _for_their_eyes(room, shown, group, lines))


def _for_their_eyes(room: Room, shown: Round, group: Group, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines of a group that hosts may read: no notes, and no lines of extensions, while the curtain is closed."""
    if group.curtain_at is None:
        return [line for line in lines if line["field"] != Field.NOTE]
    return lines + lines_of_extensions(room, shown.pk, group.pk)


def _for_hosts(
    shown: Round, group: Group, inside: list[Sitter], here: Collection[str], lines: list[dict[str, Any]]
) -> dict[str, Any]:
    """The fields of a group for hosts only, with the lines that they may read."""
    return {
        "pk": group.pk,
        "round": shown.pk,
        "out": shown.is_out,
        "name": group.name,
        "task": group.task,
        "link": group.link,
        "members": [_member(each, each.person.hex in here) for each in inside],
        "help": group.help_at is not None,
        "helped": group.helped_at is not None,
        "message": group.message,
        "texts": lines,
    }


def _state(shown: Round, group: Group, lines: list[dict[str, Any]]) -> str:
    """The progress of a group; empty while nobody is out."""
    if shown.sent_at is None:
        return ""
    if group.done_at is not None:
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
    groups = groups_of(room, shown.pk)
    numbers = {group.pk: group.number for group in groups}
    return {
        "plan": shown_plan(shown.plan),
        "round": shown_round(shown),
        "groups": [{"pk": group.pk, "name": str(group)} for group in groups],
        "people": [
            {"pk": each.person, "name": each.name, "team": each.team_name, "group": numbers.get(each.group or 0)}
            | {"pinned": each.pinned}
            for each in sitters_of(room, shown.pk)
        ],
    }


@part("unseated", "rooms/breakouts/parts/unseated.html", audiences=(Audience.HOSTS,), volatile=True)
def unseated(room: Room, audience: Audience) -> dict[str, Any]:
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
        "groups": [{"pk": group.pk, "name": str(group)} for group in groups_of(room, shown.pk)],
        "people": [{"pk": each.pk, "name": name, "team": _team(each)} for each, name in zip(found, names, strict=True)],
    }


def _team(person: Participant) -> str:
    return person.team.name if person.team else ""

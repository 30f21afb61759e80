"""The participant's card: where to go, with whom, the task, and the time."""

from collections.abc import Collection, Hashable
from typing import Any
from uuid import UUID

from rooms.live.base.people import Audience
from rooms.live.models import Room
from rooms.live.rendering.parts import part

from ..current import Sitter, groups_of, in_groups, in_view, out_now, sitters_of, whose
from ..models import Group, Round, Stay, Way


def _looks(context: dict[str, Any]) -> Hashable:
    """All values on which a card depends: people of one group have equal values, so their card is drawn once."""
    return repr(sorted(context.items()))


@part(
    "card",
    "rooms/breakouts/parts/card.html",
    audiences=(Audience.PARTICIPANTS,),
    personal=True,
    whose=whose,
    same=_looks,
)
def card(room: Room, people: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """Where each of these people belongs now."""
    out = out_now(room)
    if out is None:
        return _chosen(room, people)
    sitters = {sitter.person: sitter for sitter in sitters_of(room, out.pk)}
    groups = {group.pk: group for group in groups_of(room, out.pk)}
    inside = in_groups(room, out.pk)
    shared = {pk: _group(group, inside.get(pk, [])) for pk, group in groups.items()}
    return {person: _card(out, sitters.get(person), shared) for person in people}


def _chosen(room: Room, people: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """The cards before people go out: the chosen group, where people choose for themselves."""
    coming = in_view(room)
    if coming is None or coming.plan.way != Way.CHOICE or coming.sent_at is not None:
        return {person: {"kind": "none"} for person in people}
    names = {group.pk: str(group) for group in groups_of(room, coming.pk)}
    sitters = {sitter.person: sitter for sitter in sitters_of(room, coming.pk)}
    return {
        person: {
            "kind": "none",
            "chosen": names.get(sitters[person].group or 0, "") if person in sitters else "",
            "waits": names.get(sitters[person].waits_for or 0, "") if person in sitters else "",
        }
        for person in people
    }


def _card(out: Round, sitter: Sitter | None, groups: dict[int, dict[str, Any]]) -> dict[str, Any]:
    shown = {
        "round": out.pk,
        "number": out.number,
        "rounds": out.plan.rounds_planned,
        "ends_ms": out.ends_ms,
        "ends_at": out.ends_at,
        "minutes": out.plan.minutes,
        "noticed": out.noticed_at is not None,
        "calls_back": out.plan.calls_back,
        "question": out.plan.question,
    }
    if sitter is None or (sitter.group is None and not sitter.stays):
        return shown | {"kind": "waiting", "task": out.plan.task}
    group = groups.get(sitter.group) if sitter.group else None
    if sitter.stays:
        return shown | {"kind": Stay(sitter.stays).value, "task": group["task"] if group else out.plan.task}
    return shown | {"kind": "group", "moved": sitter.moved} | (group or {})


def _group(group: Group, inside: list[Sitter]) -> dict[str, Any]:
    return {
        "group": group.pk,
        "group_number": group.number,
        "name": str(group),
        "task": group.task,
        "link": group.link,
        "message": group.message,
        "curtain_open": group.curtain_at is not None,
        "done": group.done_at is not None,
        "help_asked": group.help_at is not None,
        "help_comes": group.helped_at is not None,
        "members": [{"name": each.name, "team": each.team_name, "colour": each.team} for each in inside],
        "teams": sorted({each.team_name for each in inside if each.team_name}),
    }

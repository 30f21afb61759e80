"""The participant's card: where to go, with whom, the task, and the time."""

from collections.abc import Collection, Hashable
from typing import Any
from uuid import UUID

from rooms.live.base.people import Audience
from rooms.live.models import Room
from rooms.live.rendering.parts import part

from ..current import Sitter, at_home, houses_of, in_view, out_now, sitters_of, whose
from ..models import House, Round, Stay, Way


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
    houses = {house.pk: house for house in houses_of(room, out.pk)}
    inside = at_home(room, out.pk)
    shared = {pk: _house(house, inside.get(pk, [])) for pk, house in houses.items()}
    return {person: _card(out, sitters.get(person), shared) for person in people}


def _chosen(room: Room, people: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """The cards before people go out: the chosen group, where people choose for themselves."""
    coming = in_view(room)
    if coming is None or coming.plan.way != Way.CHOICE or coming.sent_at is not None:
        return {person: {"kind": "none"} for person in people}
    names = {house.pk: str(house) for house in houses_of(room, coming.pk)}
    sitters = {sitter.person: sitter for sitter in sitters_of(room, coming.pk)}
    return {
        person: {
            "kind": "none",
            "chosen": names.get(sitters[person].house or 0, "") if person in sitters else "",
            "waits": names.get(sitters[person].waits_for or 0, "") if person in sitters else "",
        }
        for person in people
    }


def _card(out: Round, sitter: Sitter | None, houses: dict[int, dict[str, Any]]) -> dict[str, Any]:
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
    if sitter is None or (sitter.house is None and not sitter.stays):
        return shown | {"kind": "waiting", "task": out.plan.task}
    house = houses.get(sitter.house) if sitter.house else None
    if sitter.stays:
        return shown | {"kind": Stay(sitter.stays).value, "task": house["task"] if house else out.plan.task}
    return shown | {"kind": "house", "moved": sitter.moved} | (house or {})


def _house(house: House, inside: list[Sitter]) -> dict[str, Any]:
    return {
        "house": house.pk,
        "house_number": house.number,
        "name": str(house),
        "task": house.task,
        "link": house.link,
        "message": house.message,
        "curtain_open": house.curtain_at is not None,
        "done": house.done_at is not None,
        "help_asked": house.help_at is not None,
        "help_comes": house.helped_at is not None,
        "members": [{"name": each.name, "team": each.team_name, "colour": each.team} for each in inside],
        "teams": sorted({each.team_name for each in inside if each.team_name}),
    }

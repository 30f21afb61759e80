"""Showing the harvest: the wall, the upvotes, and a participant's own upvotes."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Count

from rooms.live.base.people import Audience, People
from rooms.live.commands.newest import noted
from rooms.live.models import Room
from rooms.live.rendering.parts import part
from rooms.live.rendering.renderer import once_per_refresh

from ..current import brought_before, groups_of, in_view, rounds_of, sitters_of
from ..models import HARVEST, EntryUpvote, Round
from ..written import voter_key
from .harvest import ONE, WALL
from .showing import entries_of, lines_of

MOST_ON_A_WALL = 12
"""Lines on the projector; participants read all lines on their own screens."""


def _on_stage(room: Room) -> Round | None:
    return next((each for each in rounds_of(room) if each.shown), None)


def _brought_back(room: Room, audience: Audience) -> Round | None:
    """The round whose harvest this audience sees: the one on stage; for hosts otherwise the last one that is back."""
    stage = _on_stage(room)
    if stage is not None or audience != Audience.HOSTS:
        return stage
    back = [each for each in rounds_of(room) if each.back_at is not None]
    view = in_view(room)
    return back[-1] if back and not (view and view.is_out) else None


@once_per_refresh
def _upvotes(room: Room, round_pk: int) -> dict[int, int]:
    votes = EntryUpvote.objects.filter(entry__group__round=round_pk, on=True).values_list("entry").annotate(Count("pk"))
    return dict(votes)


def _lines(room: Room, round_: Round, audience: Audience) -> list[dict[str, Any]]:
    entries, votes = entries_of(room, round_.pk), _upvotes(room, round_.pk)
    only = _only(round_, audience)
    return [
        line
        | {"group": str(group), "group_pk": group.pk, "label": entries[group.pk][line["field"]].label}
        | {"votes": votes.get(line["entry"], 0)}
        for group in groups_of(room, round_.pk)
        if only in (None, group.pk)
        for line in lines_of(entries.get(group.pk, {}), HARVEST)
    ]


@part("harvest", "rooms/breakouts/parts/harvest.html", holds=("upvotes",))
def harvest(room: Room, audience: Audience) -> dict[str, Any]:
    """The harvest of a round; other audiences than hosts see it only while it is shown."""
    round_ = _brought_back(room, audience)
    is_over = round_ is None and audience == Audience.HOSTS and not rounds_of(room)
    round_ = brought_before(room) if is_over else round_
    if round_ is None:
        return {"round": None}
    lines = _lines(room, round_, audience)
    kept = _readable(lines) if audience == Audience.SCREEN and round_.shown == WALL else lines
    by_label: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in sorted(kept, key=lambda each: (not each["label"], each["label"].casefold())):
        by_label[line["label"]].append(line)
    return {
        "round": {"pk": round_.pk, "number": round_.number, "shown": round_.shown, "group": round_.shown_group_id},
        "groups": [{"pk": group.pk, "name": str(group)} for group in groups_of(room, round_.pk)],
        "clusters": [{"label": label, "lines": some} for label, some in by_label.items()],
        "only": next((str(group) for group in groups_of(room, round_.pk) if group.pk == round_.shown_group_id), ""),
        "more": len(lines) - len(kept),
        "silent": _silent(room, round_, audience, lines),
        "is_over": is_over,
        "programme": room.session.programme.slug if is_over and not room.is_rehearsal else "",
    }


def _silent(room: Room, round_: Round, audience: Audience, lines: list[dict[str, Any]]) -> list[str]:
    """The names of the groups with people in them that brought nothing back."""
    wrote = {line["group_pk"] for line in lines}
    sat = {each.group for each in sitters_of(room, round_.pk)}
    only = _only(round_, audience)
    groups = (group for group in groups_of(room, round_.pk) if only in (None, group.pk))
    return [str(group) for group in groups if group.pk in sat - wrote]


def _only(round_: Round, audience: Audience) -> int | None:
    """The one group that this audience sees; `None`: all of them."""
    return round_.shown_group_id if round_.shown == ONE and audience != Audience.HOSTS else None


def _readable(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As many lines as can be read from the back row: labelled lines first, then lines of each group in turn.

    Votes do not decide: they come all the time, and the wall should stand still.
    """
    turn: dict[int, int] = defaultdict(int)
    order = []
    for at, line in enumerate(lines):
        order.append((not line["label"], turn[line["group_pk"]], at))
        turn[line["group_pk"]] += 1
    shown = {at for _plain, _turn, at in sorted(order)[:MOST_ON_A_WALL]}
    return [line for at, line in enumerate(lines) if at in shown]


@part("upvotes", "rooms/breakouts/parts/upvotes.html", keyed=True, figure=True)
def upvotes(room: Room, audience: Audience, keys: Collection[str] | None = None) -> dict[str, dict[str, Any]]:
    """The number of upvotes of each line."""
    round_ = _brought_back(room, audience)
    lines = _lines(room, round_, audience) if round_ else []
    return {str(line["entry"]): {"line": line} for line in lines if keys is None or str(line["entry"]) in keys}


@part(
    "liked",
    "rooms/breakouts/parts/liked.html",
    audiences=(Audience.PARTICIPANTS,),
    personal=True,
    same=lambda context: (context["number"], *context["upvoted"]),
)
def liked(room: Room, people: People) -> dict[UUID, dict[str, Any]]:
    """The lines that each of these people upvoted, or upvoted before; for the page written as `noted` does."""
    found: dict[UUID, dict[str, Any]] = {person: {"number": 0, "upvoted": []} for person in people}
    stage = _on_stage(room)
    if stage is None:
        return found
    whose = {voter_key(room.pk, personal_secret): person for person, personal_secret in people.items()}
    mine = EntryUpvote.objects.filter(entry__group__round=stage.pk, voter__in=whose).order_by("entry")
    for voter, entry, sequence, on in mine.values_list("voter", "entry_id", "sequence", "on"):
        found[whose[voter]]["number"] += on
        found[whose[voter]]["upvoted"].append(noted(entry, sequence, on))
    return found

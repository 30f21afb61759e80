"""Showing texts: the fields of a participant's own group, and the lines that others may read."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from rooms.live.base.people import Audience
from rooms.live.models import Room
from rooms.live.rendering.parts import part
from rooms.live.rendering.renderer import once_per_refresh

from ..current import out_now, sitters_of, whose
from ..models import Entry, Field, Wording


@once_per_refresh
def entries_of(room: Room, round_pk: int) -> dict[int, dict[str, Entry]]:
    """The entries of a round, by group and field; one query a refresh."""
    found: dict[int, dict[str, Entry]] = defaultdict(dict)
    for entry in Entry.objects.filter(group__round=round_pk):
        found[entry.group_id][entry.field] = entry
    return found


@once_per_refresh
def _beside(room: Room, round_pk: int) -> dict[int, list[Wording]]:
    """The texts that are kept beside entries, by entry; one query a refresh."""
    found: dict[int, list[Wording]] = defaultdict(list)
    waiting = Wording.objects.filter(entry__group__round=round_pk, lost_at__isnull=False, joined_at=None)
    for wording in waiting.select_related("author").order_by("lost_at", "pk"):
        found[wording.entry_id].append(wording)
    return found


def lines_of(entries: Mapping[str, Entry], fields: Collection[str] = tuple(Field)) -> list[dict[str, Any]]:
    """The texts of a group in these fields, each with the field's question; empty fields are left out."""
    return [
        {"entry": entries[field].pk, "field": field, "title": Field(field).label, "text": entries[field].text}
        | {"redacted_at": entries[field].redacted_at}
        for field in fields
        if field in entries and entries[field].text.strip()
    ]


@part(
    "notes",
    "rooms/breakouts/parts/notes.html",
    audiences=(Audience.PARTICIPANTS,),
    personal=True,
    whose=whose,
    same=lambda context: None if context["group"] else "empty",
)
def notes(room: Room, people: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """The fields of each person's own group, with the texts that are kept beside them."""
    out = out_now(room)
    if out is None:
        return {person: {"group": None} for person in people}
    own = {each.person: each.group for each in sitters_of(room, out.pk) if each.is_in_group}
    entries, beside = entries_of(room, out.pk), _beside(room, out.pk)
    return {
        person: {
            "group": own.get(person),
            "fields": [_field(field, entries.get(own[person] or 0, {}).get(field), beside, person) for field in Field]
            if person in own
            else [],
        }
        for person in people
    }


def _field(field: Field, entry: Entry | None, beside: Mapping[int, list[Wording]], person: UUID) -> dict[str, Any]:
    return {
        "name": field.value,
        "title": field.label,
        "text": entry.text if entry else "",
        "base": entry.version if entry else 0,
        "redacted": entry.redacted_version if entry else 0,
        "redacted_at": entry.redacted_at if entry else None,
        "beside": [
            {"pk": each.pk, "text": each.text, "mine": each.author_id == person, "who": each.author.name}
            for each in (beside.get(entry.pk, []) if entry else [])
        ],
    }

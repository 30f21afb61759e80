"""The parts of the floor: the agenda, the current item, and the door with its code."""

from collections.abc import Iterable
from typing import Any

import segno
from django.conf import settings
from django.utils.safestring import mark_safe

from rooms.live.base.people import Audience
from rooms.live.entry.code_form import with_proof
from rooms.live.models import Room
from rooms.live.rendering.parts import part

from .models import AgendaItem, agenda_of
from .staging import AGENDA


@part("now", "rooms/floor/parts/now.html", audiences=(Audience.PARTICIPANTS,))
def now(room: Room, audience: Audience) -> dict[str, Any]:
    """The current item, its number, and the number of items."""
    items = list(agenda_of(room))
    index = next((i for i, item in enumerate(items, 1) if item.is_now), 0)
    return {"item": items[index - 1] if index else None, "index": index, "total": len(items)}


@part("agenda", "rooms/floor/parts/agenda.html", audiences=(Audience.HOSTS, Audience.PARTICIPANTS, Audience.SCREEN))
def agenda(room: Room, audience: Audience) -> dict[str, Any]:
    """All items with their state, and the items that the host can start with one press.

    Others than hosts see the agenda only while it stands on the stage.
    """
    if audience != Audience.HOSTS and room.stage != AGENDA:
        return {"items": []}
    every = list(room.agenda.all())
    items = [item for item in every if item.removed_at is None]
    to_come = [item.pk for item in items if item.started_at is None]
    current = next((i for i, item in enumerate(items) if item.is_now), None)
    following = next((i for i, item in enumerate(items) if item.started_at is None), None)
    previous = _last(i for i, item in enumerate(items) if item.ended_at is not None)
    return {
        "items": [
            _shown(item, _state(item, i == following), to_come.index(item.pk) + 1 if item.pk in to_come else 0)
            for i, item in enumerate(items)
        ],
        "current": items[current] if current is not None else None,
        "next_item": items[following] if following is not None else None,
        "removed": [{"pk": item.pk, "title": item.title} for item in every if item.removed_at is not None],
        "places": len(to_come),
        "previous_item": items[previous] if previous is not None and current is not None else None,
    }


def _shown(item: AgendaItem, state: str, place: int) -> dict[str, Any]:
    return {
        "pk": item.pk,
        "title": item.title,
        "minutes": item.minutes,
        "state": state,
        "place": place,
        "started_at": item.started_at,
        "ends_ms": item.ends_ms,
    }


def _last(found: Iterable[int]) -> int | None:
    return max(found, default=None)


def _state(item: AgendaItem, is_following: bool) -> str:
    if item.is_now:
        return "now"
    if item.ended_at is not None:
        return "done"
    return "next" if is_following else "later"


@part("ending", "rooms/floor/parts/ending.html", audiences=(Audience.HOSTS,))
def ending(room: Room, audience: Audience) -> dict[str, Any]:
    """That the session has ended, and until when that can be taken back."""
    return {"closed_at": room.closed_at, "until": room.taken_back_until, "is_rehearsal": room.is_rehearsal}


@part("door", "rooms/floor/parts/door.html", audiences=(Audience.HOSTS, Audience.SCREEN))
def door(room: Room, audience: Audience) -> dict[str, Any]:
    """The code, as text and as a QR code, which holds it behind a `#`, so that it is not in the server's logs."""
    address = settings.PUBLIC_ADDRESS
    qr = ""
    if room.code and room.takes_code and audience == Audience.SCREEN:
        url = f"{'https' if settings.HTTPS else 'http'}://{address}/#{with_proof(room.shown_code)}"
        drawn = segno.make(url, error="m").svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None)
        qr = mark_safe(drawn)  # noqa: S308  (made from our own text, not from a person's)
    return {
        "code": room.shown_code if room.takes_code else "",
        "locked": room.locked_at is not None,
        "waiting_room": room.waiting_at is not None,
        "open": room.is_open,
        "closed": room.closed_at is not None,
        "unfinished": room.is_unfinished,
        "is_rehearsal": room.is_rehearsal,
        "qr": qr,
        "address": address,
    }

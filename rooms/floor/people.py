"""The people in a room, for its hosts: who is here, who waits, who was put out. A page of its own, and a part.

The list of who is here is drawn when a host asks for it. On every console it would travel again with everybody who
comes in.
"""

from collections.abc import Collection
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from redis import RedisError

from livesessions.programme.models import Participant, ParticipantRole
from rooms.live.base.people import Actor, Audience
from rooms.live.entry.display_names import told_apart
from rooms.live.entry.outsiders import who_waits
from rooms.live.hub.presence import presence
from rooms.live.models import Outsider, OutsiderState, Room
from rooms.live.rendering.parts import part
from rooms.live.web.for_hosts import carry_out, for_hosts

HOSTS = (Audience.HOSTS,)
FIRST = 20
"""Who waits, by name, on the console; the page of the people has all of them."""
COMMANDS = {"remove": "room.remove", "readmit": "room.readmit", "admit": "room.admit"}
"""What the forms of the page ask for."""


def shown(participants: Collection[UUID], *, by_name: bool = True) -> list[dict[str, Any]]:
    """These participants by name, those without a name last; or in the order in which they are given."""
    if not participants:
        return []
    found = Participant.objects.select_related("team").in_bulk(list(participants))
    rows = [found[pk] for pk in participants if pk in found]
    if by_name:
        rows.sort(key=lambda each: (not each.name, each.name.casefold(), str(each.pk)))
    names = told_apart((each.name, each.team.name if each.team else "") for each in rows)
    return [
        {
            "pk": each.pk,
            "name": name if each.name else "",
            "team": each.team.name if each.team else "",
            "role": ParticipantRole(each.role).label,
        }
        for each, name in zip(rows, names, strict=True)
    ]


@part("outsiders", "rooms/floor/parts/outsiders.html", audiences=HOSTS)
def outsiders(room: Room, audience: Audience) -> dict[str, Any]:
    """Who waits at the door and who was put out, each with the buttons that let them in."""
    waiting = who_waits(room)
    return {
        "waiting": shown(waiting[:FIRST], by_name=False),
        "number_waiting": len(waiting),
        "open": room.is_open,
        "more_waiting": max(0, len(waiting) - FIRST),
        "removed": _removed(room),
    }


def _removed(room: Room) -> list[dict[str, Any]]:
    out = Outsider.objects.filter(room=room, state=OutsiderState.REMOVED) if room.outsiders_version else None
    return shown(list(out.values_list("participant", flat=True))) if out is not None else []


@never_cache
@require_http_methods(["GET", "POST"])
@for_hosts
def people(request: HttpRequest, found: Room, actor: Actor) -> HttpResponseBase:
    """Everybody who is in the room now. The page carries out its own forms, so that it stays in view."""
    if request.method == "POST":
        carry_out(request, actor, COMMANDS.get(request.POST.get("act", ""), ""))
        return redirect("room-people", found.pk)
    waiting, removed = who_waits(found), _removed(found)
    here = {UUID(person) for person in _here(found)} - {*waiting, *(each["pk"] for each in removed)}
    context = {
        "room": found,
        "session": found.session,
        "open": found.is_open,
        "inside": shown(here),
        "waiting": shown(waiting, by_name=False),
        "removed": removed,
    }
    return render(request, "rooms/floor/people.html", context)


def _here(room: Room) -> Collection[str]:
    """Everybody who is here, also when no page of the room is open in this process."""
    with suppress(RedisError):
        presence.share(room.pk)
    return presence.here(room.pk)

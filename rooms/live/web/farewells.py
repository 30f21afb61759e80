"""The pages that say what happened: the session has ended, or this browser may look no more.

A page that is open reloads when its socket is closed for good, so it shows the same as a page that is opened now. Each
of these pages asks now and then whether the way is free again, and comes back by itself.
"""

from collections.abc import Collection
from enum import StrEnum
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ..base.people import AUDIENCES, PAGES, Audience
from ..entry.identity import account_of_participant, state_outside, was_removed
from ..models import OutsiderState, Room

NOTHING_NEW = 2**48
"""A version that no room reaches: a request for newer parts gets next to nothing."""
TEMPLATES = {
    Audience.PARTICIPANTS: "rooms/farewell/participant.html",
    Audience.SCREEN: "rooms/farewell/screen.html",
    Audience.MODERATORS: "rooms/farewell/moderator.html",
}


class Why(StrEnum):
    """Why somebody sees a farewell."""

    ENDED = "ended"
    REMOVED = "removed"
    PUT_OUT = "put-out"
    WAITING = "waiting"
    LOCKED = "locked"
    RENEWED = "renewed"


STATUS = {Why.ENDED: HTTPStatus.GONE, Why.WAITING: HTTPStatus.ACCEPTED}
"""Of a farewell; 403 for all others."""


def why_not_inside(room: Room, cookies: dict[str, str]) -> Why | None:
    """Why this browser, which has the code, is no participant in the room; `None` for one that never had it."""
    state = state_outside(room, cookies)
    if state == OutsiderState.REMOVED:
        return Why.PUT_OUT
    if state == OutsiderState.WAITING:
        return Why.WAITING if room.closed_at is None else Why.ENDED
    return Why.REMOVED if was_removed(room, cookies) else None


def farewell(
    request: HttpRequest, room: Room, audience: Audience, why: Why, texts: Collection[str] = ()
) -> HttpResponse:
    """The farewell page of `audience`. Its status is 410 after the end, 202 for somebody who waits at the door, and 403
    for somebody who may not look.

    `texts`: what was posted and not taken, for a browser without scripts.
    """
    name = next((f"as={name}&" for name, each in AUDIENCES.items() if each == audience), "")
    until = room.taken_back_until
    context = {
        "room": room,
        "session": room.session,
        "programme": room.session.programme,
        "audience": audience.value,
        "account": account_of_participant(room, request.COOKIES) if audience == Audience.PARTICIPANTS else "",
        "why": why.value,
        "until": until,
        "seconds": max(0, int((until - timezone.now()).total_seconds())) if until else 0,
        "way_back": f"{reverse('room-parts', args=[room.pk])}?{name}seen={NOTHING_NEW}&epoch={room.epoch}",
        "here": reverse(PAGES[audience], args=[room.pk]),
        "texts": texts,
    }
    template = "rooms/waiting.html" if why == Why.WAITING else TEMPLATES[audience]
    return render(request, template, context, status=STATUS.get(why, HTTPStatus.FORBIDDEN))

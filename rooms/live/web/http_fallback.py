"""The HTTP fallback: a page polls this address every few seconds where sockets are blocked."""

import time
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from livesessions.limits.counting import over_limit

from ..base.input_validation import whole_number
from ..base.people import AUDIENCES, Audience, Role
from ..entry.identity import actor_for
from ..entry.screen_pass import browser_of
from ..rendering.parts import RenderedPart, head
from ..rendering.parts import registered as shared_parts
from ..rendering.renderer import render_all, render_changed
from .farewells import Why, why_not_inside
from .snapshot import Snapshot
from .views import at_one_size, find_room, sit_without_socket

MOST_REQUESTS = (60, 20)
"""Requests of one person or projector without a socket, in so many seconds: eight tabs poll every three seconds."""


@never_cache
@require_GET
def changed_parts(request: HttpRequest, room: str) -> HttpResponseBase:
    """The parts that are newer than version ``seen``. The request is also a sign of life."""
    found = find_room(room)
    audience = AUDIENCES.get(request.GET.get("as", ""), Audience.PARTICIPANTS)
    actor, team = actor_for(found, audience, request.COOKIES, request.user)
    if actor.role == Role.STRANGER:
        waits = audience == Audience.PARTICIPANTS and why_not_inside(found, request.COOKIES) == Why.WAITING
        return HttpResponse(status=HTTPStatus.ACCEPTED if waits else not_allowed(request, audience))
    if found.closed_at is not None and audience != Audience.HOSTS:
        return HttpResponse(status=HTTPStatus.GONE)
    seen = whole_number(request.GET.get("seen"))
    sit_without_socket(found, actor, team, seen=min(max(seen, 0), found.participants_version), fallback=True)
    who = actor.participant or actor.user or actor.moderator or f"{found.pk}:{browser_of(request.COOKIES)}"
    if over_limit(f"parts:{who}", *MOST_REQUESTS):
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
    snapshot = Snapshot.of(found, actor, audience)
    if request.GET.get("epoch", found.epoch) != found.epoch:
        seen = -1
    rendered_parts = [*_newer(snapshot, seen), *snapshot.personal(), head(found.epoch, snapshot.version, time.time())]
    return at_one_size(HttpResponse("".join(rendered.frame for rendered in rendered_parts)), snapshot)


def not_allowed(request: HttpRequest, audience: Audience) -> int:
    """The status for somebody who does not belong to `audience`: whether logging in would help."""
    is_login = audience == Audience.HOSTS and not request.user.is_authenticated
    return HTTPStatus.UNAUTHORIZED if is_login else HTTPStatus.FORBIDDEN


def _newer(snapshot: Snapshot, seen: int) -> list[RenderedPart]:
    """The shared parts newer than version `seen`, and the volatile parts: from the hub's cache, or rendered."""
    if snapshot.rendered_parts is not None:
        rendered_parts = (rendered for part in shared_parts(snapshot.audience) for rendered in snapshot.shared(part))
        return [p for p in rendered_parts if seen < 0 or p.volatile or p.version > seen]
    arguments = snapshot.room, snapshot.audience, snapshot.language
    drawn = render_all(*arguments) if seen < 0 else render_changed(*arguments, seen, volatile=True)
    items = {rendered.id: rendered.html for rendered in drawn.rendered_parts}
    return [rendered.with_items(items) for rendered in drawn.rendered_parts]

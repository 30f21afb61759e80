"""The pages of a room."""

import json
import time
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from livesessions.error_pages import error_page

from ..base.close_codes import FINAL
from ..base.form_token import address_of_commands
from ..base.people import AUDIENCES, PAGES, Actor, Audience, Role
from ..changes.hooks import call_arrivals
from ..commands.receipts import receipt_html
from ..entry.code_form import with_proof
from ..entry.identity import account_of, actor_for, is_host, screen_is_public
from ..entry.moderator_links import ended_link_in
from ..entry.remembering import Remembered
from ..entry.screen_pass import remember_screen
from ..hub.presence import HERE_FOR_WITHOUT_SOCKET, PresenceEntry, presence
from ..hub.registry import hubs
from ..models import Room
from ..rendering.holes import hole
from ..rendering.page_cache import FilledPage, drawn_page, uncompressed
from ..rendering.parts import head, personal_parts
from .farewells import Why, farewell, why_not_inside
from .receipt_cookie import for_one_person
from .snapshot import Snapshot

TEMPLATES = {
    Audience.PARTICIPANTS: "rooms/participant.html",
    Audience.HOSTS: "rooms/host.html",
    Audience.SCREEN: "rooms/screen.html",
    Audience.MODERATORS: "rooms/moderator.html",
}


def find_room(room_id: str) -> Room:
    """The room with this id; raises `Http404` with a sentence."""
    room = Room.fetch(room_id)
    if room is None:
        raise Http404(_("This room does not exist. Check the address, or ask the host."))
    return room


@never_cache
@require_GET
def participant(request: HttpRequest, room: str) -> HttpResponseBase:
    """The participant's page; a visitor who has not joined is sent to the front page."""
    found = find_room(room)
    actor, team = actor_for(found, Audience.PARTICIPANTS, request.COOKIES, request.user)
    if actor.role == Role.STRANGER:
        why = why_not_inside(found, request.COOKIES)
        if why:
            return farewell(request, found, Audience.PARTICIPANTS, why)
        # A host who takes part as well knows the code: their browser gives it, as that of the QR code.
        knows_it = found.takes_code and is_host(found, request.user)
        return redirect(reverse("home") + (f"#{with_proof(found.shown_code)}" if knows_it else ""))
    if found.closed_at is not None:
        return farewell(request, found, Audience.PARTICIPANTS, Why.ENDED)
    if actor.participant is not None:
        call_arrivals(found, actor.participant)
    sit_without_socket(found, actor, team, seen=found.participants_version)
    answer = page(request, found, actor, Audience.PARTICIPANTS)
    return for_one_person(request, found, Audience.PARTICIPANTS, answer)


@never_cache
@require_GET
def host(request: HttpRequest, room: str) -> HttpResponseBase:
    """The host's console; a visitor who is not logged in is sent to the login page."""
    found = find_room(room)
    actor, _team = actor_for(found, Audience.HOSTS, request.COOKIES, request.user)
    if actor.role == Role.STRANGER:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        sentence = _("This account does not host this session, or no longer. Ask an administrator.")
        return error_page(request, HTTPStatus.FORBIDDEN, sentence)
    answer = page(request, found, actor, Audience.HOSTS)
    return for_one_person(request, found, Audience.HOSTS, answer)


@never_cache
@require_GET
def screen(request: HttpRequest, room: str) -> HttpResponseBase:
    """The projector. It never shows a login form: who may not look reads why, with a link for hosts."""
    found = find_room(room)
    actor, _team = actor_for(found, Audience.SCREEN, request.COOKIES, request.user)
    if actor.role == Role.STRANGER:
        why = Why.LOCKED if found.rotated_at is None else Why.RENEWED
        return farewell(request, found, Audience.SCREEN, why)
    if found.closed_at is not None:
        response = farewell(request, found, Audience.SCREEN, Why.ENDED)
    else:
        response = page(request, found, actor, Audience.SCREEN)
    if screen_is_public(found):
        remember_screen(response, request, found)
    return response


@never_cache
@require_GET
def moderator(request: HttpRequest, room: str) -> HttpResponseBase:
    """The page of somebody who moderates by a link."""
    found = find_room(room)
    actor, _team = actor_for(found, Audience.MODERATORS, request.COOKIES, request.user)
    if actor.role == Role.STRANGER and ended_link_in(found, request.COOKIES) is None:
        return redirect("moderate")
    if found.closed_at is not None:
        return farewell(request, found, Audience.MODERATORS, Why.ENDED)
    if actor.role == Role.STRANGER:
        return farewell(request, found, Audience.MODERATORS, Why.REMOVED)
    answer = page(request, found, actor, Audience.MODERATORS)
    return for_one_person(request, found, Audience.MODERATORS, answer)


def page(
    request: HttpRequest,
    room: Room,
    actor: Actor,
    audience: Audience,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """A whole page of the room."""
    snapshot = Snapshot.of(room, actor, audience)
    now = str(int(time.time() * 1000))
    if snapshot.rendered_parts is not None and audience == Audience.PARTICIPANTS:
        answer = _same_for_all(request, snapshot, now, status)
    elif audience == Audience.SCREEN and actor.user is None:
        answer = _wall(snapshot, now, status)
    else:
        context = _context(snapshot, now) | {"stays": _stays(request) if audience == Audience.PARTICIPANTS else ""}
        answer = render(request, TEMPLATES[audience], context, status=status)
    return at_one_size(answer, snapshot)


def at_one_size(answer: HttpResponse, snapshot: Snapshot) -> HttpResponse:
    """The answer as it is sent: what tells a choice is not compressed."""
    return uncompressed(answer) if snapshot.tells_a_choice() else answer


def _stays(request: HttpRequest) -> str:
    """Whether this browser keeps what is a participant's for longer than it is open, for its scripts."""
    return "yes" if Remembered.of(request.COOKIES).stays else ""


def _same_for_all(request: HttpRequest, snapshot: Snapshot, now: str, status: int) -> HttpResponse:
    """A participant's page: drawn once for each version, and filled in for every participant."""

    def draw() -> str:
        context = _context(
            replace(snapshot, actor=Actor(snapshot.room.pk, Role.STRANGER), with_holes=True), hole("now")
        ) | {"csrf_token": hole("csrf"), "account": hole("account"), "stays": hole("stays")}
        # Without the request: the first visitor's account or messages must not be shown to everybody.
        return render_to_string(TEMPLATES[snapshot.audience], context)

    own = dict.fromkeys(personal_parts(), "") | {rendered.part: rendered.html for rendered in snapshot.personal()}
    values = {
        "now": now,
        "csrf": get_token(request),
        "account": account_of(snapshot.actor),
        "stays": _stays(request),
    } | own
    state = (snapshot.room.epoch, snapshot.version, snapshot.rendered_parts)
    return FilledPage(drawn_page((snapshot.room.pk, snapshot.language), state, draw), values, status=status)


def _wall(snapshot: Snapshot, now: str, status: int) -> HttpResponse:
    """The projector without an account: drawn once for all who ask in the same second, or while nothing changes.

    It is the only page of a room that strangers may open, as often as they like.
    """

    def draw() -> str:
        return render_to_string(TEMPLATES[Audience.SCREEN], _context(snapshot, hole("now")))

    shown = snapshot.rendered_parts if snapshot.rendered_parts is not None else int(time.monotonic())
    state = (snapshot.room.epoch, snapshot.version, shown)
    page = drawn_page((snapshot.room.pk, "wall", snapshot.language), state, draw)
    return FilledPage(page, {"now": now}, status=status)


def _context(snapshot: Snapshot, now: str) -> dict[str, Any]:
    """The template context of every page of the room; `now` in milliseconds since 1970."""
    room, audience = snapshot.room, snapshot.audience
    suffix = next((f"as={name}&" for name, each in AUDIENCES.items() if each == audience), "")
    return {
        "snapshot": snapshot,
        "room": room,
        "session": room.session,
        "programme": room.session.programme,
        "audience": audience.value,
        "account": account_of(snapshot.actor),
        "version": snapshot.version,
        "epoch": room.epoch,
        "server_now": now,
        "socket": f"/ws/r/{room.pk}/?{suffix}seen={snapshot.version}&epoch={room.epoch}&at={now}",
        "parts_url": f"{reverse('room-parts', args=[room.pk])}?{suffix}seen=",
        "do": address_of_commands(room.pk),
        "receipt_html": mark_safe(receipt_html()),  # noqa: S308  (an empty place)
        "head": mark_safe(head(room.epoch, snapshot.version).html),  # noqa: S308  (numbers of our own)
        "here": reverse(PAGES[audience], args=[room.pk]),
        "htmx_config": htmx_config(audience),
        "has_teams": bool(snapshot.known.get("house")) or room.session.programme.teams.exists(),
    }


def htmx_config(audience: Audience) -> str:
    """htmx's settings: after which close codes `live.js` ends, and that hosts' and projectors' tabs stay connected."""
    return json.dumps(
        {
            "includeIndicatorCSS": False,
            # Details that somebody unfolded stay open when their part changes; the first attribute is htmx's own.
            "morphIgnore": ["data-htmx-powered", "open"],
            "ws": {
                "finalCodes": FINAL,
                "reconnectMaxDelay": 20_000,
                "pauseOnBackground": audience == Audience.PARTICIPANTS,
            },
        }
    )


def sit_without_socket(room: Room, actor: Actor, team: int, seen: int, fallback: bool = False) -> None:
    """Note a sign of life of a participant without a socket; `seen` is the version on their screen."""
    if actor.participant is None:
        return
    hub = hubs.find(room.pk)
    if hub is not None and hub.sockets_of(actor.participant):
        return
    presence.sit(room.pk, actor.participant.hex, PresenceEntry(team, seen, fallback), HERE_FOR_WITHOUT_SOCKET)
    if hub is not None and hubs.loop is not None:
        hubs.loop.call_soon_threadsafe(hub.who_is_here_changed)

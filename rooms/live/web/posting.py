"""Commands of a browser without a socket: forms, sent by our script or by the browser itself."""

from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from livesessions.error_pages import error_page, forged
from livesessions.limits.counting import over_limit

from ..base.form_token import is_forged
from ..base.input_validation import BadFrame, clean_fields
from ..base.people import PAGES, Actor, Audience, Role
from ..commands.receipts import receipt_frame
from ..commands.register import CommandRequest, Receipt, registered
from ..commands.writer import writer
from ..entry.identity import actor_for
from ..entry.moderator_links import ended_link_in, moderator_link_in
from ..models import Room
from ..rendering.page_cache import uncompressed
from . import refilling
from .farewells import Why, farewell, why_not_inside
from .http_fallback import not_allowed
from .receipt_cookie import sent_back
from .views import find_room, page, sit_without_socket

PATIENCE = 10.0
"""Seconds that a POST waits for its receipt before it says "try again"."""
MOST_POSTS = (60, 20)
"""Commands of one person without a socket, in so many seconds."""


def audience_of(command: str) -> Audience:
    """The audience whose page holds the form of `command`: the register says which role may ask for it."""
    found = registered().get(command)
    return Audience.HOSTS if found is not None and found.by == Role.HOST else Audience.PARTICIPANTS


def _comes_from_moderator(room: Room, request: HttpRequest) -> bool:
    """Whether moderators by a link may ask for the command too, and this browser has, or had, such a link."""
    found = registered().get(request.POST.get("command", ""))
    if found is None or not found.moderators:
        return False
    return any(link(room, request.COOKIES) is not None for link in (moderator_link_in, ended_link_in))


@csrf_exempt  # the forms of shared parts carry the room's own token: see form_token.py
@never_cache
@require_POST
def do(request: HttpRequest, room: str) -> HttpResponseBase:
    """Carry out one command for a browser without a socket.

    Our script sends ``HX-Request`` and gets the receipt; a plain form gets the page again.
    """
    found = find_room(room)
    if is_forged(request, found.pk):
        return forged(request, texts=_texts(request))
    posted = dict(request.POST.lists())
    audience = audience_of(request.POST.get("command", ""))
    actor, team = actor_for(found, audience, request.COOKIES, request.user)
    if actor.role == Role.STRANGER and _comes_from_moderator(found, request):
        audience = Audience.MODERATORS
        actor, team = actor_for(found, audience, request.COOKIES, request.user)
    scripted = bool(request.htmx)  # type: ignore[attr-defined]  # HtmxMiddleware adds it
    receipt, given = Receipt("busy", _("That is going very fast. We try again in a moment."), 429), {}
    if not _too_often(request, actor):  # cleaning costs more than counting
        receipt = Receipt("refused", _("We could not read that. Nothing was changed."), 400)
        with suppress(BadFrame):
            given = clean_fields({key: v[0] if len(v) == 1 else v for key, v in posted.items()})
    if actor.role == Role.STRANGER and not_allowed(request, audience) == HTTPStatus.UNAUTHORIZED:
        if scripted:
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        return _signed_out(request, found)
    if given:
        receipt = _perform(request, actor, given)
    if actor.role == Role.PARTICIPANT:
        sit_without_socket(found, actor, team, seen=found.participants_version, fallback=scripted)
    if scripted:
        frame = receipt_frame(receipt, request.POST.get("id", ""))
        return uncompressed(HttpResponse(frame, status=receipt.code))
    if receipt.status == "busy":  # a browser without our script repeats nothing by itself
        receipt = Receipt("busy", _("That did not work yet. Try again in a moment."), receipt.code)
    if actor.role == Role.STRANGER:
        why = why_not_inside(found, request.COOKIES) if audience == Audience.PARTICIPANTS else Why.REMOVED
        if why is not None and audience in (Audience.PARTICIPANTS, Audience.MODERATORS):
            why = why if found.closed_at is None else Why.ENDED
            return farewell(request, found, audience, why, _texts(request))
        return error_page(request, HTTPStatus.FORBIDDEN, receipt.sentence, _texts(request))
    if receipt.status == "ok":
        return sent_back(found, audience, refilling.given_in(posted), receipt.sentence)
    found = find_room(room)
    if found.closed_at is not None and audience != Audience.HOSTS:
        return farewell(request, found, audience, Why.ENDED, _texts(request))
    answer = page(request, found, actor, audience, status=receipt.code)
    here = reverse(PAGES[audience], args=[found.pk])
    refused = refilling.refused(answer.content.decode(), refilling.given_in(posted), receipt, here)
    answer.content = refilling.own_marked(refused)
    return answer


def _signed_out(request: HttpRequest, room: Room) -> HttpResponse:
    """A host without scripts, who is not logged in any more: the page shows what they wrote."""
    console = reverse(PAGES[Audience.HOSTS], args=[room.pk])
    context = {"room": room, "session": room.session, "texts": _texts(request), "next": console}
    return render(request, "rooms/farewell/signed_out.html", context, status=HTTPStatus.UNAUTHORIZED)


def _texts(request: HttpRequest) -> list[str]:
    """What was written in the fields of a form that was not taken, for browsers without scripts."""
    return refilling.texts_in(refilling.given_in(dict(request.POST.lists())))


def _too_often(request: HttpRequest, actor: Actor) -> bool:
    who = actor.participant or actor.user or actor.moderator or request.META.get("REMOTE_ADDR")
    return over_limit(f"do:{who}", *MOST_POSTS)


def _perform(request: HttpRequest, actor: Actor, given: dict[str, Any]) -> Receipt:
    ask = CommandRequest(given.get("command", ""), actor, given, request.LANGUAGE_CODE)
    try:
        return writer.submit(ask).result(PATIENCE)
    except TimeoutError:
        return Receipt("busy", _("It is very busy. We try again by ourselves."), 503)

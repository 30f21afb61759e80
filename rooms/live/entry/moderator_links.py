"""Moderating by a link, without an account: the link, the cookie for which it is exchanged, and its end.

The link holds the moderator's key, signed with the server's key: nobody can make a link from a dump of the database. It
stands behind the # of an address, which is never sent to a server by itself, and is exchanged for a signed cookie.
Features decide what the audience and the role of moderators see and do. A withdrawn link opens nothing.
"""

from collections.abc import Collection
from functools import partial
from http import HTTPStatus

from django import forms
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from livesessions.accounts import security_log
from livesessions.limits.guessing import count_guess, guesses_too_much, is_guessed_at
from livesessions.limits.visitors import named

from ..base.people import Audience
from ..changes.hooks import room_ending
from ..changes.transaction import Changes
from ..models import ModeratorLink, Room

LINK, COOKIE = "rooms.live.entry.moderator_links.link", "rooms.live.entry.moderator_links.cookie"
KEEP_FOR = 24 * 3600
KEEP = 10
"""How many links one browser remembers."""


def link_of(moderator: ModeratorLink) -> str:
    """The address by which this moderator comes in."""
    return f"{reverse('moderate')}#{signing.Signer(salt=LINK).sign(moderator.pk)}"


def moderator_link_in(room: Room, cookies: dict[str, str]) -> ModeratorLink | None:
    """The link by which this browser moderates `room`, or `None`; one query, none without a cookie."""
    known = _remembered(cookies)
    return ModeratorLink.objects.filter(room=room, pk__in=known, ended_at=None).first() if known else None


def ended_link_in(room: Room, cookies: dict[str, str]) -> ModeratorLink | None:
    """The newest link by which this browser moderated `room`, and does no more; one query, none without a cookie."""
    known = _remembered(cookies)
    found = ModeratorLink.objects.filter(room=room, pk__in=known, ended_at__isnull=False)
    return found.order_by("ended_at").last() if known else None


def still_valid(moderators: Collection[str], room: Room | None = None) -> set[str]:
    """Those of these links (by key) that have not ended; of `room` only, when one is given."""
    found = ModeratorLink.objects.filter(pk__in=moderators, ended_at=None, **({"room": room} if room else {}))
    return set(found.values_list("pk", flat=True))


@room_ending
def end_moderator_links(room: Room, user: int | None, changes: Changes) -> None:
    """End all links of a room together with the room."""
    if ended := ModeratorLink.objects.filter(room=room, ended_at=None).update(ended_at=timezone.now()):
        transaction.on_commit(partial(security_log.write, "moderator.links_ended", by=user, links=ended))
    changes.touch(room, "moderators", Audience.HOSTS)


class LinkForm(forms.Form):
    """A whole link, or only the text behind its #."""

    link = forms.CharField(max_length=300)


@never_cache
@require_http_methods(["GET", "POST"])
@named
def moderate(request: HttpRequest) -> HttpResponseBase:
    """Exchange a link for a cookie, and go to the room."""
    if request.method == "GET":
        return render(request, "rooms/moderate.html")
    form = LinkForm(request.POST)
    moderator = None
    is_full = guesses_too_much(request, "moderator") or is_guessed_at(request, "moderator")
    if form.is_valid() and not is_full:
        moderator = _link_signed_as(form.cleaned_data["link"].rpartition("#")[2])
        if moderator is None:
            count_guess(request, "moderator")
    if moderator is None:
        wrong = {"wrong": _("This link does not work, or no longer. Ask the host for a new one.")}
        return render(request, "rooms/moderate.html", wrong, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    response = redirect("room-moderator", moderator.room_id)
    remember_moderator(response, request, moderator)
    return response


def remember_moderator(response: HttpResponse, request: HttpRequest, moderator: ModeratorLink) -> None:
    """Let the browser be recognised as this moderator."""
    known = [*(pk for pk in _remembered(request.COOKIES) if pk != moderator.pk), moderator.pk]
    response.set_cookie(
        settings.MODERATOR_COOKIE_NAME,
        signing.dumps(known[-KEEP:], salt=COOKIE),
        max_age=KEEP_FOR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _remembered(cookies: dict[str, str]) -> list[str]:
    try:
        return list(signing.loads(cookies.get(settings.MODERATOR_COOKIE_NAME, ""), salt=COOKIE, max_age=KEEP_FOR))
    except signing.BadSignature:
        return []


def _link_signed_as(signed: str) -> ModeratorLink | None:
    try:
        key = signing.Signer(salt=LINK).unsign(signed)
    except signing.BadSignature:
        return None
    return ModeratorLink.objects.filter(pk=key, ended_at=None).first()

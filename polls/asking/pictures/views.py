"""The page on which a host gives the options of a draft their pictures, and the pictures themselves.

Files come by an ordinary form, so it works without scripts. They are read in the thread of the page, never on the event
loop (livesessions/pages.py).
"""

from collections.abc import Mapping
from http import HTTPStatus
from threading import BoundedSemaphore
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from livesessions.archive.access import sessions_for
from livesessions.error_pages import error_page, forged
from livesessions.limits.bodies import with_ticket
from livesessions.limits.counting import over_limit
from rooms.live.base.form_token import form_token, is_forged
from rooms.live.base.people import Actor, Audience, Role
from rooms.live.commands.background import changing
from rooms.live.entry.identity import actor_for
from rooms.live.models import Room
from rooms.live.web.for_hosts import for_hosts
from rooms.live.web.views import find_room

from ..models import Poll, PollState
from ..questions import rules_of
from .holding import addresses
from .models import Picture
from .redrawing import MOST_BYTES, NotTaken, redrawn

MOST_UPLOADS = (20, 60)
"""Forms with pictures of one host, in so many seconds."""
_some_at_once = BoundedSemaphore(3)
"""Forms whose pictures are drawn, or wait for it: each keeps one of the threads of pages (livesessions/pages.py)."""
SENTENCES = {
    "bytes": gettext_lazy("This picture is larger than 8 MB. Make it smaller, or choose another one."),
    "pixels": gettext_lazy("This picture has too many pixels. Make it smaller, or choose another one."),
    "unreadable": gettext_lazy("We cannot read this as a picture. Choose a JPEG, PNG, WebP or GIF."),
}
KEPT_BY_BROWSERS = "private, max-age=86400, immutable"


@csrf_exempt  # the form carries the room's own token: see form_token.py
@never_cache
@require_http_methods(["GET", "POST"])
@for_hosts
def prepare(request: HttpRequest, room: Room, actor: Actor, poll: int) -> HttpResponseBase:
    """A row for each option of a draft, with its picture and a field for another one."""
    if request.method == "POST" and is_forged(request, room.pk):
        return forged(request)
    found = room.polls.filter(pk=poll, state=PollState.DRAFT).first()
    if found is None or not rules_of(found).pictures:
        raise Http404(_("This poll is not ready any more. Its pictures stay as they are."))
    if request.method == "GET":
        return _page(request, room, found)
    if over_limit(f"pictures:{actor.user}", *MOST_UPLOADS):
        sentence = _("That is going very fast. Try again in a moment.")
        return error_page(request, HTTPStatus.TOO_MANY_REQUESTS, sentence)
    if not _some_at_once.acquire(blocking=False):
        sentence = _("Others are sending pictures at this moment. Go back, and send yours again.")
        return error_page(request, HTTPStatus.TOO_MANY_REQUESTS, sentence)
    try:
        return _take(request, room, found)
    finally:
        _some_at_once.release()


def _take(request: HttpRequest, room: Room, poll: Poll) -> HttpResponseBase:
    """Give each option the picture that came for it. What is good is kept, also where another one is not."""
    options = {_field(option.pk): option for option in poll.options.all()}
    if set(request.FILES) - set(options):
        sentence = _("The answers have changed meanwhile. Choose the pictures once more.")
        return _page(request, room, poll, {"": sentence}, HTTPStatus.CONFLICT)
    drawn: dict[int, bytes] = {}
    errors: dict[str, Any] = {}
    for name, option in options.items():
        sent = request.FILES.get(name)
        if sent is None:
            continue
        try:
            drawn[option.pk] = redrawn(cast("BinaryIO", sent), sent.size or 0)
        except NotTaken as why:
            errors[name] = SENTENCES[why.code]
    if not request.FILES:
        errors[""] = _("Choose a picture first.")
    if drawn:
        _keep(room, poll, drawn)
    if errors:
        return _page(request, room, poll, errors, HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("The pictures are saved."))
    return redirect("room-pictures", room.pk, poll.pk)


def _keep(room: Room, poll: Poll, drawn: Mapping[int, bytes]) -> None:
    """Only of a draft: nobody votes on a picture that changes. Its row is held, so that it is not opened meanwhile."""
    with changing() as changes:
        held = room.polls.select_for_update().filter(pk=poll.pk, state=PollState.DRAFT).first()
        there = set(held.options.values_list("pk", flat=True)) if held else set()
        given = [Picture.of(option, content) for option, content in drawn.items() if option in there]
        Picture.objects.filter(option__in=[picture.option_id for picture in given]).delete()
        Picture.objects.bulk_create(given)
        changes.touch(room, "polls", Audience.HOSTS)


def _page(
    request: HttpRequest,
    room: Room,
    poll: Poll,
    errors: Mapping[str, Any] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    errors, where = errors or {}, addresses(poll)
    rows = [
        {
            "field": _field(option.pk),
            "text": option.text,
            "picture": where.get(str(option.pk), ""),
            "error": errors.get(_field(option.pk), ""),
        }
        for option in poll.options.all()
    ]
    context = {
        "room": room,
        "session": room.session,
        "poll": poll,
        "rows": rows,
        "missing": sum(not row["picture"] for row in rows),
        "error": errors.get("", ""),
        "token": form_token(room.pk),
        "address": with_ticket(reverse("room-pictures", args=[room.pk, poll.pk])),
        "megabytes": MOST_BYTES // 2**20,
    }
    return render(request, "polls/pictures.html", context, status=status)


def _field(option: int) -> str:
    return f"picture-{option}"


@require_GET
def picture(request: HttpRequest, room: str, digest: str) -> HttpResponse:
    """A picture of this room: once its poll was opened to everybody who may see the room, before that to its hosts."""
    found = find_room(room)
    here = Picture.objects.filter(digest=digest, option__poll__room=found)
    shown = here.filter(option__poll__opened_at__isnull=False).first()
    if shown is not None and _is_inside(request, found):
        return _served(shown)
    if here.exists() and _is(request, found, Audience.HOSTS):
        return _served(here[0])
    raise Http404


def _is_inside(request: HttpRequest, room: Room) -> bool:
    """Whether the page of participants or the projector shows itself to this browser: see rooms/live/web/views.py."""
    if room.closed_at is not None:
        return False
    return _is(request, room, Audience.PARTICIPANTS) or _is(request, room, Audience.SCREEN)


def _is(request: HttpRequest, room: Room, audience: Audience) -> bool:
    return actor_for(room, audience, request.COOKIES, request.user)[0].role != Role.STRANGER


@login_required
@require_GET
def kept(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """The same in the archive, for those who may read it."""
    theirs = sessions_for(request.user.pk).filter(programme__slug=slug)
    asked = {"option__poll__room__session__in": theirs, "option__poll__opened_at__isnull": False}
    found = Picture.objects.filter(digest=digest, **asked).first()
    if found is None:
        raise Http404
    return _served(found)


def _served(picture: Picture) -> HttpResponse:
    """What it is, the address says for ever: another picture has another digest. Other sites cannot show it."""
    headers = {"Cache-Control": KEPT_BY_BROWSERS, "Cross-Origin-Resource-Policy": "same-origin"}
    return HttpResponse(bytes(picture.content), content_type="image/webp", headers=headers)

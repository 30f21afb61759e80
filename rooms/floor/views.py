"""The host's first page: the sessions that they host, and opening a room."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from livesessions.programme.models import Hosting, Programme
from livesessions.unfinished import still_to_come
from rooms.live.base.people import Actor, Role
from rooms.live.commands.performing import perform
from rooms.live.models import Room

from .meetings.rehearsing import rehearse


@never_cache
@login_required
@require_GET
def hosted_sessions(request: HttpRequest) -> HttpResponse:
    """The sessions that this user hosts, with their rooms: open ones first, and those that are over last."""
    hosted = Hosting.objects.filter(user=request.user.pk).exclude(
        session__is_rehearsal=True, session__room__closed_at__isnull=False
    )
    mine = set(Programme.objects.filter(single=True, organisers=request.user.pk).values_list("pk", flat=True))
    coming = still_to_come(hosted.values("session"))
    shown = [
        {
            "session": hosting.session,
            "room": (room := getattr(hosting.session, "room", None)),
            "taken_back_until": coming.get(hosting.session.pk),
            "is_mine": hosting.session.programme_id in mine,
            "is_open": room is not None and room.is_open,
            "is_over": room is not None and room.closed_at is not None,
            "is_today": timezone.localdate(hosting.session.starts_at) <= timezone.localdate(),
        }
        for hosting in hosted.select_related("session__programme", "session__room").order_by("session__starts_at")
    ]
    shown.sort(key=lambda each: (not each["is_open"], each["is_over"]))
    return render(request, "hosting/index.html", {"hostings": shown})


@login_required
@require_POST
def prepare(request: HttpRequest, session: int) -> HttpResponseBase:
    """Redirect to the console of a session, making its room if needed. `open` in the form also opens the room.

    `rehearse` leads to the console of a rehearsal instead.
    """
    hosting = Hosting.objects.filter(user=request.user.pk, session=session).select_related("session").first()
    if hosting is None:
        raise Http404(_("You do not host this session."))
    if "rehearse" in request.POST and not hosting.session.is_rehearsal:
        return redirect("room-host", rehearse(hosting.session, hosting.user_id).pk)
    room, _created = Room.objects.get_or_create(session=hosting.session)
    if "open" in request.POST:
        perform("room.open", Actor(room.pk, Role.HOST, user=request.user.pk), {})
    return redirect("room-host", room.pk)

"""Leaving: a browser forgets who took part in it, so that the next person at this computer sees nothing of them.

What they gave stays where it is, and counts. What only the browser knew is gone: it cannot say any more which questions
and votes were theirs. Who wants that takes their name out of everything on leaving: the cookie proves who they are.
"""

from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from livesessions.programme.erasing import erase

from ..changes.hooks import call_knocks
from ..changes.transaction import Changes
from ..entry.outsiders import go_away
from ..entry.remembering import Remembered, kept_out, write
from ..hub.announcing import announce
from ..hub.presence import presence
from ..models import Room
from .views import find_room


@never_cache
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, room: str) -> HttpResponseBase:
    """What leaving means; when they are sure, this browser forgets every participant that it is."""
    found = find_room(room)
    known = Remembered.of(request.COOKIES)
    if request.method == "GET":
        if not known.participants:
            return redirect("home")
        return render(request, "rooms/leave.html", {"room": found, "session": found.session})
    return _leave(known, "left")


@never_cache
@require_http_methods(["GET", "POST"])
def erase_me(request: HttpRequest, room: str) -> HttpResponseBase:
    """What is taken away and what stays; when they are sure, every participant that this browser is goes, and they
    leave.
    """
    found = find_room(room)
    known = Remembered.of(request.COOKIES)
    if request.method == "GET":
        if not known.participants:
            return redirect("home")
        return render(request, "rooms/erase.html", {"room": found, "session": found.session})
    response = _leave(known, "erased")
    for key, _secret in known.participants.values():
        erase(UUID(key))
    return response


@require_GET
def left(request: HttpRequest) -> HttpResponse:
    """That nobody is remembered here any more. Its script deletes what scripts kept, where a header does not."""
    return render(request, "rooms/left.html")


@require_GET
def erased(request: HttpRequest) -> HttpResponse:
    """The same, and that their name is nowhere any more."""
    return render(request, "rooms/erased.html")


def _leave(known: Remembered, then: str) -> HttpResponse:
    """Close the pages of this browser, have it forget everybody, and go on to the page named `then`."""
    _close_pages(known)
    response = HttpResponseRedirect(reverse(then), status=HTTPStatus.SEE_OTHER)
    _forget(response, known)
    response.delete_cookie(settings.CODE_COOKIE_NAME, samesite="Lax")
    # Not "cookies": those of other sites under the same name would go too, and a host who is logged in here.
    response["Clear-Site-Data"] = '"storage"'
    return response


def _close_pages(known: Remembered) -> None:
    """Close the pages of this browser in all rooms that it entered."""
    changes = Changes()
    for room in Room.fetch_all(known.rooms).values() if known.rooms else ():
        if person := known.who(room.programme_id):
            presence.leave(room.pk, person.hex)
            changes.left[room.pk].add(person)
            if go_away(room, person):
                call_knocks(room)
    announce(changes)


def _forget(response: HttpResponse, known: Remembered) -> None:
    """Delete the cookie. Only who was put out of a room stays so: leaving is no way back in."""
    out = kept_out(known)
    if out.participants:
        write(response, out)
    else:
        response.delete_cookie(settings.PARTICIPANT_COOKIE_NAME, samesite="Lax")

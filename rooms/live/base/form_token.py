"""Guarding the forms of a room against other sites.

A shared part carries the same bytes for everybody, so its forms cannot hold one person's token. They hold the room's
token, which another site does not know. The request must also come from our own pages: browsers say where a request
comes from, and `SameSite=Lax` keeps the cookie out of requests that other sites make.
"""

from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from .origin import is_own_origin

FIELD = "csrfmiddlewaretoken"


@lru_cache(maxsize=4096)
def form_token(room: str) -> str:
    """The token in the forms of a room."""
    return salted_hmac("rooms.live.base.form_token", room, algorithm="sha256").hexdigest()[:32]


@lru_cache(maxsize=4096)
def address_of_commands(room: str) -> str:
    """Where the forms of a room are sent."""
    return reverse("room-do", args=[room])


def is_forged(request: HttpRequest, room: str) -> bool:
    """Whether the request lacks the room's token, or was made by another site's page."""
    given = request.POST.get(FIELD) or request.headers.get("X-CSRFToken", "")
    if not constant_time_compare(given, form_token(room)):
        return True
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin")
    return origin is not None and not is_own_origin(origin, request.get_host())

"""A projector that was opened while anybody might stays on: a locked door concerns people, not the wall.

The browser remembers the room's `screen_key` in a signed cookie. A new code draws a new key: who looked before, looks
no more. The cookie is for the whole site, because the page, its socket and its fallback have addresses without a common
beginning. It says which projectors were opened in this browser, and has a random name by which the browser's requests
are counted: one that asks too much takes nothing from the projectors of others.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from ..models import Room

SALT = "rooms.live.entry.screen_pass"
KEEP_FOR = 14 * 24 * 3600
KEEP = 10
"""How many projectors one browser remembers."""


def has_screen_pass(room: Room, cookies: dict[str, str]) -> bool:
    """Whether this browser opened the room's projector while anybody might, and the code was not renewed since."""
    return _remembered(cookies)[1].get(room.pk) == room.screen_key


def browser_of(cookies: dict[str, str]) -> str:
    """The random name of a browser that opened a projector; empty for all others together."""
    return _remembered(cookies)[0]


def remember_screen(response: HttpResponse, request: HttpRequest, room: Room) -> None:
    """Let the projector in this browser stay on."""
    browser, known = _remembered(request.COOKIES)
    if known.get(room.pk) == room.screen_key:
        return
    known.pop(room.pk, None)
    rooms = [*known.items(), (room.pk, room.screen_key)][-KEEP:]
    response.set_cookie(
        settings.SCREEN_COOKIE_NAME,
        signing.dumps([browser or secrets.token_urlsafe(9), rooms], salt=SALT),
        max_age=KEEP_FOR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _remembered(cookies: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The name of the browser, and the key of each room, the oldest first."""
    try:
        browser, found = signing.loads(cookies.get(settings.SCREEN_COOKIE_NAME, ""), salt=SALT, max_age=KEEP_FOR)
    except signing.BadSignature:
        return "", {}
    return browser, dict(found)

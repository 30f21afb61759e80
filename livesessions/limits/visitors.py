"""Visitors: browsers told apart by a signed cookie that our forms give, so that no script makes one up.

The cookie goes when the browser is closed. It holds a random name and the moment of giving; nothing is stored of it.
Whoever comes without it is one visitor together with everybody else who does.
"""

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

SALT = "livesessions.visitors"
KEEP_FOR = 24 * 3600
NEW_FOR = 10
"""Seconds after which a browser is no longer new: less than somebody needs who reads a code and types it."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser: its random name, empty for all without a cookie, and whether it came a moment ago."""

    name: str = ""
    is_new: bool = True


def visitor_in(cookies: Mapping[str, str]) -> Visitor:
    """Which visitor this is."""
    try:
        name, since = signing.loads(cookies.get(settings.VISITOR_COOKIE_NAME, ""), salt=SALT, max_age=KEEP_FOR)
    except signing.BadSignature:
        return Visitor()
    return Visitor(name, is_new=time.time() - since < NEW_FOR)


def give_name(response: HttpResponseBase, cookies: Mapping[str, str]) -> None:
    """Give a browser its cookie, if it has none."""
    if not visitor_in(cookies).name:
        response.set_cookie(
            settings.VISITOR_COOKIE_NAME,
            signing.dumps([secrets.token_urlsafe(9), int(time.time())], salt=SALT),
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )


def named(view: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Decorator: the browsers that come to this view are told apart."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponseBase:
        response = view(request)
        give_name(response, request.COOKIES)
        return response

    return answer

"""The front door without Django: what it answered a moment ago is given to the next visitor, but for a token.

Four hundred people open the door within a minute, twice each. Both pages are the same for all of them, so a kept answer
skips the middleware, the view and the hop to a thread.
"""

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.urls import reverse

from livesessions.limits.visitors import give_name
from livesessions.programme.language import language_of

from ..rendering.page_cache import CompressedOnce, DrawnPage, FilledPage
from .joining import code_shown

STAYS = 1.0
"""Seconds for which an answer of Django's is given to others too."""
MOST = 200
"""Kept answers: one for each room that lets people in, language and name of this site."""


def _no_view(request: HttpRequest) -> HttpResponseBase:
    raise NotImplementedError("these two only look at requests and answers")


OWN = CsrfViewMiddleware(_no_view)
"""What gives each visitor their own token. Whatever sets another cookie at the front door belongs into `answer` too."""
COMPRESSED = CompressedOnce(_no_view)


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """The page of an answer, with the headers that Django gave it."""

    page: DrawnPage
    headers: dict[str, str]
    until: float


class FrontDoor:
    """The kept answers of one process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[Hashable, KeptAnswer] = {}

    def answer(self, request: HttpRequest) -> HttpResponseBase | None:
        """The answer to `request`, or `None` when Django has to answer; no query."""
        if not _is_for_the_door(request):
            return None
        kept = self._kept.get(_key(request))
        if kept is None or kept.until < self._clock():
            return None
        OWN.process_request(request)
        response = FilledPage(kept.page, {"csrf": get_token(request)}, headers=kept.headers)
        OWN.process_response(request, response)
        give_name(response, request.COOKIES)
        COMPRESSED.process_response(request, response)
        response.headers["Content-Length"] = str(len(response.content))
        return response

    def keep(self, request: HttpRequest, response: HttpResponseBase) -> None:
        """Keep what Django answered, if everybody who asks the same is answered the same."""
        if not isinstance(response, FilledPage) or not _is_for_the_door(request):
            return
        if response.cookies.keys() <= {settings.CSRF_COOKIE_NAME, settings.VISITOR_COOKIE_NAME}:
            if len(self._kept) >= MOST:
                self._kept.clear()
            headers = {name: value for name, value in response.headers.items() if name != "Content-Encoding"}
            self._kept[_key(request)] = KeptAnswer(response.page, headers, self._clock() + STAYS)


def _is_for_the_door(request: HttpRequest) -> bool:
    """Whoever took part in this browser is asked whether they go on as the same person: no answer for others."""
    is_newcomer = settings.PARTICIPANT_COOKIE_NAME not in request.COOKIES
    is_plain = request.path == reverse("home") and not request.META.get("QUERY_STRING")
    return request.method == "GET" and is_plain and is_newcomer


def _key(request: HttpRequest) -> Hashable:
    """Everything on which the answer depends: the site's name, whether it is HTTPS, the language, and the code."""
    name, scheme = request.META.get("HTTP_HOST", ""), request.META.get("HTTP_X_FORWARDED_PROTO", "")
    return name, scheme, request.scheme, language_of(request.COOKIES), code_shown(request)

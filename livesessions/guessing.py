"""Slowing down who guesses: wrong codes are counted, for a browser and for the whole platform.

Not for an address, which may be a town hall.
"""

from django.conf import settings
from django.http import HttpRequest

from livesessions.limits import is_over, over_limit

WRONG_CODES = (("session", 20, 600), ("everywhere", 6000, 60))
"""Wrong codes of a browser and of the whole platform: times and seconds.

At 6,000 guesses a minute, all day, one of 1,000 open rooms is hit once in fifty days."""


def guesses_too_much(request: HttpRequest, what: str) -> bool:
    """This browser, or everybody together, gave too many wrong codes of the kind `what`."""
    return any(is_over(*limit) for limit in _limits(request, what))


def count_guess(request: HttpRequest, what: str) -> None:
    """A wrong code was given."""
    for limit in _limits(request, what):
        over_limit(*limit)


def _limits(request: HttpRequest, what: str) -> list[tuple[str, int, int]]:
    names = {
        "session": request.COOKIES.get(settings.CSRF_COOKIE_NAME, ""),
        "everywhere": "all",
    }
    return [(f"{what}:{scope}:{names[scope]}", times, seconds) for scope, times, seconds in WRONG_CODES if names[scope]]

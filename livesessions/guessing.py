"""Limits on guessing: wrong codes are counted for each browser and for the whole platform.

They are not counted for an address, because a whole town hall may share one.
"""

from django.conf import settings
from django.http import HttpRequest

from livesessions.limits import is_over, over_limit

WRONG_CODES = (("session", 20, 600), ("everywhere", 6000, 60))
"""How many wrong codes a browser and the whole platform may give: number and seconds.

6,000 guesses a minute, all day, hit one of 1,000 open rooms once in fifty days."""


def guesses_too_much(request: HttpRequest, what: str) -> bool:
    """Whether this browser, or everybody together, gave too many wrong codes of the kind `what`."""
    return any(is_over(*limit) for limit in _limits(request, what))


def count_guess(request: HttpRequest, what: str) -> None:
    """Count one wrong code of the kind `what`."""
    for limit in _limits(request, what):
        over_limit(*limit)


def _limits(request: HttpRequest, what: str) -> list[tuple[str, int, int]]:
    names = {
        "session": request.COOKIES.get(settings.CSRF_COOKIE_NAME, ""),
        "everywhere": "all",
    }
    return [(f"{what}:{scope}:{names[scope]}", times, seconds) for scope, times, seconds in WRONG_CODES if names[scope]]

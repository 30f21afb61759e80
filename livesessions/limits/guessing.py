"""Limits on guessing: wrong codes are counted for each browser, and for all browsers of one kind together.

They are not counted for an address, because a whole town hall may share one.

Somebody who tries codes without end, in one new browser after the other, spends what new browsers have together. So
these have a budget of their own: whoever was at the door for ten seconds, and whoever came in by a right code before,
is taken in meanwhile. A right code is refused only while the browsers of its kind spent theirs.
"""

from django.http import HttpRequest

from .counting import is_over, over_limit
from .visitors import visitor_in

WRONG_CODES = {"browser": (20, 600), "new": (2000, 60), "known": (2000, 60), "inside": (2000, 60)}
"""How many wrong codes one browser may give, and together all that are new, that are not, and that came in before:
number and seconds.

The three together bound the guesser: 6,000 guesses a minute, all day, hit one of 1,000 open rooms once in fifty days.
"""


def guesses_too_much(request: HttpRequest, what: str) -> bool:
    """Whether this browser gave too many wrong codes of the kind `what`."""
    return is_over(*_own(request, what))


def is_guessed_at(request: HttpRequest, what: str, *, came_in: bool = False) -> bool:
    """Whether browsers of this kind gave too many together; `came_in`: a right code was given in this one before."""
    return is_over(*_together(request, what, came_in=came_in))


def count_guess(request: HttpRequest, what: str, *, came_in: bool = False) -> None:
    """Count one wrong code of the kind `what`."""
    over_limit(*_own(request, what))
    over_limit(*_together(request, what, came_in=came_in))


def _own(request: HttpRequest, what: str) -> tuple[str, int, int]:
    return f"{what}:browser:{visitor_in(request.COOKIES).name}", *WRONG_CODES["browser"]


def _together(request: HttpRequest, what: str, *, came_in: bool) -> tuple[str, int, int]:
    kind = "inside" if came_in else "new" if visitor_in(request.COOKIES).is_new else "known"
    return f"{what}:{kind}", *WRONG_CODES[kind]

"""Budgets for coming in: how often a browser, a room and the whole site take in somebody new, or open a socket.

A municipality comes in behind one address, within a minute. So nothing is counted by address: a browser is counted by
the signed cookie of the front door or by what it is here, and a room and the site have limits that such a crowd does
not reach.
"""

from django.conf import settings
from django.http import HttpRequest

from livesessions.limits.counting import is_over_here, over_limit, over_limit_here
from livesessions.limits.visitors import visitor_in

from ..base.people import Actor, Audience
from .screen_pass import browser_of

JOINS = {"browser": (10, 600), "room": (1000, 60), "site": (6000, 60)}
"""How many new participants each makes at most: number and seconds. Ten is enough for a computer at the entrance, where
people come in one after the other."""
CONNECTS = {"browser": (60, 60), "room": (10_000, 60), "site": (30_000, 60)}
"""How many sockets each opens at most in one process, which a crowd that comes back after a restart does not reach."""
MOST_SCREENS = 50
"""Projectors without an account, in one room and process. One more works without a socket."""


def makes_too_many(request: HttpRequest, room: str) -> bool:
    """Count one new participant of this room; whether this browser, the room or the site made too many."""
    browser = visitor_in(request.COOKIES).name
    return any(over_limit(f"join:{name}", *JOINS[scope]) for scope, name in _names(browser, room))


def connects_too_often(actor: Actor, audience: Audience, cookies: dict[str, str]) -> bool:
    """Count one socket of somebody who may open it; whether they, the room or the process opened too many."""
    who = actor.participant or actor.user or actor.moderator or browser_of(cookies)
    browser = f"{audience}:{who}:{actor.room}"
    return any(over_limit_here(f"connect:{name}", *CONNECTS[scope]) for scope, name in _names(browser, actor.room))


def was_refused_too_often(cookies: dict[str, str]) -> bool:
    """Whether this browser tried too often to open a socket on which it has no right; no query."""
    return is_over_here(_stranger(cookies), *CONNECTS["browser"])


def count_refused(cookies: dict[str, str]) -> None:
    """Count one socket of a browser that may not open it."""
    over_limit_here(_stranger(cookies), *CONNECTS["browser"])


def _stranger(cookies: dict[str, str]) -> str:
    """A browser of which nothing is known yet: it is counted by what it shows, and nobody else shows the same.

    Only who shows nothing shares a count, and nobody who belongs to a room shows nothing.
    """
    shown = [settings.PARTICIPANT_COOKIE_NAME, settings.SESSION_COOKIE_NAME, settings.MODERATOR_COOKIE_NAME,
             settings.SCREEN_COOKIE_NAME]  # fmt: skip
    return f"refused:{visitor_in(cookies).name or [cookies.get(name, '') for name in shown]}"


def _names(browser: str, room: str) -> list[tuple[str, str]]:
    """Who is counted, the narrowest first: who is refused there does not use up what others share."""
    return [("browser", f"browser:{browser}"), ("room", f"room:{room}"), ("site", "site")]

"""Sessions that ended a moment ago: their hosts can still take the end back, so their results are not kept yet.

Pages about what was kept ask here first. Whoever ends sessions registers with `@settles_sessions`.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

Sessions = Collection[int] | QuerySet[Any]
"""Keys of sessions, or a query for them."""
Settles = Callable[[Sessions], dict[int, datetime]]

_settlers: list[Settles] = []


def settles_sessions(do: Settles) -> Settles:
    """Register `do`, called as ``do(sessions)``.

    It finishes the sessions among them whose time is over, and returns until when each of the others can be taken back.
    """
    _settlers.append(do)
    return do


def still_to_come(sessions: Sessions) -> dict[int, datetime]:
    """The sessions of which results are still to come, by key, with the time at which they come."""
    return {key: until for do in _settlers for key, until in do(sessions).items()}

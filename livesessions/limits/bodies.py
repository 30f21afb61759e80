"""How much one request may send. An address takes files only from whoever has its ticket.

A body is read before anybody knows who sent it, so a larger limit for everybody would be a gift to strangers. A page
that takes files names its address with a ticket; only who was shown that page has one, and only of these days. It says
nothing about rights: the view still asks who is there.
"""

import time
from urllib.parse import parse_qs

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

MOST_WITH_FILES = 66 * 1024 * 1024
"""Eight files of eight megabytes, and the form around them."""
TICKET = "ticket"
DAY = 24 * 60 * 60
"""Seconds. A ticket holds until the next day is over, so that a page that stands open overnight still sends."""


def with_ticket(path: str) -> str:
    """The address of a form with files, of the path that takes them."""
    return f"{path}?{TICKET}={_ticket(path, int(time.time()) // DAY)}"


def most_bytes(path: str, query: str, now: float | None = None) -> int:
    """The largest body that is kept of a request for this address; no query to a database."""
    given = parse_qs(query[:200]).get(TICKET, [""])[0] if TICKET in query else ""
    if given:
        today = int(now or time.time()) // DAY
        if any(constant_time_compare(given, _ticket(path, day)) for day in (today, today - 1)):
            return MOST_WITH_FILES
    return usual_bytes()


def usual_bytes() -> int:
    """The largest body of a request that brings no files."""
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def _ticket(path: str, day: int) -> str:
    return salted_hmac("livesessions.limits.bodies", f"{day}:{path}", algorithm="sha256").hexdigest()[:32]

"""Who asks, and what they may read: everything of the archive's own access that is in a programme of their token."""

import time
from http import HTTPStatus

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja.security import HttpBearer

from livesessions.limits.counting import over_limit
from livesessions.programme.models import Session

from ..access import records_for
from ..finding.tagging import counted_tags
from ..models import Records
from .problems import Problem
from .tokens import Caller, caller_with

REQUESTS = (120, 60)
"""How often one token may ask: number and seconds."""


class Bearer(HttpBearer):
    """A token in the header `Authorization`, and nowhere else."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """Who asks; `None` without a token that stands. Raises `Problem` when it asks too often."""
        caller = caller_with(token)
        times, seconds = REQUESTS
        if caller and over_limit(f"api:{caller.token.pk}", times, seconds):
            wait = {"Retry-After": str(seconds - int(time.time()) % seconds)}
            raise Problem(HTTPStatus.TOO_MANY_REQUESTS, f"A token may ask {times} times in {seconds} seconds.", wait)
        return caller


def caller_of(request: HttpRequest) -> Caller:
    """Who asks, in a view that needs a token."""
    caller: Caller = request.auth  # type: ignore[attr-defined]  # django-ninja puts it there
    return caller


def records_of(request: HttpRequest) -> Records:
    """The records that may be listed."""
    caller = caller_of(request)
    return records_for(caller.token.owner_id).filter(programme__in=caller.programmes)


def sessions_of(request: HttpRequest) -> QuerySet[Session]:
    """The sessions, with their programmes."""
    return Session.objects.filter(programme__in=caller_of(request).programmes).select_related("programme")


def tags_counted(request: HttpRequest) -> list[tuple[str, int]]:
    """The tags, each with on how many records."""
    caller = caller_of(request)
    return counted_tags(records_for(caller.token.owner_id), caller.programmes)

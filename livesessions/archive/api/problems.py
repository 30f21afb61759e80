"""What the interface answers when it cannot: one form for all of it, `application/problem+json` (RFC 9457).

It is read by programs and by who writes them, so it is in English.
"""

import json
from http import HTTPStatus

from django.http import HttpResponse

PROBLEM = "application/problem+json"


class Problem(Exception):
    """Answer this instead; `headers` go with it."""

    def __init__(self, status: HTTPStatus, detail: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers or {}

    def answer(self) -> HttpResponse:
        """The answer."""
        said = {"type": "about:blank", "title": self.status.phrase, "status": self.status, "detail": self.detail}
        return HttpResponse(json.dumps(said), PROBLEM, self.status, headers=self.headers)


def not_found() -> Problem:
    """For what is not there and for what may not be read: nobody can tell which of the two it is."""
    return Problem(HTTPStatus.NOT_FOUND, "There is nothing here that you may read.")

"""Sees what a person does not: console messages, errors, policy violations, requests to other hosts."""

import re
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Page


class Watch:
    """Looks at every page of the contexts it is given; `complaints` must be empty at the end of a test."""

    def __init__(self) -> None:
        self._seen: list[str] = []
        self._expected: list[re.Pattern[str]] = []

    def look_at(self, context: BrowserContext) -> None:
        """From now on, all pages of `context`."""
        context.on("console", lambda message: self._seen.append(f"console {message.type}: {message.text}"))
        context.on("weberror", lambda error: self._seen.append(f"page error: {error.error}"))
        context.on("request", self._request)

    def expect(self, *patterns: str) -> None:
        """A test that breaks something on purpose says what the browser will say about it."""
        self._expected += [re.compile(pattern) for pattern in patterns]

    def expect_status(self, *statuses: int) -> None:
        """The browser itself reports answers such as 404."""
        self.expect(*(rf"responded with a status of {status} " for status in statuses))

    @property
    def complaints(self) -> list[str]:
        """What was seen and not expected."""
        return [text for text in self._seen if not any(pattern.search(text) for pattern in self._expected)]

    def _request(self, request: Any) -> None:
        where = urlsplit(request.url)
        if where.scheme in ("http", "https", "ws", "wss") and where.hostname != "127.0.0.1":
            self._seen.append(f"request to {where.hostname}: {request.url}")


class Sent:
    """What a page sends from its next socket on, by both ways."""

    def __init__(self, page: Page) -> None:
        self.frames: list[str] = []
        self.posts: list[str] = []
        page.on("websocket", lambda socket: socket.on("framesent", lambda frame: self.frames.append(str(frame))))
        page.on("request", self._request)

    def _request(self, request: Any) -> None:
        if request.method == "POST":
            self.posts.append(request.post_data or "")

    def times(self, command: str) -> tuple[int, int]:
        """How often a command went by the socket, and by a form."""
        return sum(command in frame for frame in self.frames), sum(command in post for post in self.posts)

"""Sees what a person does not: console messages, errors, policy violations, requests to other hosts."""

import json
import re
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, urlsplit

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
    """What a page asks for from its next socket on, by both ways."""

    def __init__(self, page: Page) -> None:
        self._asked: dict[str, tuple[str, str]] = {}
        page.on("websocket", lambda socket: socket.on("framesent", lambda frame: self._frame(str(frame))))
        page.on("request", self._request)

    def _frame(self, frame: str) -> None:
        with suppress(ValueError):
            fields = json.loads(frame)
            self._note("socket", fields.get("id"), fields.get("command"))

    def _request(self, request: Any) -> None:
        if request.method == "POST":
            fields = parse_qs(request.post_data or "")
            self._note("form", fields.get("id", [""])[0], fields.get("command", [""])[0])

    def _note(self, way: str, id: str | None, command: str | None) -> None:
        """A command that is sent again, because its receipt is late, has the id that it had."""
        if id and command:
            self._asked.setdefault(id, (command, way))

    def times(self, command: str) -> tuple[int, int]:
        """How often a command was first sent by the socket, and how often by a form."""
        first = list(self._asked.values())
        return first.count((command, "socket")), first.count((command, "form"))

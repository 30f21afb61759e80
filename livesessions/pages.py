"""Django's ASGI handler for pages, with one hop to a thread for each request.

Django's own handler runs middleware on the event loop, and hops to a thread and back for every synchronous piece. A
page cost 10 ms, of which 4 ms were hops, and each request opened a thread and a database connection of its own. All our
middleware and views are synchronous. So here the whole chain runs in one thread of a small pool, and these threads keep
their connections. (Measured by `python -m bench joins`.)
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, ASGIRequest, get_script_prefix
from django.core.signals import request_started
from django.db import close_old_connections
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix

from livesessions.limits.bodies import most_bytes, usual_bytes
from rooms.live.entry.front_door import FrontDoor

THREADS = 8
LARGE_AT_ONCE = 4
"""Bodies with files that are read at the same time: each may take 66 MB of disk."""
LARGE_WITHIN = 180.0
"""Seconds in which a body with files must have come."""


class PagesHandler(ASGIHandler):
    """Answers HTTP requests. A request that was begun is finished, even if its client leaves."""

    def __init__(self) -> None:
        super().__init__()
        self._front_door = FrontDoor()
        self._large = asyncio.Semaphore(LARGE_AT_ONCE)
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="page")

    def load_middleware(self, is_async: bool = False) -> None:
        """Build the synchronous chain of middleware, whatever `is_async` says."""
        super().load_middleware(is_async=False)

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Read the request, answer it in a thread, send the answer."""
        if (most := most_bytes(scope["path"], scope.get("query_string", b"").decode("latin-1"))) <= usual_bytes():
            await self._answered(scope, receive, send, most)
            return
        async with self._large:
            await self._answered(scope, receive, send, most)

    async def _answered(self, scope: dict[str, Any], receive: Any, send: Any, most: int) -> None:
        taken = 0

        async def receive_what_is_kept() -> dict[str, Any]:
            """The rest of a body that is too large is read, and not kept."""
            nonlocal taken
            message = await receive()
            room = max(0, most - taken)
            taken += len(message.get("body", b""))
            return {**message, "body": message.get("body", b"")[:room]}

        try:
            async with asyncio.timeout(LARGE_WITHIN if most > usual_bytes() else None):
                body = await self.read_body(receive_what_is_kept)
        except (RequestAborted, TimeoutError):
            return
        try:
            request, response = self.create_request(scope, body)
            if request is not None:
                request.META["CONTENT_LENGTH"] = str(taken)  # a body in chunks names no length
                response = self._front_door.answer(request) or await self._in_a_thread(scope, request)
            if response is None:
                raise RuntimeError("Django made neither a request nor a response")
            await self.send_response(response, send)
            response.close()
        finally:
            body.close()

    async def _in_a_thread(self, scope: dict[str, Any], request: ASGIRequest) -> HttpResponseBase:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self._answer, scope, request)

    def _answer(self, scope: dict[str, Any], request: ASGIRequest) -> HttpResponseBase:
        set_script_prefix(get_script_prefix(scope))
        request_started.send(sender=self.__class__, scope=scope)
        try:
            response = self.get_response(request)
            self._front_door.keep(request, response)
        finally:
            close_old_connections()
        response._handler_class = self.__class__  # type: ignore[attr-defined]  # whom `request_finished` names
        return response

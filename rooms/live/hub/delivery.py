"""Delivery: sends the same bytes to many sockets, so that no socket holds up the others."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import Any

from ..base import metrics
from ..base.close_codes import TOO_SLOW
from .flow_control import Socket
from .frames import text_message

logger = logging.getLogger(__name__)

HOLD_UP = 0.25
"""Seconds that one socket may keep the others waiting."""
AT_ONCE = 64
"""Sockets that get a frame before the event loop turns to acknowledgements and votes."""


class Delivery:
    """Sends to the sockets of a hub; `let_go` is called with each socket that makes the server wait."""

    def __init__(self, sockets: set[Socket], let_go: Callable[[Socket], None]) -> None:
        self._sockets = sockets
        self._let_go = let_go
        self._goodbyes: set[asyncio.Future[None]] = set()

    async def deliver(self, sockets: Collection[Socket], frame: str, version: int | None = None) -> None:
        """Send `frame` to those of `sockets` that are still connected and whose window has room.

        `version`: the version of the room that the frame shows; `None` when it shows personal parts only.
        """
        if not frame:
            return
        message = text_message(frame)
        size = len(message["frame"])
        crowd = list(sockets)
        for start in range(0, len(crowd), AT_ONCE):
            here = [socket for socket in crowd[start : start + AT_ONCE] if socket in self._sockets]
            some = [socket for socket in here if socket.lets_through(version, size)]
            taken = await self._send(some, message)
            metrics.flow.frames += len(taken)
            metrics.flow.bytes += size * len(taken)
            if len(some) == AT_ONCE:
                await asyncio.sleep(0)  # acknowledgements and votes go first

    def close(self, socket: Socket, code: int) -> None:
        """Let `socket` go. Its browser gets the close code when it reads again; the server does not wait for that."""
        metrics.closes[code].inc()
        self._let_go(socket)
        goodbye = asyncio.ensure_future(_say_goodbye(socket, code))
        self._goodbyes.add(goodbye)
        goodbye.add_done_callback(self._goodbyes.discard)

    async def _send(self, sockets: list[Socket], message: dict[str, Any]) -> list[Socket]:
        """Send `message` to a few sockets, and return those for which the server took it.

        A socket that makes the server wait is closed, so that it cannot hold up the room: uvicorn waits for a browser
        that does not read, and the window does not help against a browser that acknowledges blindly. All other sends
        take microseconds, so one timeout serves them all. When the timeout ends a send that had only just begun, an
        earlier socket caused the delay, and this socket is sent the message again.
        """
        taken: list[Socket] = []
        left = deque(sockets)
        while left:
            try:
                async with asyncio.timeout(HOLD_UP):
                    while left:
                        socket, began = left.popleft(), time.monotonic()
                        try:
                            await socket.send(message)
                        except Exception:  # the socket died; a browser that lives on reconnects for what it missed
                            logger.debug("a socket was gone", exc_info=True)
                            self._let_go(socket)
                        else:
                            taken.append(socket)
            except TimeoutError:
                if time.monotonic() - began < HOLD_UP:
                    left.appendleft(socket)
                    continue
                self.close(socket, TOO_SLOW)
        return taken


async def _say_goodbye(socket: Socket, code: int) -> None:
    with suppress(Exception):  # each server raises its own exception for a browser that has gone
        await socket.send({"type": "websocket.close", "code": code})

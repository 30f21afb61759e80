"""The guard: bounds what waits between the server and a consumer, and says goodbye at a shutdown.

daphne reads from a socket as fast as the client writes, whatever the application does (django/daphne#170): a flood
of 100 MB becomes 100 MB of memory. The guard keeps taking frames while the consumer is busy, into a queue of 64;
then it closes the socket with 4429 and throws the rest away.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Any

from . import closing, metrics

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

QUEUE = 64
FAREWELL = 0.3
"""Seconds that a close frame gets to leave before the cancellation goes on."""


_open: set[Send] = set()
"""Where the open sockets of this process can be told something."""


class Guard:
    """ASGI wrapper around the WebSocket application."""

    def __init__(self, application: Callable[[Message, Receive, Send], Awaitable[None]]) -> None:
        self.application = application

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Run the application behind a bounded queue."""
        queue: asyncio.Queue[Message] = asyncio.Queue(QUEUE)
        gone = False

        async def pump() -> None:
            nonlocal gone
            flooded = False
            while True:
                message = await receive()
                if message["type"] == "websocket.disconnect":
                    gone = True
                    if flooded:
                        while not queue.empty():
                            queue.get_nowait()
                    await queue.put(message)
                    return
                if flooded:
                    continue
                try:
                    queue.put_nowait(message)
                except asyncio.QueueFull:
                    flooded = True
                    metrics.closes[closing.RATE_LIMIT].inc()
                    await send({"type": "websocket.close", "code": closing.RATE_LIMIT, "reason": "retry_in=5000"})

        pumping = asyncio.ensure_future(pump())
        _open.add(send)
        try:
            await self.application(scope, queue.get, send)
        except asyncio.CancelledError:
            if not gone:
                await _goodbye(send)
            raise
        finally:
            _open.discard(send)
            pumping.cancel()


async def say_goodbye() -> None:
    """Close every open socket of this process with 4012."""
    await asyncio.gather(*(_goodbye(send) for send in list(_open)))


async def _goodbye(send: Send) -> None:
    """4012 with a moment to come back, drawn at random so that not everybody comes at once."""
    reason = f"retry_in={random.randint(200, 4000)}"  # noqa: S311  (spreads a crowd, guards nothing)
    metrics.closes[closing.RESTART].inc()
    try:
        await send({"type": "websocket.close", "code": closing.RESTART, "reason": reason})
        await asyncio.sleep(FAREWELL)
    except Exception:  # noqa: S110  (the socket was closing already; there is nobody to tell)
        pass

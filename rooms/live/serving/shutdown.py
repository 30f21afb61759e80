"""The shutdown notice: closes every socket with a close frame when the server stops.

daphne alone sends no close frame at a shutdown, and every browser sees a broken connection (1006).
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Any

from ..base import close_codes, metrics

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

FAREWELL = 0.3
"""Seconds for a close frame to be sent before the cancellation goes on."""


_open: set[Send] = set()
"""The `send` of every open socket of this process."""


class ShutdownNotice:
    """ASGI wrapper around the WebSocket application."""

    def __init__(self, application: Callable[[Message, Receive, Send], Awaitable[None]]) -> None:
        self.application = application

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Run the application; when it is cancelled, close the socket with 4012 first."""
        _open.add(send)
        try:
            await self.application(scope, receive, send)
        except asyncio.CancelledError:
            await _goodbye(send)
            raise
        finally:
            _open.discard(send)


async def say_goodbye() -> None:
    """Close every open socket of this process with 4012."""
    await asyncio.gather(*(_goodbye(send) for send in list(_open)))


async def _goodbye(send: Send) -> None:
    """Close with 4012 and a random moment to come back, so that browsers do not all come at once."""
    reason = f"retry_in={random.randint(200, 4000)}"  # noqa: S311  (spreads a crowd, guards nothing)
    metrics.closes[close_codes.RESTART].inc()
    try:
        await send({"type": "websocket.close", "code": close_codes.RESTART, "reason": reason})
        await asyncio.sleep(FAREWELL)
    except Exception:  # noqa: S110  (the socket was closing already; there is nobody to tell)
        pass

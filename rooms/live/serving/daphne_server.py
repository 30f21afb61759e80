"""daphne with an orderly shutdown.

daphne's own shutdown indexes `application_instance` of every connection and fails on connections younger than a second.
Then nothing is cancelled, and every browser sees a broken connection (1006). This server cancels every application;
`ShutdownNotice` then closes every socket with 4012.
"""

import asyncio
import logging
import time
from typing import Any

from daphne.server import Server
from twisted.internet.defer import Deferred

from ..base import readiness
from ..commands.writer import writer

logger = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds that running requests and sockets get to finish."""

BACKLOG = 2048
"""Connections that may wait to be accepted. Twisted's 50 overflow when a whole room comes back at once: 20 s instead
of 6 until a thousand browsers were served."""
LIMITS = {
    # A frame that is a little too long reaches our own check (16 KiB) and gets a sentence, not a dropped connection.
    "websocket_max_message_size": 64 * 1024,
    "websocket_max_frame_size": 64 * 1024,
    "websocket_timeout": 4 * 3600,
    "ping_interval": 20,
    "ping_timeout": 30,
    "verbosity": 0,
}


class DrainingServer(Server):
    """The server that `manage.py serve` runs."""

    async def handle_reply(self, protocol: Any, message: dict[str, Any]) -> None:
        """As daphne's, but a frame that the hub encoded is sent as it is, and a close frame keeps its reason.

        The reason says when to come back.
        """
        is_open = not self.connections.get(protocol, {"disconnected": True}).get("disconnected")
        if "frame" in message and is_open and protocol.state == protocol.STATE_OPEN:
            protocol.sendData(message["frame"])
        elif message["type"] == "websocket.close" and message.get("reason") and is_open:
            protocol.sendClose(code=message["code"], reason=message["reason"])
        else:
            await super().handle_reply(protocol, message)

    def kill_all_applications(self) -> Any:
        """Cancel every application, after readiness turned 503 and the waiting commands were carried out."""
        readiness.stopping = True
        writer.close()
        tasks = [
            details["application_instance"]
            for details in list(self.connections.values())
            if details.get("application_instance") is not None
        ]
        for task in tasks:
            task.cancel()
        logger.info("stopping: %d connections", len(tasks))
        loop = asyncio.get_event_loop()
        until = time.monotonic() + PATIENCE

        async def settle() -> None:
            waiting = [task for task in tasks if not task.done()]
            if waiting:
                await asyncio.wait(waiting, timeout=max(0.1, until - time.monotonic()))

        return Deferred.fromFuture(asyncio.ensure_future(settle(), loop=loop))

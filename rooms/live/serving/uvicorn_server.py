"""uvicorn with our limits and an orderly shutdown.

A delivered frame costs a third of what it costs on daphne, so `deploy/` uses uvicorn; see docs/performance.md. Its own
shutdown closes every socket with 1012 at the same moment, and all browsers come back at the same moment.
"""

import asyncio
import socket

import uvicorn
from uvicorn._types import ASGISendEvent
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import State

from ..base import readiness
from ..commands.writer import writer
from .shutdown import say_goodbye

PATIENCE = 5
"""Seconds that running requests get to finish."""
RECEIPTS = 0.1
"""Seconds for the last receipts to be sent."""
LONGEST_HEAD = 64 * 1024
"""Bytes of a request line with its headers: as much as daphne and h11 take."""


class BoundedHeads(HttpToolsProtocol):
    """uvicorn's protocol on httptools, which parses in C but would keep headers of any length."""

    unread = False
    size = 0

    def on_message_begin(self) -> None:
        """A request begins."""
        self.unread = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Its headers end."""
        self.unread, self.size = False, 0
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """As uvicorn's; a request whose headers do not end is answered 400 and hung up on."""
        super().data_received(data)
        if self.unread:
            self.size += len(data)
            if self.size > LONGEST_HEAD:
                self.unread = False
                self.send_400_response("The headers of this request are too long.")


class SharedFrames(WebSocketsSansIOProtocol):
    """uvicorn's protocol on the websockets library; it sends a frame that the hub encoded as it is."""

    async def send(self, message: ASGISendEvent) -> None:
        """As uvicorn's: it waits for a browser that does not read."""
        frame = message.get("frame")
        if not isinstance(frame, bytes) or self.close_sent or self.conn.state is not State.OPEN:
            await super().send(message)
            return
        await self.writable.wait()
        if self.disconnected:
            raise ClientDisconnected
        self.transport.write(frame)


LIMITS = {
    "http": BoundedHeads,
    "ws": SharedFrames,
    # Every socket would compress again, and the hub encodes once to avoid just that.
    "ws_per_message_deflate": False,
    # A frame that is a little too long reaches our own check (16 KiB) and gets a sentence, not a dropped connection.
    "ws_max_size": 64 * 1024,
    "ws_ping_interval": 20,
    "ws_ping_timeout": 30,
    "timeout_graceful_shutdown": PATIENCE,
    # Longer than a browser takes from the page to its socket.
    "timeout_keep_alive": 15,
    "backlog": 2048,
    "lifespan": "off",
    "server_header": False,
    # An access log says who was where; and our own settings say what is logged and how.
    "access_log": False,
    "log_config": None,
}


class DrainingUvicorn(uvicorn.Server):
    """The server that `manage.py serve --server uvicorn` runs."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Turn readiness 503, finish the waiting commands, tell browsers when to come back; then as uvicorn's."""
        readiness.stopping = True
        await asyncio.to_thread(writer.close)
        await asyncio.sleep(RECEIPTS)
        await say_goodbye()
        await super().shutdown(sockets)


def serve(host: str, port: int, fd: int | None) -> None:
    """Serve until told to stop. `fd`: a listening socket that the parent process opened."""
    where = {"fd": fd} if fd else {"host": host, "port": port}
    DrainingUvicorn(uvicorn.Config("livesessions.asgi:application", **where, **LIMITS)).run()  # type: ignore[arg-type]  # its names

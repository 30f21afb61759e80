"""A WebSocket client that is cheap enough for five thousand on one core: frames in, frames out, nothing else.

No compression is offered by way of measuring, but it is asked for, as a browser does: a server that agrees compresses
every frame for every socket, and is told so by `Refused`.
"""

import asyncio
import json
import socket
from typing import Any, Protocol

MASK = b"\x00\x00\x00\x00"
"""A mask of zeros is a valid one, and costs the client nothing; the server unmasks all the same."""
PONG, CLOSE, PING, TEXT = 0xA, 0x8, 0x9, 0x1


class Refused(Exception):
    """The handshake failed."""


class Listener(Protocol):
    """Who is told what a socket hears."""

    def heard(self, payload: bytes) -> None:
        """One text frame."""

    def lost(self, code: int, reason: str) -> None:
        """The socket is closed; 1006 without a close frame."""


class WebSocket(asyncio.Protocol):
    """One socket. `bytes_in` counts everything that travelled to it, the handshake included."""

    __slots__ = ("_buffer", "_code", "_open", "_reason", "bytes_in", "frames_in", "listener", "transport", "upgraded")

    def __init__(self, request: bytes, listener: Listener) -> None:
        self.listener = listener
        self.transport: Any = None
        self.upgraded: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.bytes_in = self.frames_in = 0
        self._buffer = bytearray(request)  # until the connection is made: what to say first
        self._open = False
        self._code, self._reason = 1006, ""

    # --- What asyncio calls ----------------------------------------------------------------------------------------

    def connection_made(self, transport: Any) -> None:
        """Ask for the upgrade."""
        self.transport = transport
        transport.write(bytes(self._buffer))
        self._buffer.clear()

    def data_received(self, data: bytes) -> None:
        """Take the frames that are complete."""
        self.bytes_in += len(data)
        self._buffer += data
        if not self._open and not self._upgrade():
            return
        buffer = self._buffer
        start, have = 0, len(buffer)
        while have - start >= 2:
            size, at = buffer[start + 1] & 0x7F, start + 2
            if size == 126:
                size, at = int.from_bytes(buffer[at : at + 2], "big"), at + 2
            elif size == 127:
                size, at = int.from_bytes(buffer[at : at + 8], "big"), at + 8
            if at + size > have:
                break
            self._take(buffer[start] & 0x0F, bytes(buffer[at : at + size]))
            start = at + size
        if start:
            del buffer[:start]

    def connection_lost(self, error: Exception | None) -> None:
        """Tell the owner, once."""
        if not self.upgraded.done():
            self.upgraded.set_exception(Refused(f"the connection was lost: {error}"))
            return
        if self._open:
            self._open = False
            self.listener.lost(self._code, self._reason)

    # --- What the owner calls ----------------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """The handshake is done, and nobody closed."""
        return self._open and not self.transport.is_closing()

    def send(self, payload: bytes) -> None:
        """Send one text frame."""
        self._write(TEXT, payload)

    def say(self, **fields: object) -> None:
        """Send one JSON object."""
        self._write(TEXT, json.dumps(fields, ensure_ascii=False).encode())

    def abort(self) -> None:
        """Drop the connection without a word, like a phone that falls asleep."""
        self._open = False
        self.transport.abort()

    def close(self) -> None:
        """Say goodbye and hang up."""
        if self._open:
            self._open = False
            self._write(CLOSE, (1000).to_bytes(2, "big"))
            self.transport.close()

    # --- Frames ------------------------------------------------------------------------------------------------------

    def _upgrade(self) -> bool:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = bytes(self._buffer[:end]).decode("latin-1")
        del self._buffer[: end + 4]
        if " 101 " not in head.split("\r\n", 1)[0]:
            self._fail(head.split("\r\n", 1)[0])
        elif "permessage-deflate" in head.lower():
            self._fail("the server wants to compress each frame for each socket")
        else:
            self._open = True
            self.upgraded.set_result(None)
        return self._open

    def _fail(self, why: str) -> None:
        self.upgraded.set_exception(Refused(why))
        self.transport.abort()

    def _take(self, opcode: int, payload: bytes) -> None:
        if opcode == TEXT:
            self.frames_in += 1
            self.listener.heard(payload)
        elif opcode == PING:
            self._write(PONG, payload)
        elif opcode == CLOSE:
            self._code = int.from_bytes(payload[:2], "big") if len(payload) >= 2 else 1005
            self._reason = payload[2:].decode(errors="replace")
            self._write(CLOSE, payload[:2])
            self.transport.close()

    def _write(self, opcode: int, payload: bytes) -> None:
        size = len(payload)
        if size < 126:
            head = bytes((0x80 | opcode, 0x80 | size))
        elif size < 65536:
            head = bytes((0x80 | opcode, 0xFE)) + size.to_bytes(2, "big")
        else:
            head = bytes((0x80 | opcode, 0xFF)) + size.to_bytes(8, "big")
        self.transport.write(head + MASK + payload)


async def connect(
    port: int, path: str, cookies: str, listener: Listener, receive_buffer: int = 0, patience: float = 60.0
) -> WebSocket:
    """An open socket on `path`; raises `Refused`, `OSError` or `TimeoutError`. `receive_buffer` in bytes or 0."""
    request = "\r\n".join(
        [
            f"GET {path} HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            "User-Agent: Mozilla/5.0 (bench)",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Origin: http://127.0.0.1:{port}",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
            f"Cookie: {cookies}",
            "",
            "",
        ]
    ).encode()
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(patience):
        wire = socket.socket()
        wire.setblocking(False)
        if receive_buffer:
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        try:
            await loop.sock_connect(wire, ("127.0.0.1", port))
            _transport, found = await loop.create_connection(lambda: WebSocket(request, listener), sock=wire)
        except BaseException:
            wire.close()
            raise
        try:
            await found.upgraded
        except BaseException:
            found.transport.abort()
            raise
        return found

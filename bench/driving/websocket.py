"""One WebSocket of a browser, cheap enough for five thousand on one core; it counts bytes and passes frames on.

picows reads and writes the frames. The socket asks for compression, as a browser does, and refuses a server that agrees
(`Refused`): such a server would compress every frame for every socket.
"""

import asyncio
import json
import os
import socket
from typing import Any, Protocol

import picows

TEXT, CLOSE = picows.WSMsgType.TEXT, picows.WSMsgType.CLOSE
NO_FRAME, NO_CODE = 1006, 1005
"""Close codes that are never sent: no close frame came; a close frame without a code."""
READ_BUFFER = 4096
"""Bytes with which each socket begins."""


class Refused(Exception):
    """The handshake failed."""


class Listener(Protocol):
    """The owner of a socket, which is told of frames and of the end."""

    def heard(self, payload: bytes) -> None:
        """One text frame."""

    def lost(self, code: int, reason: str) -> None:
        """The socket is closed; 1006 without a close frame."""


class WebSocket(picows.WSListener):
    """One socket. `bytes_in` counts all bytes received, including the handshake, without pings."""

    def __init__(self, listener: Listener, response: picows.WSUpgradeResponse) -> None:
        if "permessage-deflate" in response.headers.get("Sec-WebSocket-Extensions", "").lower():
            raise Refused("the server wants to compress each frame for each socket")
        self.listener = listener
        self.bytes_in = len(response.to_bytes())
        self.frames_in = 0
        self._socket: Any = None
        self._wire: Any = None
        self._closed_with = NO_FRAME, ""

    # --- What picows calls -------------------------------------------------------------------------------------------

    def on_ws_connected(self, transport: picows.WSTransport) -> None:
        """The handshake is done."""
        self._socket = transport
        self._wire = transport.underlying_transport

    def on_ws_frame(self, transport: picows.WSTransport, frame: picows.WSFrame) -> None:
        """Count a frame and pass it on; answer a goodbye."""
        size = frame.payload_size
        self.bytes_in += size + (2 if size < 126 else 4 if size < 65536 else 10)
        if frame.msg_type == TEXT:
            self.frames_in += 1
            self.listener.heard(frame.get_payload_as_bytes())
        elif frame.msg_type == CLOSE:
            payload = frame.get_payload_as_bytes()
            code = int.from_bytes(payload[:2], "big") if size >= 2 else NO_CODE
            self._closed_with = code, payload[2:].decode(errors="replace")
            transport.send(CLOSE, payload[:2])
            transport.disconnect()

    def on_ws_disconnected(self, transport: picows.WSTransport) -> None:
        """Tell the owner of the end, unless it hung up itself."""
        if self._socket is not None:
            self._socket = None
            self.listener.lost(*self._closed_with)

    # --- What the owner calls ----------------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether the handshake is done and nobody has closed the socket."""
        return self._socket is not None and not self._wire.is_closing()

    def send(self, payload: bytes) -> None:
        """Send one text frame."""
        if self._socket is not None:
            self._socket.send(TEXT, payload)

    def say(self, **fields: object) -> None:
        """Send one JSON object."""
        self.send(json.dumps(fields, ensure_ascii=False).encode())

    def abort(self) -> None:
        """Drop the connection without a close frame, like a phone that falls asleep."""
        self._socket = None
        self._wire.abort()

    def close(self) -> None:
        """Send a close frame and hang up."""
        if self._socket is not None:
            self._socket.send_close(picows.WSCloseCode.OK)
            self._socket = None
            self._wire.close()

    def pause(self) -> None:
        """Leave received bytes in the kernel's buffer, until it is full and the server has to wait."""
        if self.is_open:
            self._wire.pause_reading()

    def resume(self) -> None:
        """Read received bytes again."""
        if self.is_open:
            self._wire.resume_reading()

    def sip(self, most: int) -> None:
        """Read a limited number of received bytes, while paused."""
        protocol = self._wire.get_protocol()
        try:
            size = os.readv(self._wire.get_extra_info("socket").fileno(), [protocol.get_buffer(-1)[:most]])
        except BlockingIOError:
            return
        if size:
            protocol.buffer_updated(size)
        else:
            self._wire.close()


async def connect(
    port: int, path: str, cookies: str, listener: Listener, receive_buffer: int = 0, patience: float = 60.0
) -> WebSocket:
    """An open socket on `path`; raises `Refused`, `OSError` or `TimeoutError`. `receive_buffer` in bytes or 0."""

    def wire(url: object) -> socket.socket:
        made = socket.socket()
        if receive_buffer:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        return made

    headers = {
        "User-Agent": "Mozilla/5.0 (bench)",
        "Origin": f"http://127.0.0.1:{port}",
        "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits",
        "Cookie": cookies,
    }
    try:
        async with asyncio.timeout(patience):
            _transport, found = await picows.ws_connect(
                lambda request, response: WebSocket(listener, response),
                f"ws://127.0.0.1:{port}{path}",
                # This timeout hangs up, which `asyncio.timeout` does not; the other also limits the connecting itself.
                websocket_handshake_timeout=patience,
                extra_headers=headers,
                max_redirects=0,
                read_buffer_init_size=READ_BUFFER,
                socket_factory=wire,
                # asyncio documents how to pause its transport.
                use_aiofastnet=False,
            )
    except picows.WSError as error:
        raise Refused(str(error)) from error
    if found is None:
        raise Refused("the connection was lost")
    return found

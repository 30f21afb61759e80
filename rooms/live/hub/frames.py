"""The WebSocket frame of a text, encoded once for all sockets instead of once for each."""

from typing import Any


def text_message(text: str) -> dict[str, Any]:
    """The ASGI message that sends `text`. Our servers send its encoded `frame` as it is; others use the text."""
    return {"type": "websocket.send", "text": text, "frame": text_frame(text.encode())}


def text_frame(text: bytes) -> bytes:
    """A whole, unmasked text frame, as a server sends it (RFC 6455, section 5.2)."""
    size = len(text)
    if size < 126:
        return bytes((0x81, size)) + text
    if size < 1 << 16:
        return bytes((0x81, 126)) + size.to_bytes(2, "big") + text
    return bytes((0x81, 127)) + size.to_bytes(8, "big") + text

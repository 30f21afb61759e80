"""The WebSocket frame of a text that many sockets are sent alike: made once, by us, instead of once for each socket."""


def text_frame(text: bytes) -> bytes:
    """A whole, unmasked text frame, as a server sends it (RFC 6455, section 5.2)."""
    size = len(text)
    if size < 126:
        return bytes((0x81, size)) + text
    if size < 1 << 16:
        return bytes((0x81, 126)) + size.to_bytes(2, "big") + text
    return bytes((0x81, 127)) + size.to_bytes(8, "big") + text

"""gzip of a page with holes: what is the same for everybody is compressed once, not once for each visitor.

A deflate stream may be put together from pieces that refer to nothing outside themselves. So a secret that is filled in
never shares a window with anybody's words either, which is what BREACH needs.
"""

import zlib
from collections.abc import Iterable

HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
"""gzip, deflate, no name and no time (RFC 1952)."""
END = b"\x03\x00"
"""An empty last block (RFC 1951)."""
WORTH_IT = 200
"""Bytes from which compressing a piece saves more than it costs."""


def compressed(text: bytes) -> bytes:
    """A piece of a deflate stream: it refers to nothing before it, and any other piece may follow."""
    if len(text) < WORTH_IT:
        size = len(text).to_bytes(2, "little")
        return b"\x00" + size + bytes(each ^ 0xFF for each in size) + text if text else b""
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return deflate.compress(text) + deflate.flush(zlib.Z_FULL_FLUSH)


def gzip_of(pieces: Iterable[tuple[bytes, bytes]]) -> bytes:
    """The gzip file of these pieces, each as it is and `compressed`."""
    plain, packed = zip(*pieces, strict=True)
    whole = b"".join(plain)
    check = zlib.crc32(whole).to_bytes(4, "little") + (len(whole) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"".join((HEAD, *packed, END, check))

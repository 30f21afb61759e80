"""The code with which somebody finds the reply to what they sent. Pure: standard library only.

A feature makes it from something that only it can make again (a seal), and so can show it for as long as it has the
secret. Here is only how a code is written, and what the database keeps of it: a digest, which leads to nobody.
"""

import hashlib
from base64 import urlsafe_b64encode

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
"""Without those that look alike."""
LENGTH = 24
"""Characters of 32: 120 bits, read in fours."""


def code_from(seal: bytes) -> str:
    """The code that a seal of 32 bytes gives, in groups of four."""
    number = int.from_bytes(seal)
    letters = []
    for _position in range(LENGTH):
        number, index = divmod(number, len(LETTERS))
        letters.append(LETTERS[index])
    return "-".join("".join(letters[i : i + 4]) for i in range(0, LENGTH, 4))


def is_code(text: str) -> bool:
    """As long as a code, however somebody typed it."""
    return sum(c.isalnum() for c in text) == LENGTH


def plain(code: str) -> str:
    """The letters and digits of a code, however somebody typed it."""
    return "".join(c for c in code.lower() if c.isalnum())


def digest_of(code: str) -> str:
    """What the database keeps of a code, however somebody typed it; 43 characters."""
    digest = hashlib.sha256(b"livesessions.followup.codes" + plain(code).encode()).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()

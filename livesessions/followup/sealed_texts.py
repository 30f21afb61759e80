"""Texts that only the holder of a code reads: sealed under a key that is made from the code, which nothing here keeps.

Equal texts under one code are sealed alike (AES-SIV), so that one text that is sent twice is one. All are equally long.
"""

import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from .codes import plain

LENGTH = 1200
"""Bytes of a text as it is sealed: longer ones are refused."""


def seal(code: str, text: str) -> bytes:
    """The text, sealed under this code; raises `ValueError` for one that is too long."""
    told = text.encode()
    if len(told) > LENGTH:
        raise ValueError("a text to seal is too long")
    return AESSIV(_key(code)).encrypt(told.ljust(LENGTH, b"\0"), None)


def unseal(code: str, sealed: bytes) -> str:
    """The text; raises `ValueError` under another code."""
    try:
        return AESSIV(_key(code)).decrypt(sealed, None).rstrip(b"\0").decode()
    except InvalidTag:
        raise ValueError("this was sealed under another code") from None


def _key(code: str) -> bytes:
    """Codes have 120 random bits, so that no slow derivation is needed."""
    return hashlib.sha512(b"livesessions.followup.sealed_texts" + plain(code).encode()).digest()

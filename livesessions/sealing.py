"""Sealing: what leaves the server and comes back, and says nothing to anybody on the way (Fernet: AES and an HMAC)."""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


@lru_cache(maxsize=16)
def _fernet(purpose: str, secret_key: str) -> Fernet:
    return Fernet(urlsafe_b64encode(hashlib.sha256(purpose.encode() + secret_key.encode()).digest()))


def seal(purpose: str, what: bytes) -> str:
    """A token that only a process with the server's key can open, and only for the same purpose."""
    return _fernet(purpose, settings.SECRET_KEY).encrypt(what).decode()


def unseal(purpose: str, token: str, max_age: int | None = None) -> bytes | None:
    """What was sealed; `None` when the token is not ours, was changed, or is older than `max_age` seconds.

    Python's decoder passes over signs that are none of its alphabet. A token is spelt in one way only, so that whoever
    notes which tokens were used knows them again.
    """
    try:
        if urlsafe_b64encode(urlsafe_b64decode(token)).decode() != token:
            return None
        return _fernet(purpose, settings.SECRET_KEY).decrypt(token, ttl=max_age)
    except (InvalidToken, ValueError):  # not even the letters of a token
        return None

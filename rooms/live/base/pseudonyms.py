"""Pseudonyms: keys by which one person is recognised, without knowing who it is.

A key is made from three things: a *personal secret* that only one browser keeps, a secret of a poll or a board in the
database, and the server's own key. So nothing that the server stores leads from a key to a person, not even with the
server's key in hand and while a poll is open. Once the poll's or board's secret is destroyed, not even the browser can
make the key again.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from functools import lru_cache

from django.conf import settings

from .people import PersonalSecret

LENGTH = 43
"""Characters of a key."""


def new_secret() -> bytes:
    """256 random bits."""
    return secrets.token_bytes(32)


@lru_cache(maxsize=16)
def _server_key(purpose: str, secret_key: str) -> bytes:
    return hashlib.sha256(purpose.encode() + secret_key.encode()).digest()


def digest_under(secret: bytes | memoryview, purpose: str, what: bytes) -> bytes:
    """32 bytes that only somebody with `secret` and the server's key can make from `what`.

    Different purposes give digests that cannot be compared.
    """
    # Made each time: a cached key would outlive the destruction of the secret.
    key = hmac.digest(_server_key(purpose, settings.SECRET_KEY), bytes(secret), "sha256")
    return hmac.digest(key, what, "sha256")


def key_under(secret: bytes | memoryview, purpose: str, what: bytes) -> str:
    """The same as `LENGTH` characters that are safe in an address."""
    return urlsafe_b64encode(digest_under(secret, purpose, what)).rstrip(b"=").decode()


def personal_key(secret: bytes | memoryview, purpose: str, personal_secret: PersonalSecret) -> str:
    """The key of one person for this purpose: only while their browser speaks or looks can it be made."""
    return key_under(secret, purpose, bytes(personal_secret))

"""Pseudonyms: keys by which one person is recognised, without knowing who it is.

A key is an HMAC under a secret (of a poll, or of a board) and the server's own key. With a dump of the database alone
nobody can tell whose it is. Once the secret is destroyed, nobody can tell at all.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from functools import lru_cache

from django.conf import settings

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

"""Secrets and signatures of webhooks, as Standard Webhooks has them (https://www.standardwebhooks.com): `v1`."""

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode

BEGINS = "whsec_"
KEY_BYTES = 32


def new_secret() -> str:
    """A secret, as both sides write it."""
    return BEGINS + b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def signed(secret: str, id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The headers that go with a body: which delivery this is, when it is sent (in seconds), and the signature."""
    key = b64decode(secret.removeprefix(BEGINS))
    said = f"{id}.{timestamp}.".encode() + body
    signature = b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()
    return {"webhook-id": id, "webhook-timestamp": str(timestamp), "webhook-signature": f"v1,{signature}"}

"""Encryption of what second factors keep in the database: seeds of authenticator apps and of recovery codes.

The key is made of `SECRET_KEY`, so a dump of the database alone gives no codes. What an earlier key encrypted is
read as long as that key is in `SECRET_KEY_FALLBACKS`; `manage.py reencrypt_factors` writes it again with the newest.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "livesessions.accounts.factors"


def encrypt(text: str) -> str:
    """`text`, encrypted with the newest key."""
    return _keys().encrypt(text.encode()).decode()


def decrypt(encrypted: str) -> str:
    """The text; raises `LostKey` when no key of the settings made `encrypted`."""
    try:
        return _keys().decrypt(encrypted.encode()).decode()
    except InvalidToken as error:
        raise LostKey from error


def encrypt_again(encrypted: str) -> str:
    """The same text, encrypted with the newest key; raises `LostKey`."""
    return encrypt(decrypt(encrypted))


class LostKey(Exception):
    """What is kept was encrypted with a key that is not in the settings any more."""


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key_of(secret)) for secret in secrets])


def _key_of(secret: str) -> bytes:
    return base64.urlsafe_b64encode(salted_hmac(SALT, "", secret=secret, algorithm="sha256").digest())

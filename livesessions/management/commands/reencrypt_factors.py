"""`manage.py reencrypt_factors`: write the seeds of second factors again, with the newest key."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from livesessions.accounts.encryption import LostKey, encrypt_again

ENCRYPTED = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}
"""Under which name each kind of factor keeps what is encrypted; a passkey keeps nothing secret."""


class Command(BaseCommand):
    """Needed once after `SECRET_KEY` was replaced, before the old key leaves `SECRET_KEY_FALLBACKS`."""

    help = "Encrypt the seeds of second factors again with the newest SECRET_KEY."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Every seed or none. Raises `CommandError` when one was encrypted with a key that is gone."""
        factors = Authenticator.objects.select_for_update().filter(type__in=ENCRYPTED)
        for factor in factors:
            field = ENCRYPTED[Authenticator.Type(factor.type)]
            try:
                factor.data = factor.data | {field: encrypt_again(factor.data[field])}
            except LostKey:
                raise CommandError(
                    "A seed was encrypted with a key that is in neither SECRET_KEY nor SECRET_KEY_FALLBACKS. "
                    "Nothing was changed."
                ) from None
            factor.save(update_fields=["data"])
        self.stdout.write(f"Encrypted {len(factors)} again.")

"""Accounts: everything that allauth leaves to the site."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Knows neither programmes nor rooms."""

    name = "livesessions.accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Hear of logins and of changes."""
        from . import events, sessions, standing  # noqa: F401  (importing connects)

"""The machinery of a live room: commands, writer, parts, hub, presence, consumers. Knows no feature."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiveConfig(AppConfig):
    """Features register their commands and parts with it, each in its own `apps.py`."""

    name = "rooms.live"
    verbose_name = _("Live rooms")

    def ready(self) -> None:
        """Register the system checks."""
        from .serving import checks  # noqa: F401  (importing registers)

"""The machinery of a live room: commands, writer, parts, hub, presence, consumers. Knows no feature."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiveConfig(AppConfig):
    """Features register their commands and parts with it, each in its own `apps.py`."""

    name = "rooms.live"
    verbose_name = _("Live rooms")

    def ready(self) -> None:
        """Register the system checks, what the end of a programme's term does, and how somebody is erased."""
        from livesessions.programme.copying import not_copied

        from .commands import erasing, purging  # noqa: F401  (importing registers)
        from .models import ModeratorLink, Outsider, PartVersion, Room
        from .serving import checks  # noqa: F401  (importing registers)

        not_copied(Room, ModeratorLink, Outsider, PartVersion)

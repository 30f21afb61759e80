"""The floor, for hosts: opening and closing the room, the door, the agenda, announcements."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FloorConfig(AppConfig):
    """Registers its commands and parts with the machinery."""

    name = "rooms.floor"
    verbose_name = _("Agendas")

    def ready(self) -> None:
        """Register commands and parts."""
        from . import (  # noqa: F401  (importing registers)
            arranging,
            commands,
            introducing,
            own_texts,
            parts,
            people,
            redacting,
            removing,
            room_parts,
            staging,
        )
        from .meetings import copying, rehearsing  # noqa: F401  (the same)

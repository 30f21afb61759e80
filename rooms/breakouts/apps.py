"""Breakout groups: dividing people, sending them out, following them, and collecting the harvest."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BreakoutsConfig(AppConfig):
    """Registers its commands and parts with the machinery, and what is kept with the archive."""

    name = "rooms.breakouts"
    verbose_name = _("Groups")

    def ready(self) -> None:
        """Register commands and parts."""
        from . import (  # noqa: F401  (importing registers)
            acts,
            ending,
            purging,
            records,
        )
        from .plan import (  # noqa: F401  (importing registers)
            answer_sources,
            copying,
            deal_requests,
            importing,
            planning,
            resuming,
        )
        from .round import (  # noqa: F401  (importing registers)
            briefing,
            cards,
            choosing,
            clock,
            leaving,
            mending,
            peeking,
            seating,
            sending,
            status,
            street,
        )
        from .writing import (  # noqa: F401  (importing registers)
            harvest,
            redacting,
            saving,
            showing,
            wall,
        )

"""Asking: polls from draft to closed."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AskingConfig(AppConfig):
    """Registers its commands and parts with the machinery, its answers with groups, and what of it is kept."""

    name = "polls.asking"
    label = "polls_asking"
    verbose_name = _("Polls")

    def ready(self) -> None:
        """Register."""
        from . import (  # noqa: F401  (importing registers)
            commands,
            dividing,
            own_votes,
            parts,
            redacting,
            voting,
        )
        from .drafts import copying, preparing  # noqa: F401  (the same)
        from .kept import measured, records  # noqa: F401  (the same)
        from .life import clock, mending, rounds, timer  # noqa: F401  (the same)
        from .pictures import purging  # noqa: F401  (the same)
        from .surveys import making  # noqa: F401  (the same)
        from .written import hands, hiding  # noqa: F401  (the same)

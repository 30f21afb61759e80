"""The question board: asking, upvoting, moderating, answering."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoardConfig(AppConfig):
    """Registers commands and parts with the machinery, what is kept with the archive, and what can be answered."""

    name = "rooms.board"
    verbose_name = _("Question boards")

    def ready(self) -> None:
        """Register."""
        from . import (  # noqa: F401  (importing registers)
            acts,
            afterwards,
            ending,
            prompt_records,
            records,
        )
        from .moderation import (  # noqa: F401  (importing registers)
            board_settings,
            copying,
            merging,
            moderating,
            moderator_links,
            muting,
            prompting,
            undoing,
        )
        from .parts import (  # noqa: F401  (importing registers)
            prompt,
            public,
            queue,
        )
        from .questions import (  # noqa: F401  (importing registers)
            asking,
            cards,
            upvoting,
        )
        from .removal import (  # noqa: F401  (importing registers)
            accounts,
            erasing,
            purging,
            redacting,
            signed,
            withdrawing,
        )

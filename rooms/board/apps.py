"""The question board: asking, upvoting, moderating, answering."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoardConfig(AppConfig):
    """Registers its commands and parts with the machinery."""

    name = "rooms.board"
    verbose_name = _("Question boards")

    def ready(self) -> None:
        """Register."""
        from . import (  # noqa: F401  (importing registers)
            asking,
            desk,
            ending,
            inviting,
            merging,
            moderating,
            muting,
            parts,
            prompt_parts,
            prompting,
            queue_parts,
            undoing,
            upvoting,
        )

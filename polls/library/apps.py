"""Polls that need not be written anew: built-in templates, a programme's own, and polls of earlier sessions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    """Registers its commands, and what of it is redacted and purged."""

    name = "polls.library"
    label = "polls_library"
    verbose_name = _("Library of polls")

    def ready(self) -> None:
        """Register."""
        from livesessions.programme.copying import not_copied

        from . import commands, purging, redacting  # noqa: F401  (importing registers)
        from .models import Template

        not_copied(Template)

"""The archive: what was kept of sessions, and who may see it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    """Knows neither rooms nor polls: features register what they keep."""

    name = "livesessions.archive"
    verbose_name = _("Archive")

    def ready(self) -> None:
        """Register."""
        from livesessions.programme.copying import not_copied

        from . import moving, purging  # noqa: F401  (importing registers)
        from .api import tokens  # noqa: F401  (the same)
        from .models import MirrorLink, Record
        from .saved_views import purging as saved_views  # noqa: F401  (the same)
        from .webhooks import checks  # noqa: F401  (the same)

        not_copied(Record, MirrorLink)

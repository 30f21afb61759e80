"""The programme: what is planned and who comes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammeConfig(AppConfig):
    """Knows neither rooms nor polls."""

    name = "livesessions.programme"
    verbose_name = _("Programme")

    def ready(self) -> None:
        """Say that hosts do not come along with a copy of their session."""
        from .copying import not_copied
        from .models import Hosting

        not_copied(Hosting)

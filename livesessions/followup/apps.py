"""What comes after a session: replies, and the codes with which senders find them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowupConfig(AppConfig):
    """Knows neither rooms nor polls: features register what can be answered."""

    name = "livesessions.followup"
    verbose_name = _("Replies afterwards")

    def ready(self) -> None:
        """Register."""
        from livesessions.programme.copying import not_copied

        from . import purging  # noqa: F401  (importing registers)
        from .models import Receipt, Reply

        not_copied(Receipt, Reply)

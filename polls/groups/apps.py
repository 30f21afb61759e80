"""Polls of groups: a participant asks their own group while a round is out."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    """Registers its commands and its part with the machinery, what it has in the groups, and what of it is kept."""

    name = "polls.groups"
    label = "polls_groups"
    verbose_name = _("Polls of groups")

    def ready(self) -> None:
        """Register."""
        from livesessions.programme.copying import not_copied

        from . import asking, finishing, keeping, parts, purging, records, redacting, voting  # noqa: F401  (importing registers)
        from .models import GroupPoll

        not_copied(GroupPoll)

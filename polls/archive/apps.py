"""The archive: frozen records of polls, and their exports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    """Shows organisers what came of their programmes."""

    name = "polls.archive"
    label = "polls_archive"
    verbose_name = _("Archive")

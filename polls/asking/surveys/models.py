"""Surveys: a part of the models of polls."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from livesessions.archive.models import redacted_at
from rooms.live.models import Room

LONGEST_TITLE = 300


class Survey(models.Model):
    """Polls that open and close as one, and that people answer at their own pace.

    Each of them has ballots and a secret of its own, so that nothing ties one person's answers to one another.
    """

    room = models.ForeignKey(Room, models.CASCADE, verbose_name=_("room"), related_name="surveys")
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    together = models.BooleanField(_("all questions on one page"), default=False)
    redacted_at = redacted_at()

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

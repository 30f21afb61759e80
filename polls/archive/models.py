"""What is kept of a poll: counts, never who."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from livesessions.programme.models import Programme, Session


class Record(models.Model):
    """A closed poll, frozen. Written in the transaction that closes it; a correction is a new version."""

    programme = models.ForeignKey(Programme, models.CASCADE, verbose_name=_("programme"), related_name="records")
    session = models.ForeignKey(
        Session, models.SET_NULL, verbose_name=_("session"), related_name="records", null=True, blank=True
    )
    poll = models.PositiveBigIntegerField(_("poll"), help_text=_("The number of the poll that was closed."))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    kind = models.CharField(_("kind"), max_length=20)
    question = models.CharField(_("question"), max_length=300)
    options = models.JSONField(_("options"), help_text=_("A list of [key, text], in their order."))
    counts = models.JSONField(_("counts"), help_text=_("How many answers for each key."))
    minimum = models.PositiveSmallIntegerField(_("smallest number of answers to show"), default=1)
    opened_at = models.DateTimeField(_("opened at"))
    closed_at = models.DateTimeField(_("closed at"))

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        ordering = ["closed_at"]
        constraints = [models.UniqueConstraint(fields=["poll", "version"], name="record_version_once")]

    def __str__(self) -> str:
        return self.question

"""Templates that a programme keeps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from livesessions.archive.models import redacted_at
from livesessions.programme.models import Session
from polls.asking.models import LONGEST_POLL


class Template(models.Model):
    """A poll that hosts of a programme can prepare again, kept from one of its sessions. It has no answers."""

    session = models.ForeignKey(Session, models.CASCADE, verbose_name=_("session"), related_name="poll_templates")
    text = models.CharField(_("question"), max_length=LONGEST_POLL)
    options = models.JSONField(default=list, editable=False, help_text="A list of texts, in their order.")
    decided = models.JSONField(
        default=dict, editable=False, help_text="What else its host decided, by field of a poll."
    )
    redacted_at = redacted_at()

    class Meta:
        verbose_name = _("template of a poll")
        verbose_name_plural = _("templates of polls")
        ordering = ["text", "pk"]

    def __str__(self) -> str:
        return self.text

"""Notes: a part of the models of the archive."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from livesessions.programme.models import Programme

LONGEST_NOTE = 2000


class About(models.TextChoices):
    """What a note says of a thing."""

    REMARK = "remark", _("Note")
    CAME_OF_IT = "came_of_it", _("What came of it")


class Note(models.Model):
    """What a host or an organiser wrote beside a thing that was kept. The record itself stays as it was.

    It holds for every version of the thing, and goes with the words of its programme. `by_name` is emptied when the
    account goes.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=40)
    about = models.CharField(max_length=12, choices=About)
    text = models.TextField(max_length=LONGEST_NOTE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["programme", "kind", "key"], name="note_of_thing")]

    def __str__(self) -> str:
        return f"note {self.pk}"

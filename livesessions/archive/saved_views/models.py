"""Saved views: a part of the models of the archive."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from livesessions.programme.models import Programme

LONGEST_NAME = 60
LONGEST_SEARCH = 2000


class SavedView(models.Model):
    """A search of the archive, under the name that its owner gave it. Only they see it, and it gives no right.

    `search` is what stands in the address behind the question mark. It goes with the term of the programme that it
    chooses, because its words may be somebody's; without a programme, a term after the day on which it was saved.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="saved_views", null=True)
    name = models.CharField(max_length=LONGEST_NAME)
    search = models.CharField(max_length=LONGEST_SEARCH)
    saved_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return f"saved view {self.pk}"

"""Receipts, which lead from a code to a thing, and replies. Nothing here leads to a sender."""

from django.conf import settings
from django.db import models

from livesessions.programme.models import Session

LONGEST_REPLY = 2000


class Receipt(models.Model):
    """Leads from the digest of a code to what was sent: the kind that a feature registered, and the key of it there.

    `sealed` is a text of the sender's own, which only the code itself opens (sealed_texts.py).
    """

    digest = models.CharField(primary_key=True, max_length=43, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="receipts")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=40)
    sealed = models.BinaryField(null=True, editable=False)

    def __str__(self) -> str:
        return f"a receipt for {self.kind} {self.key}"


class Reply(models.Model):
    """What a host or an organiser replied. A correction is a new version; the newest counts."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="replies")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(max_length=LONGEST_REPLY)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "key", "version"], name="reply_version_once")]

    def __str__(self) -> str:
        return self.text[:60]

"""Tokens: a part of the models of the archive."""

from django.conf import settings
from django.db import models

from livesessions.programme.models import Programme

LONGEST_NAME = 80


class Token(models.Model):
    """With it a program reads what its owner organises of these programmes, and nothing else.

    The database has a keyed digest of it. `made_with` is that of the owner's password at the time (Django's
    session hash): another password ends it.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    programmes = models.ManyToManyField(Programme, related_name="tokens")
    name = models.CharField(max_length=LONGEST_NAME)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_with = models.CharField(max_length=64, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField(help_text="The first day on which it is worth nothing.")
    last_used_on = models.DateField(null=True, help_text="The day, not the time: nobody follows a person by it.")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"token {self.pk}"

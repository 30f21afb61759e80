"""What organisers add beside records that never change: to which barometer one belongs, and links for teams."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from livesessions.programme.models import Programme, Session, Team


class BarometerGiven(models.Model):
    """Somebody gave a kept thing to a barometer, or took it away (an empty name). The newest of each thing counts."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="barometers_given")
    kind = models.CharField(_("kind"), max_length=20)
    key = models.CharField(_("key"), max_length=40)
    barometer = models.SlugField(_("barometer"), blank=True, db_index=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    at = models.DateTimeField(_("given at"), auto_now_add=True)

    class Meta:
        app_label = "archive"
        ordering = ["pk"]
        indexes = [models.Index(fields=["programme", "kind", "key"], name="barometer_of_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.barometer}"


class MirrorLink(models.Model):
    """A link with which a team sees its own answers of a session, until it ends; no account is needed.

    The address holds the key, signed: nobody can make one from a copy of the database.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="mirror_links")
    team = models.ForeignKey(Team, models.CASCADE, related_name="mirror_links")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    ends_at = models.DateTimeField(_("ends at"))

    class Meta:
        app_label = "archive"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.session_id} {self.team_id}"

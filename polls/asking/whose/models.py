"""By whom a result is shown, and named answers: a part of the models of polls."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from livesessions.programme.models import Participant
from rooms.live.personal_choices import PersonalChoice


class Voice(models.TextChoices):
    """By whom a result is shown, of a poll that is counted `by_team`."""

    PERSON = "", _("Per person")
    TEAM = "team", _("Per team")
    SIDE = "side", _("Practice and policy")


class NamedAnswer(PersonalChoice):
    """Whose answer to a named poll is which, beside the ballot. It stays until its participant goes, or the poll."""

    poll = models.ForeignKey("polls_asking.Poll", models.CASCADE, related_name="named_answers")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    answer = models.TextField(help_text="JSON, as on the ballot.")

    def __str__(self) -> str:
        return f"a named answer of {self.poll_id}"

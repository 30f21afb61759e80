"""A group's own poll, and its ballots while it is open."""

from django.db import models
from django.db.models import Q

from livesessions.archive.models import redacted_at
from livesessions.programme.models import Participant
from rooms.breakouts.models import Group
from rooms.live.base.pseudonyms import new_secret
from rooms.live.personal_choices import PersonalChoice

LONGEST_POLL = 200


class GroupPoll(models.Model):
    """What a participant asks their own group, with a few answers; each person chooses one.

    `number` counts the polls of a group: the form names it, so that a form sent twice asks once. `counts`, one for
    each of `answers`, is set when the result is shown; it is empty once the round is back and they were few. A poll
    that ended has no secret and no ballots. `asked_by` and `ended_by` are emptied when the room ends.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="polls")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=LONGEST_POLL)
    answers = models.JSONField(help_text="A list of texts, in their order.")
    secret = models.BinaryField(default=new_secret, null=True, editable=False)
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="+")
    redacted_at = redacted_at()
    counts = models.JSONField(null=True, help_text="How many chose each answer; empty: the result was not shown.")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="group_poll_number_once"),
            models.UniqueConstraint(fields=["group"], condition=Q(ended_at=None), name="one_open_poll_a_group"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(secret__isnull=True), name="ended_group_poll_has_no_secret"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class GroupBallot(PersonalChoice):
    """One person's choice in an open poll of a group: the position of an answer, from 1.

    The key is made like that of every ballot (`polls/asking/ballots.py`): unique, without a link to a person. The row
    holds no time and no order.
    """

    poll = models.ForeignKey(GroupPoll, models.CASCADE, related_name="ballots")
    option = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"a ballot of {self.poll_id}"

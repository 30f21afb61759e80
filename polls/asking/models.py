"""Polls, their options, the ballots of an open poll, and answer groupings."""

from datetime import datetime, timedelta

from django.conf import settings as site
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from livesessions.archive.models import redacted_at
from polls.kinds.register import standard
from rooms.breakouts.models import Way
from rooms.live.base.pseudonyms import new_secret
from rooms.live.models import Room
from rooms.live.personal_choices import PersonalChoice

from .pictures.models import Picture  # noqa: F401  (a model of this app)
from .surveys.models import Survey
from .whose.models import NamedAnswer, Voice  # noqa: F401  (the first is a model of this app)

LONGEST_POLL = 300
"""Characters of what a poll asks."""
LONGEST_OPTION = 200
LAST_VOTES = timedelta(seconds=5)
"""After the end of a countdown the last votes may still be on their way."""


class PollState(models.TextChoices):
    """The state of a poll. A removed draft can be put back until the room ends."""

    DRAFT = "draft", _("Draft")
    REMOVED = "removed", _("Removed")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Divides(models.TextChoices):
    """A further use of the answers. The ballot announces it, and it is fixed before anybody answers."""

    NOTHING = "", _("Nothing: answers stay secret")
    ALIKE = Way.ALIKE.value, _("We make groups: the same answer together")
    DIFFERENT = Way.DIFFERENT.value, _("We make groups: different answers together")


def smallest_result() -> int:
    """The fewest answers with which a poll shows a result, unless its host asks for more."""
    return site.SMALLEST_RESULT


class Poll(models.Model):
    """What a host asks the room, with one answer from each person. Its kind (`polls/kinds`) says what an answer is.

    `secret` ensures one ballot for each person without a link from ballot to person; closing destroys it. Closing a
    poll that `divides` people over groups leaves an `AnswerGrouping`.
    """

    room = models.ForeignKey(Room, models.CASCADE, verbose_name=_("room"), related_name="polls")
    text = models.CharField(_("question"), max_length=LONGEST_POLL)
    kind = models.CharField(_("kind"), max_length=20, default=standard, editable=False)
    settings = models.JSONField(default=dict, editable=False, help_text="Settings of its kind, by name.")
    state = models.CharField(_("state"), max_length=8, choices=PollState, default=PollState.DRAFT, editable=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Among the drafts."))
    minimum = models.PositiveSmallIntegerField(
        _("smallest number of answers to show"),
        default=smallest_result,
        validators=[MinValueValidator(smallest_result)],
        help_text=_("With fewer answers nobody sees the result, so that everybody stays unrecognisable."),
    )
    strict = models.BooleanField(
        _("numbers move in steps"),
        null=True,
        editable=False,
        help_text=_("Empty: it is decided when the poll opens, by how many people are here."),
    )
    wordings = models.JSONField(default=list, editable=False, help_text="Its words before somebody mended a typo.")
    hidden = models.JSONField(default=list, editable=False, help_text="Answers of people that a host hides.")
    survey = models.ForeignKey(Survey, models.SET_NULL, related_name="polls", null=True, editable=False)
    divides = models.CharField(_("answers make groups"), max_length=6, choices=Divides, default="", blank=True)
    secret = models.BinaryField(default=new_secret, null=True, editable=False)
    staged_at = models.DateTimeField(_("on the stage since"), null=True, editable=False)
    """When it was opened or, after another poll, shown again: of the polls that were asked, the newest is looked at."""
    opened_at = models.DateTimeField(_("opened at"), null=True, editable=False)
    opened_by = models.ForeignKey(
        site.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("opened by"),
        related_name="+",
        null=True,
        editable=False,
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    closed_by = models.ForeignKey(
        site.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("closed by"),
        related_name="+",
        null=True,
        editable=False,
    )
    present_at_end = models.PositiveIntegerField(
        null=True,
        editable=False,
        help_text=_("How many people were present when the session ended while this poll was open."),
    )
    received_at_end = models.PositiveIntegerField(null=True, editable=False)
    revealed_at = models.DateTimeField(_("revealed at"), null=True, editable=False)
    revealed_by = models.ForeignKey(
        site.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("revealed by"),
        related_name="+",
        null=True,
        editable=False,
    )
    redacted_at = redacted_at()
    approved = models.JSONField(
        default=list, null=True, editable=False, help_text="Answers of people that a host approved; null: all left."
    )
    hands = models.JSONField(default=dict, editable=False, help_text="Hands that a host counted in the hall.")
    codes_secret = models.BinaryField(
        null=True,
        editable=False,
        help_text="Where answers come back: under it people's codes are made again, until the room is finished.",
    )

    paused_at = models.DateTimeField(_("stands still since"), null=True, editable=False)
    countdown = models.PositiveSmallIntegerField(_("seconds to answer"), null=True, editable=False)
    span = models.PositiveSmallIntegerField(null=True, editable=False, help_text="The same with what a host added.")
    closes_itself = models.BooleanField(_("closes when its time is up"), default=False, editable=False)
    closes_at = models.DateTimeField(null=True, editable=False, help_text="While it stands still: as if it did not.")

    by_team = models.BooleanField(
        _("also counted by team and side"),
        default=False,
        editable=False,
        help_text=_("The ballot says so, and it is fixed once the poll is open."),
    )
    named = models.BooleanField(
        _("hosts see who answered what"),
        default=False,
        editable=False,
        help_text=_("The ballot says so, and it is fixed once the poll is open."),
    )
    hosts_vote = models.BooleanField(_("hosts vote along"), default=False, editable=False)
    barometer = models.SlugField(default="", db_index=False, editable=False, help_text="Its line in the archive.")
    voice = models.CharField(choices=Voice, max_length=5, default="", editable=False, help_text="Whose is looked at.")
    again_of = models.ForeignKey("self", models.SET_NULL, related_name="+", null=True, editable=False)
    round = models.PositiveSmallIntegerField(_("round"), default=1, editable=False)

    class Meta:
        verbose_name = _("poll")
        verbose_name_plural = _("polls")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=PollState.CLOSED) | Q(secret__isnull=True), name="closed_poll_has_no_secret"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def is_over(self, now: datetime) -> bool:
        """Whether its time is up and it closes by itself, though perhaps nobody looked yet and closed it."""
        if not self.closes_itself or self.closes_at is None or self.paused_at is not None:
            return False
        return self.closes_at + LAST_VOTES < now

    @property
    def ends_ms(self) -> int:
        """When its time is up, in milliseconds since 1970, for the clocks on the page; 0 without a countdown."""
        return int(self.closes_at.timestamp() * 1000) if self.closes_at else 0


class Option(models.Model):
    """One thing that can be chosen, placed or judged; its key is the name of it in answers."""

    poll = models.ForeignKey(Poll, models.CASCADE, verbose_name=_("poll"), related_name="options")
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.CharField(_("text"), max_length=LONGEST_OPTION)

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["poll", "position"], name="option_position_once")]

    def __str__(self) -> str:
        return self.text


class Ballot(PersonalChoice):
    """One person's answer to an open poll. Exists until the poll closes.

    The primary key is derived from the poll's secret and the participant (see ballots.py): it makes the ballot unique
    and changeable, and does not tell whose it is. The row holds no time. The order in which a database stores rows
    disappears with them when the poll closes.
    """

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="ballots")
    answer = models.TextField(help_text="JSON; the kind makes equal answers equal texts.")
    sealed = models.TextField(default="", help_text="Team and side of a poll that is counted by them: whose/sealed.py.")

    def __str__(self) -> str:
        return f"a ballot of {self.poll_id}"


class Step(models.Model):
    """What may be seen of a strict poll while it is open, as of so many answers. It goes with the ballots."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    answered = models.PositiveIntegerField()
    cells = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "number"], name="poll_step_once")]

    def __str__(self) -> str:
        return f"step {self.number} of {self.poll_id}"


class AnswerGrouping(models.Model):
    """The remainder of a closed poll that divides, until the groups go or the room ends; at most one in each room.

    It has a secret of its own, because the poll's secret is destroyed.
    """

    poll = models.OneToOneField(Poll, models.CASCADE, related_name="grouping")
    secret = models.BinaryField(default=new_secret, editable=False)

    def __str__(self) -> str:
        return f"an answer grouping of {self.poll_id}"


class AnswerGroupMember(models.Model):
    """One person who answered, and their answer group: people of one answer group gave equal answers.

    The key is made like that of a ballot, from the grouping's secret. Answer groups are numbered by lot, not as the
    options.
    """

    key = models.CharField(primary_key=True, max_length=43, editable=False)
    grouping = models.ForeignKey(AnswerGrouping, models.CASCADE, related_name="members")
    answer_group = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"one of an answer grouping of {self.grouping_id}"

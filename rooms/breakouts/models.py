"""Groups: a plan with its rounds and their groups, and who sits where. What they write stands in `written`."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from livesessions.programme.models import Participant, ParticipantRole, Team
from rooms.live.models import Room

from .deals import Deal
from .states import BY_ANSWERS, MoveReason, Stay, Way
from .written import HARVEST, LONGEST_LABEL, Entry, EntryUpvote, Field, Wording

__all__ = [
    "BY_ANSWERS", "HARVEST", "LONGEST_LABEL", "Deal", "Entry", "EntryUpvote", "Field", "Group", "MoveReason", "Plan",
    "Round", "Seat", "Stay", "Way", "Wording",
]  # fmt: skip

LONGEST_NAME = 80
LONGEST_TASK = LONGEST_LINK = 500
LONGEST_MESSAGE = 300


def _by() -> models.ForeignKey:
    """A column for the host who did something."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, editable=False)


class Plan(models.Model):
    """How a room goes into groups: one or more rounds that are divided together.

    `version` steps with everything that a host sees change in it: what was shown is what starts. `answers_of` is the
    key of a poll by whose answers people are divided (`sources.py`), and `question` its text; the text alone, when
    people sit where they sat by one.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="plans")
    way = models.CharField(max_length=8, choices=Way, default=Way.MIX)
    groups = models.PositiveSmallIntegerField()
    capacity = models.PositiveSmallIntegerField(null=True, help_text="How many may choose a group; empty: no limit.")
    answers_of = models.CharField(max_length=40, blank=True, editable=False)
    question = models.CharField(max_length=300, blank=True, editable=False)
    rounds_planned = models.PositiveSmallIntegerField(default=1)
    minutes = models.PositiveSmallIntegerField(default=15)
    task = models.CharField(max_length=LONGEST_TASK, blank=True)
    both_sides = models.BooleanField(default=False, help_text="As far as there are enough of them.")
    calls_back = models.BooleanField(default=False, help_text="Else the host does.")
    version = models.PositiveIntegerField(default=1, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = _by()
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = _by()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["room"], condition=Q(ended_at=None), name="one_current_plan_a_room")
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()} ({self.room_id})"

    @property
    def required_roles(self) -> tuple[str, ...]:
        """The roles of which somebody should be in every group; none unless the host asked for both sides."""
        return (ParticipantRole.PRACTICE.value, ParticipantRole.POLICY.value) if self.both_sides else ()


class Round(models.Model):
    """One time out and back. Out: sent and not yet called back.

    `deal` is the one by which its people sit: the plan may be divided again for the rounds after it. `smallest` and
    `largest` are the sizes of its groups when it was sent.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    deal = models.ForeignKey(Deal, models.SET_NULL, related_name="rounds", null=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    sent_by = _by()
    ends_at = models.DateTimeField(null=True, editable=False)
    smallest = models.PositiveSmallIntegerField(null=True, editable=False)
    largest = models.PositiveSmallIntegerField(null=True, editable=False)
    noticed_at = models.DateTimeField(null=True, editable=False)
    back_at = models.DateTimeField(null=True, editable=False)
    back_by = _by()
    shown = models.CharField(max_length=6, blank=True, editable=False, help_text="How the harvest is shown.")
    shown_group = models.ForeignKey("Group", models.SET_NULL, null=True, editable=False, related_name="+")
    shown_at = models.DateTimeField(null=True, editable=False)
    shown_by = _by()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="round_number_once"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(sent_at__isnull=False, back_at=None), name="one_round_out_a_plan"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.number}"

    @property
    def is_out(self) -> bool:
        """People are in their groups now."""
        return self.sent_at is not None and self.back_at is None

    @property
    def ends_ms(self) -> int | None:
        """When the time is over, in milliseconds since 1970, for the clocks on the page."""
        return int(self.ends_at.timestamp() * 1000) if self.ends_at else None


class Group(models.Model):
    """One group of one round. The curtain is open while others may look in. In hosted visits `team` hosts it."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    team = models.ForeignKey(Team, models.SET_NULL, related_name="+", null=True, editable=False)
    task = models.CharField(max_length=LONGEST_TASK, blank=True)
    link = models.URLField(max_length=LONGEST_LINK, blank=True)
    curtain_at = models.DateTimeField(null=True, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)
    help_at = models.DateTimeField(null=True, editable=False)
    helped_at = models.DateTimeField(null=True, editable=False)
    helped_by = _by()
    message = models.CharField(max_length=LONGEST_MESSAGE, blank=True, editable=False)
    message_at = models.DateTimeField(null=True, editable=False)
    message_by = _by()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="group_number_once")]

    def __str__(self) -> str:
        return self.name or str(_("Group %(number)s") % {"number": self.number})


class Seat(models.Model):
    """Where somebody belongs in a round. Carries no time: who stayed away when is nobody's business.

    `group` is kept while somebody stays elsewhere, so that they can come back. `looking_into` is the group of others
    whose open curtain they look through, `waits_for` one that was full when they chose it. Who was `moved` may still
    send words to the group they `came_from`. `late`: given after people were divided. `came`: they were here while the
    round was out; who never came is counted nowhere afterwards.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="seats")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="seats")
    group = models.ForeignKey(Group, models.CASCADE, related_name="seats", null=True)
    stays = models.CharField(max_length=8, choices=Stay, blank=True)
    looking_into = models.ForeignKey(Group, models.SET_NULL, related_name="onlookers", null=True)
    waits_for = models.ForeignKey(Group, models.SET_NULL, related_name="waiting", null=True)
    waits_turn = models.PositiveIntegerField(null=True, help_text="The place in the line: who waits longest is first.")
    moved = models.CharField(max_length=6, choices=MoveReason, blank=True)
    came_from = models.ForeignKey(Group, models.SET_NULL, related_name="+", null=True)
    late = models.BooleanField(default=False)
    came = models.BooleanField(default=False, editable=False)
    pinned_at = models.DateTimeField(null=True, help_text="A host put them here by hand; dividing again leaves it.")
    pinned_by = _by()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "participant"], name="one_seat_a_round")]

    def __str__(self) -> str:
        return f"a seat in {self.group}"

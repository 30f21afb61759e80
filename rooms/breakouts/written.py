"""The texts of groups: fields, texts beside them, and upvotes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from livesessions.archive.models import redacted_at
from livesessions.programme.models import Participant
from rooms.live.base.people import PersonalSecret
from rooms.live.base.pseudonyms import LENGTH as KEY_LENGTH
from rooms.live.base.pseudonyms import personal_key
from rooms.live.personal_choices import PersonalChoice

LONGEST_LABEL = 40


class Field(models.TextChoices):
    """The fields that a group fills in together."""

    NOTE = "note", _("Notes")
    NOTICED = "noticed", _("What struck us?")
    HOME = "home", _("What do we take home?")
    POLICY = "policy", _("A question for policy makers")


HARVEST = (Field.NOTICED, Field.HOME, Field.POLICY)
"""The fields that come back to the plenary room; the notes stay in the group."""


class Entry(models.Model):
    """One field of one group as it reads now. `version` counts the texts it had; `label` groups it on the wall.

    `base` is the version on which the author wrote, and `sequence` counts the author's own texts.
    """

    group = models.ForeignKey("breakouts.Group", models.CASCADE, related_name="entries")
    field = models.CharField(max_length=8, choices=Field)
    version = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)
    author = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="+")
    base = models.PositiveIntegerField(default=0)
    sequence = models.PositiveIntegerField(default=0)
    label = models.CharField(max_length=LONGEST_LABEL, blank=True)
    redacted_at = redacted_at()
    redacted_version = models.PositiveIntegerField(
        default=0, editable=False, help_text="A text on an older version would bring words back that were taken out."
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "field"], name="one_entry_a_field")]

    def __str__(self) -> str:
        return f"{self.field} of {self.group_id}"


class Wording(models.Model):
    """A text that a person wrote for an entry, kept so that no word is lost and a repeated save is recognised.

    `lost_at`: somebody else had written meanwhile, so this text is kept beside the entry. `joined_at`: the text was
    added to the entry. Deleted when the room ends.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="wordings")
    author = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    base = models.PositiveIntegerField()
    sequence = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, help_text="Of the text and the version it was based on.")
    text = models.TextField()
    lost_at = models.DateTimeField(null=True)
    joined_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "author", "digest"], name="one_wording")]

    def __str__(self) -> str:
        return f"a wording of {self.entry_id}"


class EntryUpvote(PersonalChoice):
    """A participant finds a line of the harvest important, or does no longer. Only the number is kept at the end.

    `voter` is a key of one person in one room, made from their personal secret: nothing here leads to the person.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="upvotes")
    voter = models.CharField(max_length=KEY_LENGTH, editable=False)
    on = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "voter"], name="one_upvote_a_line")]

    def __str__(self) -> str:
        return f"an upvote of {self.entry_id}"


def voter_key(room: str, personal_secret: PersonalSecret) -> str:
    """The key of a person as a voter for lines of the harvest in this room, 43 characters."""
    return personal_key(room.encode(), "line of the harvest", personal_secret)

"""What one person chose: the columns that the models of ballots and upvotes have in common."""

from django.db import models


class PersonalChoice(models.Model):
    """What one person chose about one thing; `rooms/live/commands/newest.py` writes it.

    The primary key says whose and about what, often without telling who that is: one row for each, without a serial
    number or a time.
    """

    key = models.CharField(primary_key=True, max_length=64, editable=False)
    sequence = models.PositiveIntegerField(
        editable=False, help_text="Counts this person's choices: a late retry of an older one loses."
    )

    class Meta:
        abstract = True

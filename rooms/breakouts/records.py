"""What is kept of the groups when the room has ended. Rows are written once and never changed."""

from django.db import models

from livesessions.programme.models import Programme, Session

from .states import Way


class HarvestRecord(models.Model):
    """A round as it is kept: how people were divided, with seed and proof sheet, and what the houses brought back.

    Frozen when the room ends; holds no names. The texts are participants' words.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="harvests")
    session = models.ForeignKey(Session, models.SET_NULL, related_name="harvests", null=True, blank=True)
    round = models.PositiveBigIntegerField(unique=True, help_text="The key of the round.")
    number = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=8, choices=Way)
    question = models.CharField(max_length=300, blank=True, help_text="By whose answers people were divided.")
    task = models.CharField(max_length=500, blank=True)
    seed = models.PositiveBigIntegerField(null=True)
    proof = models.JSONField(default=dict)
    houses = models.JSONField(help_text="A list of houses with number, name, teams, people and lines.")
    sent_at = models.DateTimeField()
    back_at = models.DateTimeField()

    class Meta:
        ordering = ["sent_at"]

    def __str__(self) -> str:
        return f"{self.session}: {self.number}"

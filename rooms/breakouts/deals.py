"""A deal: a request to divide people, and its answer. It is a row from the moment at which a host asks."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

PATIENCE = timedelta(seconds=60)
"""A deal that has no answer so long after it was asked for gets none any more."""
OPEN = Q(answered_at=None, failed_at=None)
"""Wishes without an answer."""
UNCOUNTED = Q(moved_at__isnull=False) & (Q(counted_at=None) | Q(counted_at__lt=F("moved_at")))
"""Deals whose sheet waits to be counted anew."""


class Deal(models.Model):
    """How the people of a plan were divided over its rounds that had not gone out; `rounds` are those that it divided.

    What a wish needs to be answered stands in the row, so that any process can take it up when the one that had it
    died: the plan's `version` that the host saw, who was here (`people`: keys, emptied with the answer) and the `seed`.
    `taken` counts how often somebody took it up. `failure` says why it failed; empty when nobody answered in time.

    Where nobody asked, because everybody was put by hand or chose, there is no seed, and the row holds the sheet alone.

    `proof` is the proof sheet as people were dealt, `sheet` as they sit. Somebody was put elsewhere last at `moved_at`;
    until `counted_at` says the same, `sheet` is empty and waits to be counted anew.
    """

    plan = models.ForeignKey("breakouts.Plan", models.CASCADE, related_name="deals")
    version = models.PositiveIntegerField()
    people = models.JSONField(default=list)
    seed = models.PositiveBigIntegerField(null=True)
    language = models.CharField(max_length=8, blank=True, help_text="In which a failure is told.")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    taken = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(null=True, help_text="Taken up last; before, others went first.")
    answered_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)
    proof = models.JSONField(default=dict)
    sheet = models.JSONField(default=dict)
    moved_at = models.DateTimeField(null=True)
    counted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=OPEN, name="one_open_deal_a_plan"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(failed_at=None, failure=""), name="deal_answered_or_failed"
            ),
        ]

    def __str__(self) -> str:
        return f"a deal of {self.plan_id}"

    @property
    def is_open(self) -> bool:
        """Somebody is thinking about it, or will."""
        return self.answered_at is None and self.failed_at is None and timezone.now() < self.asked_at + PATIENCE

    @property
    def has_failed(self) -> bool:
        """It came to nothing, also when nobody wrote that down."""
        return self.answered_at is None and not self.is_open

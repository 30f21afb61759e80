"""A poll, its options, and one vote for each session."""

from django.db import models
from django.db.models import Count


class Poll(models.Model):
    """A question that is open, with its result in sight."""

    text = models.CharField(max_length=300)

    class Meta:
        app_label = "polling"

    def __str__(self):
        return self.text

    def result(self) -> dict[str, object]:
        """What `tally.html` shows."""
        rows = list(self.options.annotate(count=Count("votes")).values("pk", "text", "count"))
        total = sum(row["count"] for row in rows)
        for row in rows:
            row["share"] = 100 * row["count"] // total if total else 0
        return {"poll": self.pk, "text": self.text, "rows": rows, "total": total}


class Option(models.Model):
    """One answer."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="options")
    text = models.CharField(max_length=200)

    class Meta:
        app_label = "polling"

    def __str__(self):
        return self.text


class Vote(models.Model):
    """One person's choice."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="votes")
    session_key = models.CharField(max_length=40)
    option = models.ForeignKey(Option, models.CASCADE, related_name="votes")

    class Meta:
        app_label = "polling"
        constraints = [models.UniqueConstraint(fields=["poll", "session_key"], name="one_vote_each")]

    def __str__(self):
        return f"a vote in {self.poll_id}"

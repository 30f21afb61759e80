"""Webhooks and what waits to be delivered: a part of the models of the archive."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from livesessions.programme.models import Programme

LONGEST_ADDRESS = 500


class Webhook(models.Model):
    """An address that is told when a session of a programme is archived. The secret that signs is kept sealed."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="webhooks")
    address = models.CharField(max_length=LONGEST_ADDRESS)
    secret = models.CharField(max_length=300, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"webhook {self.pk}"


class Delivery(models.Model):
    """One thing to tell one webhook: `body` is sent as it is, at every try. It holds keys and addresses, no words.

    It waits until `next_at`; whoever tries puts that off first, so that no other process tries too. Delivered or given
    up, it waits for nothing and `next_at` is empty. `problem` says why the last try failed.
    """

    class Problem(models.TextChoices):
        """Why a try failed."""

        NOT_FOUND = "not_found", _("The name of this address is not known.")
        FORBIDDEN = "forbidden", _("This address is not on the public internet.")
        UNREACHABLE = "unreachable", _("Nobody answered.")
        CERTIFICATE = "certificate", _("The certificate of this address is not valid.")
        STATUS = "status", _("The answer was not that it arrived.")
        SECRET = "secret", _("The secret cannot be read any more. Remove this webhook and add it again.")

    id = models.CharField(primary_key=True, max_length=32)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    body = models.CharField(max_length=2000, editable=False)
    queued_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=12, choices=Problem, blank=True)
    status = models.PositiveSmallIntegerField(null=True, help_text="What the last answer was, as HTTP says it.")
    delivered_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-queued_at", "pk"]

    def __str__(self) -> str:
        return f"delivery {self.pk}"

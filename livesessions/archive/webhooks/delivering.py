"""Delivering what waits, in a thread of its own: never in a request, on the event loop or in a transaction.

The queue is in the database, so it survives a restart. Each process looks; whoever puts a delivery off first has it,
and if that process dies the delivery waits no longer than that.
"""

import threading
import time
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from livesessions.repeating import keep_doing
from livesessions.sealing import seal, unseal

from .models import Delivery, Webhook
from .sending import Outcome, send
from .signing import new_secret, signed

LOOK_EVERY = 10.0
"""Seconds between two looks."""
AT_ONCE = 50
PURPOSE = "livesessions.archive.webhooks"
TAKEN_FOR = timedelta(minutes=2)
"""Longer than sending takes: after this another process tries."""
PAUSES = [timedelta(seconds=10), *(timedelta(minutes=each) for each in (1, 5, 30, 60, 120, 240, 480))]
"""After the first failure, the second, …; the last pause comes again."""
GIVE_UP = timedelta(days=1)


def add(programme: int, address: str) -> tuple[Webhook, str]:
    """A new webhook of this programme, and its secret, which nobody can read on a page again."""
    secret = new_secret()
    return Webhook.objects.create(
        programme_id=programme, address=address, secret=seal(PURPOSE, secret.encode())
    ), secret


def deliver_due() -> None:
    """Try everything whose time has come, the longest wait first."""
    due = Delivery.objects.filter(next_at__lte=timezone.now()).order_by("next_at", "pk").select_related("webhook")
    for delivery in list(due[:AT_ONCE]):
        if _is_taken(delivery):
            _note(delivery, _tried(delivery))


def keep_delivering(every: float = LOOK_EVERY) -> threading.Event:
    """Deliver again and again: see `keep_doing`."""
    return keep_doing("deliver", deliver_due, every)


def _is_taken(delivery: Delivery) -> bool:
    """Whether this process is the one that tries."""
    mine = Delivery.objects.filter(pk=delivery.pk, next_at=delivery.next_at)
    return bool(mine.update(next_at=timezone.now() + TAKEN_FOR, tries=F("tries") + 1))


def _tried(delivery: Delivery) -> Outcome:
    secret = unseal(PURPOSE, delivery.webhook.secret)
    if secret is None:  # sealed under an earlier SECRET_KEY
        return Outcome(Delivery.Problem.SECRET)
    body = delivery.body.encode()
    return send(delivery.webhook.address, signed(secret.decode(), delivery.pk, int(time.time()), body), body)


def _note(delivery: Delivery, outcome: Outcome) -> None:
    now = timezone.now()
    said = Delivery.objects.filter(pk=delivery.pk)
    if not outcome.problem:
        said.update(next_at=None, delivered_at=now, problem="", status=outcome.status)
        return
    next_at = now + PAUSES[min(delivery.tries, len(PAUSES) - 1)]
    if next_at > delivery.queued_at + GIVE_UP:
        said.update(next_at=None, given_up_at=now, problem=outcome.problem, status=outcome.status)
    else:
        said.update(next_at=next_at, problem=outcome.problem, status=outcome.status)

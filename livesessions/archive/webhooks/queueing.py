"""What is to be told: a row for each webhook, written in the transaction in which the thing happens."""

import json
import secrets
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from livesessions.programme.models import Session

from .models import Delivery, Webhook

LOGGED = 20
"""Deliveries of one webhook that are kept."""


def announce(session: Session) -> None:
    """Tell the webhooks of its programme that a session was archived. One query where there is none."""
    hooks = list(Webhook.objects.filter(programme=session.programme_id).select_related("programme"))
    for hook in hooks:
        _queue(hook, "session.archived", _about(hook.programme.slug, session.pk))


def try_out(webhook: Webhook) -> None:
    """Tell one webhook that somebody tries it out."""
    _queue(webhook, "webhook.test", {"programme": webhook.programme.slug})


def _about(programme: str, session: int) -> dict[str, Any]:
    items = urlencode({"programme": programme, "session": session})
    return {
        "programme": programme,
        "session": session,
        "session_address": _address(reverse("api-session", args=[session])),
        "items_address": _address(f"{reverse('api-items')}?{items}"),
    }


def _queue(webhook: Webhook, what: str, data: dict[str, Any]) -> None:
    now = timezone.now()
    body = json.dumps({"type": what, "timestamp": now.isoformat(), "data": data})
    Delivery.objects.create(
        id=f"msg_{secrets.token_urlsafe(18)}", webhook=webhook, body=body, queued_at=now, next_at=now
    )
    kept = list(webhook.deliveries.values_list("pk", flat=True)[:LOGGED])
    webhook.deliveries.filter(next_at=None).exclude(pk__in=kept).delete()


def _address(path: str) -> str:
    return f"{'https' if settings.HTTPS else 'http'}://{settings.PUBLIC_ADDRESS}{path}"

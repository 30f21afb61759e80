"""System check: no webhook of a real site goes to the site itself."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def check_loopback(**kwargs: Any) -> list[CheckMessage]:
    """Refuse the setting of the tests elsewhere."""
    if not settings.WEBHOOKS_TO_LOOPBACK or settings.LAPTOP:
        return []
    return [Error("WEBHOOKS_TO_LOOPBACK lets webhooks reach this server itself: it is for tests.", id="archive.E001")]

"""System checks: settings with which a room would fail silently."""

from typing import Any

from channels.layers import InMemoryChannelLayer, get_channel_layer
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register
def one_memory_one_process(**kwargs: Any) -> list[CheckMessage]:
    """The in-memory layer reaches one process only: with more processes people would miss changes unnoticed."""
    if settings.PROCESSES > 1 and isinstance(get_channel_layer(), InMemoryChannelLayer):
        return [
            Error(
                f"PROCESSES is {settings.PROCESSES}, but the in-memory channel layer reaches one process only.",
                hint="Set REDIS_URL, or PROCESSES=1.",
                id="live.E001",
            )
        ]
    return []

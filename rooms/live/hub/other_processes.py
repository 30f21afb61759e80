"""What the processes of one site tell one another about a room: when to refresh, and who is here.

All of this may fail while Redis is away. Then each process goes on alone, and the heartbeat of its hubs finds the
changes in the database.
"""

import asyncio
import logging
from collections.abc import Callable

from ..base.redis import circuit_breaker
from ..base.redis.channel_layer import group_of, layer
from ..base.threads import in_thread, sharing
from .announcement import NOTHING, Announcement
from .presence import presence

logger = logging.getLogger(__name__)

SHARE_EVERY = 5.0
"""Seconds between two exchanges of presence entries; a third of an entry's life."""
LONGEST_PAUSE = 5.0


async def hear(room: str, look_again: Callable[[Announcement], None]) -> None:
    """Pass on the channel layer's calls about `room`, until cancelled."""
    pause = 1.0
    while True:
        try:
            shared = layer()
            channel = await shared.new_channel()
            await shared.group_add(group_of(room), channel)
            look_again(NOTHING)
            pause = 1.0
            while True:
                message = await shared.receive(channel)
                look_again(Announcement.read(message.get("sealed", "")))
        except asyncio.CancelledError:
            raise
        except Exception as error:  # whatever the layer's client raises
            logger.warning("the channel layer is away: %s", type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


async def share_seats(room: str, changed: Callable[[], None]) -> None:
    """Exchange presence entries with the other processes, until cancelled; calls `changed` when theirs changed.

    This runs beside the hub's refreshes, in a thread of its own: a frozen Redis must not delay them.
    """
    while True:
        if circuit_breaker.seats.allows():
            try:
                if await in_thread(sharing, presence.share, room):
                    changed()
                circuit_breaker.seats.worked()
            except Exception as error:  # Redis is away: pages show the people who are connected to this process
                circuit_breaker.seats.failed(error)
        await asyncio.sleep(SHARE_EVERY)

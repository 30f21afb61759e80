"""What the processes of one site tell one another about a room: look again, and who sits here.

Everything here may fail while Redis is away. Then each process goes on alone, and the heartbeat of its hubs finds in
the database what nobody told them.
"""

import asyncio
import logging
from collections.abc import Callable

from ..base import circuit_breaker
from ..base.channel_layer import group_of, layer
from ..base.threads import in_thread, sharing
from .presence import presence

logger = logging.getLogger(__name__)

SHARE_EVERY = 5.0
"""Seconds between two times that seats are laid side by side; a third of what a seat lasts."""
LONGEST_PAUSE = 5.0


async def hear(room: str, look_again: Callable[..., None]) -> None:
    """Pass on what the layer says about `room`, until cancelled."""
    pause = 1.0
    while True:
        try:
            shared = layer()
            channel = await shared.new_channel()
            await shared.group_add(group_of(room), channel)
            look_again()
            pause = 1.0
            while True:
                message = await shared.receive(channel)
                look_again(message.get("people", {}), bool(message.get("ended")))
        except asyncio.CancelledError:
            raise
        except Exception as error:  # whatever the layer's client raises
            logger.warning("the channel layer is away: %s", type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


async def share_seats(room: str, changed: Callable[[], None]) -> None:
    """Lay our seats beside those of the other processes, until cancelled; `changed` when theirs did.

    Beside the hub's looks, in a thread of its own: a frozen Redis must not delay them.
    """
    while True:
        if circuit_breaker.seats.allows():
            try:
                if await in_thread(sharing, presence.share, room):
                    changed()
                circuit_breaker.seats.worked()
            except Exception as error:  # Redis is away: we show those whom this process sees
                circuit_breaker.seats.failed(error)
        await asyncio.sleep(SHARE_EVERY)

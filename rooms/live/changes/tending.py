"""What features do for a live room every few seconds, while somebody is looking: at a calm pace, not for each command.

Every process that shows the room does it; a guarded update decides who was first.
"""

import logging
from collections.abc import Callable

from ..models import Room

logger = logging.getLogger(__name__)

Tend = Callable[[Room], None]

_tending: list[Tend] = []


def every_heartbeat(tend: Tend) -> Tend:
    """Register `tend`, which is called as ``tend(room)`` and opens a transaction of its own when it has to."""
    _tending.append(tend)
    return tend


def tend_all(room_id: str) -> None:
    """Have every feature tend to a room; one that fails does not keep the others from it."""
    room = Room.fetch(room_id)
    if room is None or not room.is_open:
        return
    for tend in _tending:
        try:
            tend(room)
        except Exception:  # the database may be away: the next heartbeat tries again
            logger.exception("tending to a room failed")

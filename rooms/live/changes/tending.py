"""The hook for features that act on a live room every few seconds, while somebody looks at it, not at each command.

Every process that shows the room calls it; a guarded update decides which process was first.
"""

import logging
from collections.abc import Callable

from ..models import Room

logger = logging.getLogger(__name__)

Tend = Callable[[Room], None]

_tending: list[Tend] = []


def every_heartbeat(tend: Tend) -> Tend:
    """Register `tend`. It is called as ``tend(room)`` and opens its own transaction if it needs one."""
    _tending.append(tend)
    return tend


def tend_all(room_id: str) -> None:
    """Have every feature tend to a room; a failing feature does not stop the others."""
    room = Room.fetch(room_id)
    if room is None or not room.is_open:
        return
    for tend in _tending:
        try:
            tend(room)
        except Exception:  # the database may be away: the next heartbeat tries again
            logger.exception("tending to a room failed")

"""What features do when a participant opens the page of a room, before it is made."""

import logging
from collections.abc import Callable
from uuid import UUID

from ..models import Room

logger = logging.getLogger(__name__)

Arrival = Callable[[Room, UUID], None]

_arrivals: list[Arrival] = []


def when_somebody_arrives(do: Arrival) -> Arrival:
    """Register `do`, which is called as ``do(room, participant)``; it opens a transaction of its own when it has to."""
    _arrivals.append(do)
    return do


def arrive(room: Room, participant: UUID) -> None:
    """Tell every feature that this participant opens the page; the page is made even if one fails."""
    for do in _arrivals:
        try:
            do(room, participant)
        except Exception:  # the heartbeat does the same a little later
            logger.exception("an arrival failed")

"""The hook for features that act when a participant opens a room's page, before the page is made."""

import logging
from collections.abc import Callable
from uuid import UUID

from ..models import Room

logger = logging.getLogger(__name__)

Arrival = Callable[[Room, UUID], None]

_arrivals: list[Arrival] = []


def when_somebody_arrives(do: Arrival) -> Arrival:
    """Register `do`. It is called as ``do(room, participant)`` and opens its own transaction if it needs one."""
    _arrivals.append(do)
    return do


def arrive(room: Room, participant: UUID) -> None:
    """Tell every feature that this participant opens the page. The page is made even if a feature fails."""
    for do in _arrivals:
        try:
            do(room, participant)
        except Exception:  # the heartbeat does the same a little later
            logger.exception("an arrival failed")

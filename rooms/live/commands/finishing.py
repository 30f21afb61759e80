"""The end of a session, in two steps: closing can be taken back for five minutes, finishing cannot.

Finishing happens even if every process restarts and nobody looks: each serving process looks for rooms whose time is
over at its start and every few seconds, a console that is open does so at its heartbeat, and pages about what was kept
do so before they answer. A guarded update decides who is first.
"""

import logging
import threading
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from livesessions.archive.purging import throw_away
from livesessions.archive.webhooks.queueing import announce
from livesessions.programme.erasing import sweep
from livesessions.repeating import keep_doing
from livesessions.unfinished import Sessions, settles_sessions
from livesessions.write_ahead_log import empty_log_after_commit

from ..base.people import Audience
from ..changes.hooks import call_room_endings, heartbeat_of_closed, lock_before_room
from ..changes.transaction import Changes
from ..models import TAKE_BACK, Room
from .background import changing

logger = logging.getLogger(__name__)

LOOK_EVERY = 15.0
"""Seconds between two looks for rooms whose time is over."""


def finish(room: Room, changes: Changes) -> bool:
    """Keep and destroy, unless the end was taken back or another process was first; returns whether this one did it.

    Call it inside a transaction. The update holds the room, so a second process waits here and then finds it done.
    """
    lock_before_room(room)
    found = Room.objects.filter(pk=room.pk, closed_at__isnull=False, closed_at=room.closed_at, finished_at=None)
    if not found.update(finished_at=timezone.now(), code=None):
        return False
    call_room_endings(room, room.closed_by_id, changes)
    if room.is_rehearsal:
        throw_away(room.session)
    sweep(room.session.programme_id)
    empty_log_after_commit()
    announce(room.session)
    for part in ("ending", "door"):
        changes.touch(room, part, Audience.HOSTS)
    return True


def overdue() -> QuerySet[Room]:
    """Closed rooms of which the end can no longer be taken back, and that nobody finished yet."""
    return Room.objects.filter(closed_at__lt=timezone.now() - TAKE_BACK, finished_at=None)


def finish_overdue(rooms: QuerySet[Room] | None = None) -> None:
    """Finish the `rooms` (all, when none are given) whose time is over, each in a transaction of its own."""
    found = overdue() if rooms is None else overdue().filter(pk__in=rooms.values("pk"))
    for room in Room.fetch_all(list(found.values_list("pk", flat=True))).values() if found.exists() else ():
        try:
            with changing() as changes:
                finish(room, changes)
        except Exception:  # the next look tries again, and the other rooms must not wait for it
            logger.exception("a room could not be finished")


@heartbeat_of_closed
def finish_in_time(room: Room) -> None:
    """On a console that is open, within a heartbeat."""
    if overdue().filter(pk=room.pk).exists():
        finish_overdue(Room.objects.filter(pk=room.pk))


@settles_sessions
def settle(sessions: Sessions) -> dict[int, datetime]:
    """Finish what is due of these sessions; the others that can still be taken back, with the time until then."""
    rooms = Room.objects.filter(session__in=sessions, closed_at__isnull=False, finished_at=None)
    if not rooms.exists():
        return {}
    finish_overdue(rooms)
    return {room.session_id: room.closed_at + TAKE_BACK for room in rooms.all() if room.closed_at is not None}


def keep_finishing(every: float = LOOK_EVERY) -> threading.Event:
    """Finish what is overdue again and again: see `keep_doing`."""
    return keep_doing("finish", finish_overdue, every)

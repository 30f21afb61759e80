"""Announcements: after the commit, every process is told to refresh the room.

Announcements may be lost, doubled or late; the hubs' heartbeat heals that. No command waits for them, and they carry
no content (announcement.py).
"""

import asyncio

from asgiref.sync import async_to_sync

from ..base.redis import circuit_breaker
from ..base.redis.channel_layer import group_of, layer, layer_is_shared
from ..changes.transaction import Changes
from .announcement import Announcement
from .registry import hubs

TIMEOUT = 1.0


def announce(changes: Changes) -> None:
    """Wake the hubs of the changed rooms: at once in this process, through the channel layer in the others."""
    loop = hubs.loop
    for room in changes.rooms:
        announcement = Announcement.of(changes, room)
        if loop is not None and loop.is_running():
            loop.call_soon_threadsafe(_tell, room, announcement)
        else:
            _tell_from_outside(room, announcement)


def _tell(room: str, announcement: Announcement) -> None:
    hubs.look_again(room, announcement)
    if layer_is_shared():
        hubs.start(_send(room, announcement))


async def _send(room: str, announcement: Announcement) -> None:
    if not circuit_breaker.announcements.allows():
        return
    message = {"type": "look.again", "room": room, "sealed": announcement.sealed()}
    try:
        async with asyncio.timeout(TIMEOUT):
            await layer().group_send(group_of(room), message)
        circuit_breaker.announcements.worked()
    except Exception as error:  # Redis may fail in any way; the heartbeat heals what is lost
        circuit_breaker.announcements.failed(error)


def _tell_from_outside(room: str, announcement: Announcement) -> None:
    """Announce from a process that serves no sockets (a management command, a test)."""
    if layer_is_shared():
        async_to_sync(_send)(room, announcement)

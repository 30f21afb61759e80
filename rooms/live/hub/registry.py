"""The hubs of this process, by room."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from ..base.people import View
from ..rendering.page_cache import forget_pages
from ..rendering.renderer import forget_room
from ..rendering.view_cache import ViewCache
from .announcement import NOTHING, Announcement
from .flow_control import Socket
from .hub import Hub
from .presence import presence


class Hubs:
    """The hubs by room. Used on the event loop only, except `loop`, `shown` and `sockets`."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self._hubs: dict[str, Hub] = {}
        self._kept: set[asyncio.Future[None]] = set()

    def of(self, room: str) -> Hub:
        """The hub of `room`; the first call starts it."""
        loop = asyncio.get_running_loop()
        if self.loop is not loop:
            self.loop, self._hubs = loop, {}
        if room not in self._hubs:
            self._hubs[room] = Hub(room)
        return self._hubs[room]

    def find(self, room: str) -> Hub | None:
        """The hub of `room` if anybody here looks at it."""
        return self._hubs.get(room)

    def shown(self, room: str, view: View) -> ViewCache | None:
        """The cache of a view of `room`, if anybody here looks at it. Any thread may ask."""
        hub = self._hubs.get(room)
        return hub.shown.get(view) if hub else None

    @property
    def count(self) -> int:
        """The number of rooms that have a hub here."""
        return len(self._hubs)

    def sockets(self) -> list[Socket]:
        """All open sockets of this process. Any thread may ask: each copy is one step of the interpreter."""
        return [socket for hub in list(self._hubs.values()) for socket in list(hub.sockets)]

    async def leave(self, socket: Socket) -> None:
        """Detach a socket, and close a hub that has no more sockets."""
        hub = self._hubs.get(socket.actor.room)
        if hub is None:
            return
        hub.detach(socket)
        if not hub.sockets:
            del self._hubs[hub.room]
            await hub.close()
            if hub.room not in self._hubs:  # no new hub was started meanwhile
                presence.forget(hub.room)
                forget_room(hub.room)
                forget_pages(hub.room)

    def look_again(self, room: str, announcement: Announcement = NOTHING) -> None:
        """Have the hub of `room`, if there is one here, refresh it."""
        if hub := self._hubs.get(room):
            hub.look_again(announcement)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Run `work` without waiting for it, and hold on to it until it is done."""
        future = asyncio.ensure_future(work)
        self._kept.add(future)
        future.add_done_callback(self._kept.discard)


hubs = Hubs()

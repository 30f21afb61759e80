"""The hub: one for each live room and process.

The hub hears "look again", reads the database, renders every changed part once for each audience and language, and
sends the same text to every socket. If a call is lost, the heartbeat heals that: the version in the database is then
higher than the version that was shown.
"""

import asyncio
import logging
from uuid import UUID

from ..base import metrics
from ..base.close_codes import ROOM_ENDED, TOO_SLOW, WHO_ARE_YOU
from ..base.people import Audience, View
from ..base.redis.channel_layer import layer_is_shared
from ..base.threads import in_thread, looking, rendering, with_connection
from ..changes.hooks import call_heartbeats
from ..rendering.view_cache import ViewCache
from .announcement import NOTHING, Announcement
from .broadcasting import Broadcaster
from .connections import Connections
from .delivery import Delivery
from .flow_control import Socket
from .other_processes import hear, share_seats
from .presence import PresenceEntry, presence
from .refresh import refresh
from .revoking import revoke, turn_away
from .schedule import RefreshSchedule

logger = logging.getLogger(__name__)


class Hub:
    """The sockets of one room in this process, and the parts that they were last shown."""

    def __init__(self, room: str) -> None:
        self.room = room
        self._connections = Connections()
        self._coming: set[Socket] = set()
        self._delivery = Delivery(self._connections.sockets, self.detach)
        self._broadcaster = Broadcaster(room, self._connections, self._delivery, self._coming)
        self._schedule = RefreshSchedule()
        self._ended = False
        self._outsiders_version = 0
        self._wake = asyncio.Event()
        self._tasks = [asyncio.ensure_future(self._run())]
        if layer_is_shared():
            self._tasks += [
                asyncio.ensure_future(hear(room, self.look_again)),
                asyncio.ensure_future(share_seats(room, self.who_is_here_changed)),
            ]

    @property
    def sockets(self) -> set[Socket]:
        """All sockets of the room in this process."""
        return self._connections.sockets

    @property
    def shown(self) -> dict[View, ViewCache]:
        """The cache of each view. Any thread may ask."""
        return self._broadcaster.shown

    # --- Sockets come and go -------------------------------------------------------------------------------------

    def attach(self, socket: Socket, seen: int, epoch: str, at: float) -> None:
        """Send `socket` what is newer than version `seen` and time `at`; everything when `epoch` is not the room's.

        The socket is put on the list first and gets its parts after that, so no change falls in between.
        """
        socket.delivered, socket.epoch, socket.at = seen, epoch, at
        self._connections.add(socket)
        self._coming.add(socket)
        if self._sit(socket):
            self._schedule.street_changed()
        self._wake.set()

    def detach(self, socket: Socket) -> None:
        """Remove a socket that is gone."""
        self._coming.discard(socket)
        left = self._connections.discard(socket)
        if left is not None:
            presence.leave(self.room, left.hex)
            self._schedule.street_changed()

    def sockets_of(self, participant: UUID) -> list[Socket]:
        """The open sockets of one participant. Any thread may ask."""
        return self._connections.tabs(participant)

    @property
    def screens(self) -> list[Socket]:
        """The open sockets of projectors without an account."""
        views = [view for view in self._connections.views if view[0] == Audience.SCREEN]
        return [socket for view in views for socket in self._connections.of(view) if socket.actor.user is None]

    def seen(self, socket: Socket, version: int) -> None:
        """Note the newest version that a browser shows. A socket that was let go may still send one."""
        if socket not in self.sockets:
            return
        before = socket.seen
        if socket.shows(version):
            self._coming.add(socket)
            self._wake.set()
        if socket.seen > before and self._sit(socket):
            self._schedule.street_changed(Audience.HOSTS)  # only hosts are shown who has seen what

    def look_again(self, announcement: Announcement = NOTHING) -> None:
        """Refresh as soon as the tick allows, and the personal parts that the announcement names."""
        self._schedule.room_changed()
        for person, team in announcement.teams.items():
            for socket in self.sockets_of(person):  # windows of other houses are lit from now on
                socket.team = team
                self._sit(socket)
                self._schedule.street_changed()
        for person in announcement.left:
            for socket in self.sockets_of(person):
                self._delivery.close(socket, WHO_ARE_YOU)  # a page in another browser of theirs comes back by itself
        for person, parts in announcement.people.items():
            self._broadcaster.own.hear(person, parts)
        if announcement.everybody:
            self._broadcaster.own.hear_of_everybody(self._connections.people, announcement.everybody)
        self._ended |= announcement.ended
        self._wake.set()

    def who_is_here_changed(self) -> None:
        """Note that somebody without a socket came or went."""
        self._schedule.street_changed()
        self._wake.set()

    async def close(self) -> None:
        """Stop; the sockets are not touched."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _sit(self, socket: Socket) -> bool:
        """Renew the presence entry of a participant; returns false for hosts and projectors, who have none."""
        person = socket.actor.participant
        if person is not None:
            presence.sit(self.room, person.hex, PresenceEntry(socket.team, socket.seen, fallback=False))
        return person is not None

    # --- Looking ---------------------------------------------------------------------------------------------------

    async def _run(self) -> None:
        while True:
            await self._sleep()
            try:
                await self._look()
            except asyncio.CancelledError:
                raise
            except Exception:  # the database may be away: the sockets stay, and the hub tries again in a second
                logger.exception("a look at a room failed")
                await asyncio.sleep(1)
                self._schedule.room_changed()

    async def _sleep(self) -> None:
        """Sleep until there is something to do and it is time to do it."""
        while not (self._coming or self._broadcaster.own.waiting or self._ended):
            wait = self._schedule.seconds_to_wait()
            if wait <= 0:
                return
            self._wake.clear()
            try:
                async with asyncio.timeout(wait):
                    await self._wake.wait()
            except TimeoutError:
                return

    async def _look(self) -> None:
        metrics.flow.looks += 1
        ending, over = self._ended, False
        beat, due, street = self._schedule.take(all_of_them=ending)
        if beat:
            await self._beat()
        views, newcomers = self._connections.views, set(self._coming)
        self._broadcaster.keep_only(views)
        wanted = [view for view in views if view[0] in due | street or view not in self.shown]
        if wanted:
            known = {view: self._broadcaster.version(view) for view in wanted}
            arguments = self.room, self._broadcaster.epoch, known, street, self._broadcaster.own.told
            found = await in_thread(rendering, refresh, *arguments)
            if found is None:
                self._coming.clear()  # the room is gone: there is nothing to show
            else:
                turn_away(found, self.sockets, self._delivery.close)
                if found.outsiders_version != self._outsiders_version:
                    await revoke(self.room, self.sockets, self._delivery.close)
                    self._outsiders_version = found.outsiders_version
                await self._broadcaster.show(found)
            over = found is None or found.is_over
            if over:  # also when the announcement of the end was lost
                self._ended |= any(audience != Audience.HOSTS for audience, _language in self._connections.views)
        if waiting := newcomers & self.sockets:
            await self._broadcaster.catch_up(waiting)
        if beat:
            await self._broadcaster.send_heads()
        await self._broadcaster.tell_people()
        self._schedule.looked(due, street, self._connections.sizes)
        if ending and not self._coming:
            # All sockets were shown the last state. If this refresh found the end by itself, the next one closes them.
            self._ended = False
            if over:  # and the room was not opened again meanwhile
                self._end()

    async def _beat(self) -> None:
        """The heartbeat: renew the presence entries of all open sockets, and close the slow ones."""
        for socket in list(self.sockets):
            if socket.is_too_slow():
                self._delivery.close(socket, TOO_SLOW)
            else:
                self._sit(socket)
        await revoke(self.room, self.sockets, self._delivery.close)
        looking.submit(with_connection, call_heartbeats, self.room)  # not awaited: it announces as commands do

    def _end(self) -> None:
        """Close all sockets but the hosts': they keep their receipt, and may open the room again."""
        for socket in list(self.sockets):
            if socket.audience != Audience.HOSTS:
                self._delivery.close(socket, ROOM_ENDED)

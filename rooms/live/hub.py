"""The hub: one for each live room and process.

It hears "look again", looks at the database, renders every part that changed once for each audience and language,
and hands the same text to every socket. Whoever misses a call is healed by the heartbeat: the version in the
database is then higher than the one that was shown.
"""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any
from uuid import UUID

from . import metrics
from .closing import ROOM_ENDED, TOO_SLOW, WHO_ARE_YOU
from .flow import Socket
from .frames import text_frame
from .identity import still_hosts
from .layer import layer_is_shared
from .looking import Sight, look, look_for
from .neighbours import hear, share_seats
from .parts import head, personal_parts
from .people import Audience, Role
from .presence import Seat, presence
from .shown import Shown, View
from .tending import tend_all
from .threads import in_thread, looking, rendering, with_connection
from .timetable import Timetable

logger = logging.getLogger(__name__)

HOLD_UP = 0.25
"""Seconds that one socket may keep the others waiting."""
AT_ONCE = 64
"""Sockets that are served before the event loop turns to acknowledgements and votes."""
NOBODY: Mapping[str, Iterable[str]] = MappingProxyType({})
PEOPLE_AT_ONCE = 200
"""Participants whose own parts are rendered before the room is looked at again."""


class Hub:
    """The sockets of one room in this process, and what they were last shown."""

    def __init__(self, room: str) -> None:
        self.room = room
        self.sockets: set[Socket] = set()
        self._tabs: dict[UUID, list[Socket]] = {}
        self._newcomers: set[Socket] = set()
        self._people: dict[str, set[str]] = {}
        self._personal: dict[str, int] = {}
        self._told = -1
        self.shown: dict[View, Shown] = {}
        self._epoch = ""
        self._timetable = Timetable()
        self._ended = False
        self._wake = asyncio.Event()
        self._tasks = [asyncio.ensure_future(self._run())]
        if layer_is_shared():
            self._tasks += [
                asyncio.ensure_future(hear(room, self.look_again)),
                asyncio.ensure_future(share_seats(room, self.who_is_here_changed)),
            ]

    # --- Sockets come and go -------------------------------------------------------------------------------------

    def attach(self, socket: Socket, seen: int, epoch: str, at: float) -> None:
        """Show `socket` what is newer than version `seen` and time `at`; everything when `epoch` is not the room's.

        From now on the socket is on the list, and only then is it shown the picture: no change falls in between.
        """
        socket.delivered, socket.epoch, socket.at = seen, epoch, at
        self.sockets.add(socket)
        if socket.actor.participant is not None:
            self._tabs.setdefault(socket.actor.participant, []).append(socket)
        self._newcomers.add(socket)
        self._sit(socket)
        self._wake.set()

    def detach(self, socket: Socket) -> None:
        """The socket is gone."""
        self.sockets.discard(socket)
        self._newcomers.discard(socket)
        person = socket.actor.participant
        if person is None or socket not in self._tabs.get(person, ()):
            return
        self._tabs[person].remove(socket)
        if not self._tabs[person]:
            del self._tabs[person]
            presence.leave(self.room, person.hex)
            self._timetable.street_changed()

    def sockets_of(self, participant: UUID) -> list[Socket]:
        """The open sockets of one participant. Any thread may ask."""
        return list(self._tabs.get(participant, ()))

    def seen(self, socket: Socket, version: int) -> None:
        """The browser names the newest version that it shows."""
        before = socket.seen
        if socket.shows(version):
            self._newcomers.add(socket)
            self._wake.set()
        if socket.seen > before:
            self._sit(socket)

    def look_again(self, people: Mapping[str, Iterable[str]] = NOBODY, ended: bool = False) -> None:
        """Something changed: look, as soon as the tick allows. `people`: whose own parts changed, and which."""
        self._timetable.room_changed()
        for person, parts in people.items():
            self._tell([person], parts)
        self._ended |= ended
        self._wake.set()

    def who_is_here_changed(self) -> None:
        """Somebody without a socket came or went."""
        self._timetable.street_changed()
        self._wake.set()

    async def close(self) -> None:
        """Stop; the sockets are not touched."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _sit(self, socket: Socket) -> None:
        person = socket.actor.participant
        if person is not None:
            presence.sit(self.room, person.hex, Seat(socket.team, socket.seen, detour=False))
        self._timetable.street_changed()

    # --- Looking ---------------------------------------------------------------------------------------------------

    async def _run(self) -> None:
        while True:
            await self._sleep()
            try:
                await self._look()
            except asyncio.CancelledError:
                raise
            except Exception:  # the database may be away: the sockets stay, the next heartbeat looks again
                logger.exception("a look at a room failed")
                await asyncio.sleep(1)
                self._timetable.room_changed()

    async def _sleep(self) -> None:
        """Until there is something to do and it is time to do it."""
        while not (self._newcomers or self._people):
            wait = self._timetable.seconds_to_wait()
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
        beat, due, street = self._timetable.take()
        if beat:
            await self._beat()
        views = {(socket.audience, socket.language) for socket in self.sockets}
        wanted = [view for view in views if view[0] in due | street or view not in self.shown]
        newcomers, self._newcomers = self._newcomers, set()
        for view in self.shown.keys() - views:
            del self.shown[view]  # nobody is kept up to date by it: a page made from it would be old
        if wanted:
            known = {view: self.shown[view].version if view in self.shown else -1 for view in wanted}
            try:
                sight = await in_thread(rendering, look, self.room, self._epoch, known, street, self._told)
            except Exception:
                self._newcomers |= newcomers  # they get their first picture when the database is back
                raise
            if sight is None:
                self._ended = True
            else:
                await self._turn_away(sight)
                await self._show(sight, newcomers)
                self._ended |= sight.is_over  # also when the announcement of the end was lost
        for socket in newcomers & self.sockets:
            await self._catch_up(socket)
        if beat:
            await self._send_heads()
        await self._tell_people()
        self._timetable.looked(due, street, Counter(socket.audience for socket in self.sockets))
        if self._ended:
            self._ended = False
            await self._end()

    async def _beat(self) -> None:
        """Signs of life of everybody whose socket is open; slow sockets go."""
        for socket in list(self.sockets):
            if socket.is_too_slow():
                await self._close(socket, TOO_SLOW)
            else:
                self._sit(socket)
        await self._revoke()
        looking.submit(with_connection, tend_all, self.room)  # nobody waits for it: it tells by a call, like a command

    async def _revoke(self) -> None:
        """Close the consoles of those who were taken off, made inactive or logged out since they opened them."""
        consoles = {s: (s.actor.user, s.session) for s in self.sockets if s.actor.role == Role.HOST and s.actor.user}
        if not consoles:
            return
        still = await in_thread(looking, still_hosts, self.room, set(consoles.values()))
        for socket, seat in consoles.items():
            if seat not in still:
                await self._close(socket, WHO_ARE_YOU)

    async def _turn_away(self, sight: Sight) -> None:
        """Close the sockets of those who would not be let in any more: they get nothing of what is new."""
        for socket in list(self.sockets):
            stranger = socket.audience == Audience.SCREEN and socket.actor.user is None
            if stranger and not sight.public_screen and not sight.is_over:
                await self._close(socket, WHO_ARE_YOU)

    async def _show(self, sight: Sight, newcomers: set[Socket]) -> None:
        """Hand what is new to everybody who is not about to get it anyway."""
        if self._epoch and sight.epoch != self._epoch:
            self.shown = {}
        self._epoch = sight.epoch
        changed = {part for part, version in sight.personal.items() if version != self._personal.get(part, 0)}
        if changed:
            self._personal = sight.personal
            self._tell({s.actor.participant.hex for s in self.sockets if s.actor.participant}, changed)
        self._told = sight.told
        self._tell((person.hex for person in sight.people), personal_parts())
        for view, drawn in sight.drawn.items():
            shown = self.shown.setdefault(view, Shown(sight.epoch))
            fresh = shown.take(drawn, sight.versions[view[0]])
            if not fresh:
                continue
            crowd = [s for s in self.sockets if (s.audience, s.language) == view and s not in newcomers]
            await self._deliver(crowd, "".join(picture.frame for picture in fresh), shown.version)

    async def _catch_up(self, socket: Socket) -> None:
        """The newest picture for somebody who came, or whose window opened: from memory, nothing is rendered."""
        shown = self.shown.get((socket.audience, socket.language))
        if shown is None:
            return
        if socket.epoch != self._epoch:
            socket.delivered, socket.epoch, socket.at = -1, self._epoch, 0.0
        socket.delivered = min(socket.delivered, shown.version)
        if socket.actor.participant:
            if socket.delivered < self._told:
                self._tell([socket.actor.participant.hex], personal_parts())
            changed = {part for part, version in self._personal.items() if version > socket.delivered}
            if changed:
                self._tell([socket.actor.participant.hex], changed)
        metrics.flow.catch_ups += 1
        news = shown.news(socket.delivered, socket.at)
        await self._deliver([socket], "".join(p.frame for p in news), shown.version)

    async def _send_heads(self) -> None:
        """Every few seconds each socket is told the room's epoch and version: who is behind looks again."""
        for view, shown in list(self.shown.items()):
            await self._deliver([s for s in self.sockets if (s.audience, s.language) == view], "", shown.version)

    def _tell(self, people: Iterable[str], parts: Iterable[str]) -> None:
        """These parts of these participants' own are to be looked at."""
        parts = set(parts)
        for person in people:
            self._people.setdefault(person, set()).update(parts)

    async def _tell_people(self) -> None:
        """What only one participant sees goes to their own sockets; a few people at a time, so that none waits long."""
        wanted: dict[str, dict[UUID, set[str]]] = {}
        sockets: list[tuple[Socket, UUID]] = []
        for person in list(islice(self._people, PEOPLE_AT_ONCE)):
            participant, parts = UUID(person), self._people.pop(person)
            for socket in self.sockets_of(participant):
                wanted.setdefault(socket.language, {})[participant] = parts
                sockets.append((socket, participant))
        if not wanted:
            return
        pictures = await in_thread(rendering, look_for, self.room, wanted)
        for socket, participant in sockets:
            own = pictures.get((socket.language, participant), [])
            await self._deliver([socket], "".join(picture.frame for picture in own))

    async def _deliver(self, sockets: list[Socket], pictures: str, version: int | None = None) -> None:
        """Send the same to all of `sockets` that are still there and whose window has room.

        With a `version`, the head goes with it: the pictures show the room at this version.
        """
        frame = pictures if version is None else pictures + head(self._epoch, version).frame
        if not frame:
            return
        text = frame.encode()
        size = len(text)
        # Our servers send the ready-made `frame` as it is; any other takes the `text`.
        message = {"type": "websocket.send", "text": frame, "frame": text_frame(text)}
        for start in range(0, len(sockets), AT_ONCE):
            some = [s for s in sockets[start : start + AT_ONCE] if s in self.sockets and s.takes(size)]
            for socket in await self._send(some, message):
                socket.sent(socket.delivered if version is None else version, size)
                metrics.flow.frames += 1
                metrics.flow.bytes += size
            if len(some) == AT_ONCE:
                await asyncio.sleep(0)  # acknowledgements and votes go first

    async def _send(self, sockets: list[Socket], message: dict[str, Any]) -> list[Socket]:
        """Send `message` to a few sockets; answers those for which the server took it.

        One that makes us wait is let go: nobody holds up the room. uvicorn waits for a browser that does not read;
        the window does not help against one that acknowledges blindly. The others take microseconds, so one alarm
        serves them all, and who is being served when it goes off is the one we wait for.
        """
        taken: list[Socket] = []
        left = deque(sockets)
        while left:
            try:
                async with asyncio.timeout(HOLD_UP):
                    while left:
                        socket = left.popleft()
                        try:
                            await socket.send(message)
                        except Exception:  # a socket that died under us: its own consumer detaches it
                            logger.debug("a socket was gone", exc_info=True)
                        else:
                            taken.append(socket)
            except TimeoutError:
                metrics.closes[TOO_SLOW].inc()
                self.detach(socket)
        return taken

    async def _close(self, socket: Socket, code: int) -> None:
        metrics.closes[code].inc()
        self.detach(socket)
        await self._send([socket], {"type": "websocket.close", "code": code})

    async def _end(self) -> None:
        """The session is over: people go home. Hosts stay, with their receipt and with the door to open again."""
        for socket in list(self.sockets):
            if socket.audience != Audience.HOSTS:
                await self._close(socket, ROOM_ENDED)

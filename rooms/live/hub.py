"""The hub: one for each live room and process.

It hears "look again", looks at the database, renders every part that changed once for each audience and language,
and hands the same text to every socket. Whoever misses a call is healed by the heartbeat: the version in the
database is then higher than the one that was shown.
"""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from uuid import UUID

from . import metrics
from .closing import ROOM_ENDED, TOO_SLOW, WHO_ARE_YOU
from .crowds import Crowds
from .delivery import Delivery
from .flow import Socket
from .helping import still_help
from .identity import still_hosts
from .layer import layer_is_shared
from .looking import Sight, look, look_for
from .neighbours import hear, share_seats
from .own_news import OwnNews
from .parts import head
from .people import Audience, Role, View
from .presence import Seat, presence
from .shown import Shown
from .tending import tend_all
from .threads import in_thread, looking, rendering, with_connection
from .timetable import Timetable

logger = logging.getLogger(__name__)

NOBODY: Mapping[str, Iterable[str]] = MappingProxyType({})


class Hub:
    """The sockets of one room in this process, and what they were last shown."""

    def __init__(self, room: str) -> None:
        self.room = room
        self._crowds = Crowds()
        self._newcomers: set[Socket] = set()
        self._own = OwnNews()
        self._delivery = Delivery(self._crowds.sockets, self.detach)
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

    @property
    def sockets(self) -> set[Socket]:
        """Everybody's."""
        return self._crowds.sockets

    # --- Sockets come and go -------------------------------------------------------------------------------------

    def attach(self, socket: Socket, seen: int, epoch: str, at: float) -> None:
        """Show `socket` what is newer than version `seen` and time `at`; everything when `epoch` is not the room's.

        From now on the socket is on the list, and only then is it shown the picture: no change falls in between.
        """
        socket.delivered, socket.epoch, socket.at = seen, epoch, at
        self._crowds.add(socket)
        self._newcomers.add(socket)
        if self._sit(socket):
            self._timetable.street_changed()
        self._wake.set()

    def detach(self, socket: Socket) -> None:
        """The socket is gone."""
        self._newcomers.discard(socket)
        left = self._crowds.discard(socket)
        if left is not None:
            presence.leave(self.room, left.hex)
            self._timetable.street_changed()

    def sockets_of(self, participant: UUID) -> list[Socket]:
        """The open sockets of one participant. Any thread may ask."""
        return self._crowds.tabs(participant)

    def seen(self, socket: Socket, version: int) -> None:
        """The browser names the newest version that it shows."""
        before = socket.seen
        if socket.shows(version):
            self._newcomers.add(socket)
            self._wake.set()
        if socket.seen > before and self._sit(socket):
            self._timetable.street_changed(Audience.HOSTS)  # nobody else is shown who has seen what

    def look_again(self, people: Mapping[str, Iterable[str]] = NOBODY, ended: bool = False) -> None:
        """Something changed: look, as soon as the tick allows. `people`: whose own parts changed, and which."""
        self._timetable.room_changed()
        for person, parts in people.items():
            self._own.hear(UUID(person), parts)
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

    def _sit(self, socket: Socket) -> bool:
        """A sign of life, if somebody sits here: hosts and projectors do not."""
        person = socket.actor.participant
        if person is not None:
            presence.sit(self.room, person.hex, Seat(socket.team, socket.seen, detour=False))
        return person is not None

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
        while not (self._newcomers or self._own.waiting or self._ended):
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
        ending = self._ended
        beat, due, street = self._timetable.take(all_of_them=ending)
        if beat:
            await self._beat()
        views = self._crowds.views
        wanted = [view for view in views if view[0] in due | street or view not in self.shown]
        newcomers, self._newcomers = self._newcomers, set()
        for view in self.shown.keys() - views:
            del self.shown[view]  # nobody is kept up to date by it: a page made from it would be old
        if wanted:
            known = {view: self.shown[view].version if view in self.shown else -1 for view in wanted}
            try:
                sight = await in_thread(rendering, look, self.room, self._epoch, known, street, self._own.told)
            except Exception:
                self._newcomers |= newcomers  # they get their first picture when the database is back
                raise
            if sight is not None:
                await self._turn_away(sight)
                await self._show(sight, newcomers)
            if sight is None or sight.is_over:  # also when the announcement of the end was lost
                self._ended |= any(audience != Audience.HOSTS for audience, _language in self._crowds.views)
        for socket in newcomers & self.sockets:
            await self._catch_up(socket)
        if beat:
            await self._send_heads()
        await self._tell_people()
        self._timetable.looked(due, street, self._crowds.sizes)
        if ending and not self._newcomers:
            # Everybody was shown the last picture; who learnt of the end in this look gets it in the next.
            self._ended = False
            await self._end()

    async def _beat(self) -> None:
        """Signs of life of everybody whose socket is open; slow sockets go."""
        for socket in list(self.sockets):
            if socket.is_too_slow():
                await self._delivery.close(socket, TOO_SLOW)
            else:
                self._sit(socket)
        await self._revoke()
        looking.submit(with_connection, tend_all, self.room)  # nobody waits for it: it tells by a call, like a command

    async def _revoke(self) -> None:
        """Close the pages of who was taken off, made inactive or logged out, or whose link was withdrawn, meanwhile."""
        consoles = {s: (s.actor.user, s.session) for s in self.sockets if s.actor.role == Role.HOST and s.actor.user}
        helpers = {s: s.actor.helper for s in self.sockets if s.actor.helper}
        if helpers:
            welcome = await in_thread(looking, still_help, set(helpers.values()))
            for socket, helper in helpers.items():
                if helper not in welcome:
                    await self._delivery.close(socket, WHO_ARE_YOU)
        if not consoles:
            return
        still = await in_thread(looking, still_hosts, self.room, set(consoles.values()))
        for socket, seat in consoles.items():
            if seat not in still:
                await self._delivery.close(socket, WHO_ARE_YOU)

    async def _turn_away(self, sight: Sight) -> None:
        """Close the sockets of those who would not be let in any more: they get nothing of what is new."""
        if sight.public_screen or sight.is_over:
            return
        for socket in list(self.sockets):
            if socket.audience == Audience.SCREEN and socket.actor.user is None:
                await self._delivery.close(socket, WHO_ARE_YOU)

    async def _show(self, sight: Sight, newcomers: set[Socket]) -> None:
        """Hand what is new to everybody who is not about to get it anyway.

        Not to those who came while we looked: they would not notice what they missed.
        """
        if self._epoch and sight.epoch != self._epoch:
            self.shown = {}
            self._newcomers |= self.sockets  # also who is shown nothing in this look
        self._epoch = sight.epoch
        self._own.saw(sight, self._crowds.people)
        for view, drawn in sight.drawn.items():
            shown = self.shown.setdefault(view, Shown(sight.epoch))
            fresh = shown.take(drawn, sight.versions[view[0]], ahead=view[0] in sight.ahead)
            if not fresh:
                continue
            crowd = self._crowds.of(view) - self._newcomers - newcomers
            frame = "".join(picture.frame for picture in fresh) + self._head(shown)
            await self._delivery.deliver(crowd, frame, shown.version)

    async def _catch_up(self, socket: Socket) -> None:
        """The newest picture for somebody who came, or whose window opened: from memory, nothing is rendered."""
        shown = self.shown.get(socket.view)
        if shown is None:
            return
        if socket.epoch != self._epoch:
            socket.begin_anew(self._epoch)
        socket.delivered = min(socket.delivered, shown.version)
        if socket.actor.participant:
            self._own.missed(socket.actor.participant, socket.delivered, socket.at)
            if socket.owed:
                self._own.tell([socket.actor.participant], socket.owed)
                socket.owed = frozenset()
        metrics.flow.catch_ups += 1
        socket.catch_up()
        news = shown.news(socket.delivered, socket.at)
        frame = "".join(picture.frame for picture in news) + self._head(shown)
        await self._delivery.deliver([socket], frame, shown.version)

    async def _send_heads(self) -> None:
        """Every few seconds each socket is told the room's epoch and version: who is behind looks again."""
        for view, shown in list(self.shown.items()):
            crowd = self._crowds.of(view) - self._newcomers
            await self._delivery.deliver(crowd, self._head(shown), shown.version)

    async def _tell_people(self) -> None:
        """What only one participant sees goes to their own sockets; a few people at a time, so that none waits long."""
        people = self._own.take()
        wanted: dict[str, dict[UUID, set[str]]] = {}
        for person, parts in people.items():
            for socket in self.sockets_of(person):
                if socket.behind:
                    socket.owed |= parts
                else:
                    wanted.setdefault(socket.language, {})[person] = parts
        if not wanted:
            return
        try:
            pictures = await in_thread(rendering, look_for, self.room, wanted)
        except Exception:
            for person, parts in people.items():
                self._own.tell([person], parts)
            raise
        for (language, person), own in pictures.items():
            frame = "".join(picture.frame for picture in own)
            for socket in self.sockets_of(person):
                if socket.language == language:
                    await self._delivery.deliver([socket], frame)
                    if socket.behind:
                        socket.owed |= people[person]

    def _head(self, shown: Shown) -> str:
        return head(self._epoch, shown.version).frame

    async def _end(self) -> None:
        """The session is over: people go home. Hosts stay, with their receipt and with the door to open again."""
        for socket in list(self.sockets):
            if socket.audience != Audience.HOSTS:
                await self._delivery.close(socket, ROOM_ENDED)

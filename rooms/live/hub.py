"""The hub: one for each live room and process.

It hears "look again", looks at the database, renders every part that changed once for each audience and language,
and hands the same text to every socket. Whoever misses a call is healed by the heartbeat: the version in the
database is then higher than the one that was shown.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from channels.layers import InMemoryChannelLayer, get_channel_layer

from . import breaker, metrics, parts
from .closing import ROOM_ENDED, TOO_SLOW, WHO_ARE_YOU
from .flow import Socket
from .identity import screen_may_open
from .models import Room
from .parts import Picture
from .people import Audience
from .presence import Seat, presence
from .threads import in_thread, rendering, sharing

logger = logging.getLogger(__name__)

HEARTBEAT = 5.0
TICK = 0.2
"""Seconds between two pictures for the hosts; the others wait longer as their crowd grows."""
SECONDS_PER_SOCKET = 0.0005
LONGEST_TICK = 3.0
STREET_TICK = 1.0
"""Seconds between two looks at who is here; longer for a crowd, to whom it is not what they came for."""
STREET_SECONDS_PER_SOCKET = 0.005
PEOPLE_AT_ONCE = 50
"""Participants whose own parts are rendered before the room is looked at again."""
SKEW = 3.0
"""Seconds by which the clocks of two servers may differ."""

View = tuple[Audience, str]
"""What is rendered once: an audience in a language."""


@dataclass(slots=True)
class Shown:
    """The last picture of every part for one view."""

    version: int = -1
    pictures: dict[str, Picture] = field(default_factory=dict)
    times: dict[str, float] = field(default_factory=dict)
    """When a volatile part last looked different, in seconds since 1970: it has no version to compare."""

    def take(self, pictures: list[Picture], version: int) -> list[Picture]:
        """Remember `pictures`; answers those that look different from before."""
        fresh = [p for p in pictures if p.id not in self.pictures or p.html != self.pictures[p.id].html]
        self.pictures |= {picture.id: picture for picture in pictures}
        self.times |= {picture.id: time.time() for picture in fresh if picture.volatile}
        self.version = version
        return fresh

    def news(self, version: int, at: float) -> list[Picture]:
        """What somebody has not seen whose page shows `version` and was made at `at` (seconds since 1970)."""
        return [
            picture
            for picture in self.pictures.values()
            if (self.times.get(picture.id, 0) > at - SKEW if picture.volatile else picture.version > version)
        ]


@dataclass(slots=True)
class Sight:
    """What one look at the database found."""

    epoch: str
    versions: dict[Audience, int]
    pictures: dict[View, list[Picture]]
    personal: int
    """The version at which what each participant alone sees last changed."""
    is_over: bool
    public_screen: bool


class Hub:
    """The sockets of one room in this process, and what they were last shown."""

    def __init__(self, room: str) -> None:
        self.room = room
        self.sockets: set[Socket] = set()
        self._newcomers: set[Socket] = set()
        self._people: set[str] = set()
        self._personal = 0
        self._shown: dict[View, Shown] = {}
        self._epoch = ""
        self._due: dict[Audience, float] = dict.fromkeys(Audience, 0.0)
        self._street_due: dict[Audience, float] = dict.fromkeys(Audience, 0.0)
        self._heartbeat_due = time.monotonic() + HEARTBEAT
        self._dirty: set[Audience] = set()
        self._street_dirty: set[Audience] = set()
        self._ended = False
        self._wake = asyncio.Event()
        self._tasks = [asyncio.ensure_future(self._run())]
        if layer_is_shared():
            self._tasks += [asyncio.ensure_future(self._listen()), asyncio.ensure_future(self._share_seats())]

    # --- Sockets come and go -------------------------------------------------------------------------------------

    def attach(self, socket: Socket, seen: int, epoch: str, at: float) -> None:
        """Show `socket` what is newer than version `seen` and time `at`; everything when `epoch` is not the room's.

        From now on the socket is on the list, and only then is it shown the picture: no change falls in between.
        """
        socket.delivered, socket.epoch, socket.at = seen, epoch, at
        self.sockets.add(socket)
        self._newcomers.add(socket)
        self._sit(socket)
        self._wake.set()

    def detach(self, socket: Socket) -> None:
        """The socket is gone."""
        self.sockets.discard(socket)
        self._newcomers.discard(socket)
        person = socket.actor.participant
        if person is not None and not any(s.actor.participant == person for s in self.sockets):
            presence.leave(self.room, person.hex)
            self._street_dirty |= set(Audience)

    def sockets_of(self, participant: UUID) -> list[Socket]:
        """The open sockets of one participant."""
        return [socket for socket in self.sockets if socket.actor.participant == participant]

    def seen(self, socket: Socket, version: int) -> None:
        """The browser names the newest version that it shows."""
        news = version > socket.seen
        if socket.shows(version):
            self._newcomers.add(socket)
            self._wake.set()
        if news:
            self._sit(socket)

    def look_again(self, people: Iterable[str] = (), ended: bool = False) -> None:
        """Something changed: look, as soon as the tick allows."""
        self._dirty |= set(Audience)
        self._people |= set(people)
        self._ended |= ended
        self._wake.set()

    def who_is_here_changed(self) -> None:
        """Somebody without a socket came or went."""
        self._street_dirty |= set(Audience)
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
        self._street_dirty |= set(Audience)

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
                self._dirty |= set(Audience)

    async def _sleep(self) -> None:
        """Until there is something to do and it is time to do it."""
        while True:
            now = time.monotonic()
            due = [self._heartbeat_due]
            if self._newcomers or self._people:
                return
            due += [self._due[audience] for audience in self._dirty]
            due += [self._street_due[audience] for audience in self._street_dirty]
            wait = min(due) - now
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
        now = time.monotonic()
        beat = now >= self._heartbeat_due
        if beat:
            self._heartbeat_due = now + HEARTBEAT
            await self._beat()
        due = {audience for audience in Audience if beat or (audience in self._dirty and self._due[audience] <= now)}
        street = {a for a in Audience if beat or (a in self._street_dirty and self._street_due[a] <= now)}
        views = {(socket.audience, socket.language) for socket in self.sockets}
        wanted = [view for view in views if view[0] in due | street or view not in self._shown]
        newcomers, self._newcomers = self._newcomers, set()
        self._dirty -= due
        self._street_dirty -= street
        if wanted:
            known = {view: self._shown[view].version if view in self._shown else -1 for view in wanted}
            try:
                sight = await in_thread(rendering, look, self.room, self._epoch, known, street)
            except Exception:
                self._newcomers |= newcomers  # they get their first picture when the database is back
                raise
            if sight is None:
                self._ended = True
            else:
                await self._turn_away(sight)
                await self._show(sight, newcomers)
        for socket in newcomers & self.sockets:
            await self._catch_up(socket)
        if beat:
            await self._send_heads()
        await self._tell_people()
        crowds = Counter(socket.audience for socket in self.sockets)
        now = time.monotonic()
        for audience in due:
            self._due[audience] = now + min(max(TICK, crowds[audience] * SECONDS_PER_SOCKET), LONGEST_TICK)
        for audience in street:
            self._street_due[audience] = now + max(STREET_TICK, crowds[audience] * STREET_SECONDS_PER_SOCKET)
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

    async def _turn_away(self, sight: Sight) -> None:
        """Close the sockets of those who would not be let in any more: they get nothing of what is new."""
        for socket in list(self.sockets):
            if socket.audience == Audience.SCREEN and not sight.public_screen and socket.actor.user is None:
                await self._close(socket, WHO_ARE_YOU)
            elif socket.audience == Audience.PARTICIPANTS and sight.is_over and not self._ended:
                await self._close(socket, ROOM_ENDED)  # the announcement of the end was lost

    async def _show(self, sight: Sight, newcomers: set[Socket]) -> None:
        """Hand what is new to everybody who is not about to get it anyway."""
        if self._epoch and sight.epoch != self._epoch:
            self._shown.clear()
        self._epoch = sight.epoch
        if sight.personal != self._personal:
            self._personal = sight.personal
            self._people |= {s.actor.participant.hex for s in self.sockets if s.actor.participant}
        for view, pictures in sight.pictures.items():
            shown = self._shown.setdefault(view, Shown())
            fresh = shown.take(pictures, sight.versions[view[0]])
            if not fresh:
                continue
            frame = "".join(picture.frame for picture in fresh) + self._head(shown.version)
            for i, socket in enumerate(list(self.sockets)):
                if (socket.audience, socket.language) == view and socket not in newcomers:
                    await self._deliver(socket, frame, shown.version)
                if i % 64 == 63:
                    await asyncio.sleep(0)  # acknowledgements and votes go first

    async def _catch_up(self, socket: Socket) -> None:
        """The newest picture for somebody who came, or whose window opened: from memory, nothing is rendered."""
        shown = self._shown.get((socket.audience, socket.language))
        if shown is None:
            return
        if socket.epoch != self._epoch:
            socket.delivered, socket.epoch, socket.at = -1, self._epoch, 0.0
        if socket.actor.participant and socket.delivered < self._personal:
            self._people.add(socket.actor.participant.hex)
        metrics.flow.catch_ups += 1
        news = shown.news(socket.delivered, socket.at)
        await self._deliver(socket, "".join(p.frame for p in news) + self._head(shown.version), shown.version)

    async def _send_heads(self) -> None:
        """Every few seconds each socket is told the room's epoch and version: who is behind looks again."""
        for i, socket in enumerate(list(self.sockets)):
            if shown := self._shown.get((socket.audience, socket.language)):
                await self._deliver(socket, self._head(shown.version), shown.version)
            if i % 64 == 63:
                await asyncio.sleep(0)

    async def _tell_people(self) -> None:
        """What only one participant sees goes to their own sockets; a few people at a time, so that none waits long."""
        people = set(islice(self._people, PEOPLE_AT_ONCE))
        self._people -= people
        sockets = [s for s in self.sockets if s.actor.participant and s.actor.participant.hex in people]
        for socket in sockets:
            pictures = await in_thread(rendering, look_for_one, socket)
            await self._deliver(socket, "".join(picture.frame for picture in pictures), socket.delivered)

    def _head(self, version: int) -> str:
        return parts.head(self._epoch, version).frame

    async def _deliver(self, socket: Socket, frame: str, version: int) -> None:
        if not frame or socket not in self.sockets or not socket.takes(len(frame)):
            return
        try:
            await socket.send({"type": "websocket.send", "text": frame})
        except Exception:  # a socket that died under us: its own consumer detaches it
            logger.debug("a socket was gone", exc_info=True)
            return
        socket.sent(version, len(frame))
        metrics.flow.frames += 1
        metrics.flow.bytes += len(frame)

    async def _close(self, socket: Socket, code: int) -> None:
        metrics.closes[code].inc()
        self.detach(socket)
        try:
            await socket.send({"type": "websocket.close", "code": code})
        except Exception:  # as above
            logger.debug("a socket was gone", exc_info=True)

    async def _end(self) -> None:
        for socket in list(self.sockets):
            await self._close(socket, ROOM_ENDED)

    # --- Announcements from other processes --------------------------------------------------------------------------

    async def _listen(self) -> None:
        """Hear the layer; when it fails, the heartbeat carries on alone until it is back."""
        pause = 1.0
        while True:
            try:
                layer = get_channel_layer()
                channel = await layer.new_channel()
                await layer.group_add(group_of(self.room), channel)
                self.look_again()
                pause = 1.0
                while True:
                    message = await layer.receive(channel)
                    self.look_again(message.get("people", ()), bool(message.get("ended")))
            except asyncio.CancelledError:
                raise
            except Exception as error:  # whatever the layer's client raises
                logger.warning("the channel layer is away: %s", type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, HEARTBEAT)

    async def _share_seats(self) -> None:
        """Lay our seats beside those of the other processes. Beside the looks: a frozen Redis must not delay them."""
        while True:
            if breaker.seats.allows():
                try:
                    if await in_thread(sharing, presence.share, self.room):
                        self.who_is_here_changed()
                    breaker.seats.worked()
                except Exception as error:  # Redis away: we show those whom this process sees
                    breaker.seats.failed(error)
            await asyncio.sleep(HEARTBEAT)


class Hubs:
    """The hubs of this process by room. Used on the event loop only, but for `loop`."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self._hubs: dict[str, Hub] = {}
        self._kept: set[asyncio.Future[None]] = set()

    def of(self, room: str) -> Hub:
        """The hub of `room`, started when it is the first call."""
        loop = asyncio.get_running_loop()
        if self.loop is not loop:
            self.loop, self._hubs = loop, {}
        if room not in self._hubs:
            self._hubs[room] = Hub(room)
        return self._hubs[room]

    def find(self, room: str) -> Hub | None:
        """The hub of `room` if anybody here looks at it."""
        return self._hubs.get(room)

    @property
    def count(self) -> int:
        """Rooms that have a hub here."""
        return len(self._hubs)

    def sockets(self) -> list[Socket]:
        """All open sockets of this process. Any thread may ask: each copy is one step of the interpreter."""
        return [socket for hub in list(self._hubs.values()) for socket in list(hub.sockets)]

    async def leave(self, socket: Socket) -> None:
        """Detach a socket; a hub without sockets goes."""
        hub = self._hubs.get(socket.actor.room)
        if hub is None:
            return
        hub.detach(socket)
        if not hub.sockets:
            del self._hubs[hub.room]
            await hub.close()
            presence.forget(hub.room)

    def look_again(self, room: str, people: Iterable[str] = (), ended: bool = False) -> None:
        """`room` changed: its hub, if there is one here, is to look again."""
        if hub := self._hubs.get(room):
            hub.look_again(people, ended)

    def keep(self, future: "asyncio.Future[None]") -> None:
        """Hold a reference to a task that nobody waits for, until it is done."""
        self._kept.add(future)
        future.add_done_callback(self._kept.discard)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Run `work` without waiting for it."""
        self.keep(asyncio.ensure_future(work))


hubs = Hubs()


def group_of(room: str) -> str:
    """The name of the channel layer's group in which the hubs of a room listen."""
    return f"room.{room}"


def layer_is_shared() -> bool:
    """Other processes hear this layer. The in-memory one reaches nobody whom a plain call does not reach."""
    return not isinstance(get_channel_layer(), InMemoryChannelLayer)


@metrics.look_seconds.time()
def look(room_id: str, epoch: str, known: dict[View, int], street: set[Audience]) -> Sight | None:
    """Look at the database and render what `known` views have not been shown; `None` when the room is gone.

    Runs in the rendering thread. `street`: for whom also to look at who is here.
    """
    room = Room.objects.select_related("session__programme").filter(pk=room_id).first()
    if room is None:
        return None
    pictures: dict[View, list[Picture]] = {}
    for (audience, language), version in known.items():
        if version < 0 or room.epoch != epoch:
            pictures[audience, language] = parts.render_all(room, audience, language)
            metrics.pictures[audience].inc(len(pictures[audience, language]))
            continue
        found = parts.render_changed(room, audience, language, version) if room.version_for(audience) > version else []
        if audience in street:
            ids = {picture.id for picture in found}
            found += [p for p in parts.render_volatile(room, audience, language) if p.id not in ids]
        metrics.pictures[audience].inc(len(found))
        pictures[audience, language] = found
    return Sight(
        room.epoch,
        {a: room.version_for(a) for a in Audience},
        pictures,
        parts.personal_version(room, Audience.PARTICIPANTS),
        room.closed_at is not None,
        screen_may_open(room, None),
    )


def look_for_one(socket: Socket) -> list[Picture]:
    """The personal parts of a socket's participant, rendered in the rendering thread."""
    room = Room.objects.select_related("session__programme").get(pk=socket.actor.room)
    versions = parts.versions_of(room, socket.audience)
    return [
        parts.render_personal(part, room, socket.actor, socket.language, versions)
        for part in parts.registered(socket.audience)
        if part.personal
    ]

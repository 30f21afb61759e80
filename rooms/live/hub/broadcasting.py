"""Broadcasting: a hub sends new parts to all sockets of a view, and missed parts to each socket that comes back."""

import time
from collections.abc import Iterable
from itertools import islice
from uuid import UUID

from ..base import metrics
from ..base.people import PersonalSecret, View
from ..base.threads import in_thread, rendering
from ..rendering.parts import RenderedPart, head
from ..rendering.view_cache import ViewCache
from .connections import Connections
from .delivery import Delivery
from .flow_control import Socket
from .personal_updates import PEOPLE_AT_ONCE, PersonalUpdates
from .refresh import Refresh, refresh_personal


class Broadcaster:
    """Remembers what each view of one room was last shown in this process, and hands out what is newer.

    `coming` holds the sockets that still have to get their first frame, or the parts that they missed.
    """

    def __init__(self, room: str, crowds: Connections, delivery: Delivery, coming: set[Socket]) -> None:
        self.room = room
        self.own = PersonalUpdates()
        self.epoch = ""
        self.shown: dict[View, ViewCache] = {}
        self._connections = crowds
        self._delivery = delivery
        self._coming = coming

    def keep_only(self, views: Iterable[View]) -> None:
        """Forget all other views: nothing keeps their caches up to date, so a page made from them would be old."""
        for view in self.shown.keys() - set(views):
            del self.shown[view]

    def version(self, view: View) -> int:
        """The version at which a view was last shown; negative: never."""
        return self.shown[view].version if view in self.shown else -1

    async def show(self, found: Refresh) -> None:
        """Send the new parts to all sockets that are not in `coming`.

        A socket that came during the refresh gets them with its first frame: otherwise it would not notice what it
        missed.
        """
        if self.epoch and found.epoch != self.epoch:
            self.shown = {}
            self._coming |= self._connections.sockets  # also the sockets of views that are not in this refresh
        self.epoch = found.epoch
        self.own.saw(found, self._connections.people)
        try:
            for view, drawn in found.drawn.items():
                shown = self.shown.setdefault(view, ViewCache(found.epoch))
                fresh = shown.take(drawn, found.versions[view[0]], ahead=view[0] in found.ahead)
                if fresh:
                    frame = "".join(rendered.frame for rendered in fresh) + self._head(shown)
                    await self._delivery.deliver(self._connections.of(view) - self._coming, frame, shown.version)
        except Exception:
            self.shown = {}  # parts were remembered as shown and were not sent: all of them go out again
            raise

    async def catch_up(self, sockets: set[Socket]) -> None:
        """Send the newest parts to sockets that came, or whose window opened; only personal parts are rendered.

        All that a socket missed goes out in one frame, personal parts included: a second frame might find the window
        full again, every time.
        """
        owing = {socket for socket in sockets if socket.owed}
        some = set(islice(owing, PEOPLE_AT_ONCE))
        own = await self._own_of(some)
        for socket in (sockets - owing) | some:
            if socket.view in self.shown:  # otherwise the epoch is new, and the next refresh renders this view
                person = socket.actor.participant
                await self._catch_up(socket, own.get((socket.language, person), []) if person else [])

    async def _own_of(self, sockets: set[Socket]) -> dict[tuple[str, UUID], list[RenderedPart]]:
        """The personal parts that these sockets are owed, by language and participant."""
        wanted: dict[str, dict[UUID, set[str]]] = {}
        people: dict[UUID, PersonalSecret] = {}
        for socket in sockets:
            person, personal_secret = socket.actor.participant, socket.actor.personal_secret
            if person is not None and personal_secret is not None:
                people[person] = personal_secret
                parts = wanted.setdefault(socket.language, {}).setdefault(person, set())
                parts |= socket.owed
        return await in_thread(rendering, refresh_personal, self.room, wanted, people) if wanted else {}

    async def _catch_up(self, socket: Socket, own: list[RenderedPart]) -> None:
        shown = self.shown[socket.view]
        if socket.epoch != self.epoch:
            socket.begin_anew(self.epoch)
        socket.delivered = min(socket.delivered, shown.version)
        if socket.is_new and socket.actor.participant:
            self.own.missed(socket.actor.participant, socket.delivered, socket.at)
            socket.is_new = False
        metrics.flow.catch_ups += 1
        socket.catch_up()
        news = [*shown.news(socket.delivered, socket.at), *own]
        frame = "".join(rendered.frame for rendered in news) + self._head(shown)
        await self._delivery.deliver([socket], frame, shown.version)
        socket.owed = frozenset()
        self._coming.discard(socket)

    async def send_heads(self) -> None:
        """Tell each socket the room's epoch and version, every few seconds: a browser that is behind refreshes."""
        for view, shown in list(self.shown.items()):
            crowd = self._connections.of(view) - self._coming
            await self._delivery.deliver(crowd, self._head(shown), shown.version)

    async def tell_people(self) -> None:
        """Send personal parts to their participants' sockets, a few people at a time, so that nobody waits long."""
        changed = self.own.take()
        wanted: dict[str, dict[UUID, set[str]]] = {}
        people: dict[UUID, PersonalSecret] = {}
        for person, parts in changed.items():
            for socket in self._connections.tabs(person):
                if socket.behind or socket in self._coming:
                    socket.owed |= parts
                elif socket.actor.personal_secret is not None:
                    wanted.setdefault(socket.language, {})[person] = parts
                    people[person] = socket.actor.personal_secret
        if not wanted:
            return
        try:
            rendered_parts = await in_thread(rendering, refresh_personal, self.room, wanted, people)
            for (language, person), own in rendered_parts.items():
                frame = "".join(rendered.frame for rendered in own)
                for socket in self._connections.tabs(person):
                    if socket.language == language and socket not in self._coming:
                        await self._delivery.deliver([socket], frame)
                        if socket.behind:
                            socket.owed |= changed[person]
        except Exception:
            for person, parts in changed.items():
                self.own.tell([person], parts)
            raise

    def _head(self, shown: ViewCache) -> str:
        return head(self.epoch, shown.version, time.time()).frame

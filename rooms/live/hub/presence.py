"""Presence: who is here. An entry expires; it is never counted down, and it authorises nothing.

Each process keeps the entries of its own sockets in memory. With Redis, processes exchange their entries every few
seconds, sealed, and each remembers what it read: rendering never waits for Redis.
"""

import json
import logging
import time
from collections import defaultdict
from dataclasses import dataclass
from secrets import token_hex
from threading import Lock
from typing import Any

import redis
from django.conf import settings

from livesessions.sealing import seal, unseal

from ..models import Room
from ..rendering.renderer import once_per_refresh

logger = logging.getLogger(__name__)

HERE_FOR = 15.0
"""Seconds that somebody still counts as here after the last sign of life of their page."""
HERE_FOR_WITHOUT_SOCKET = 12.0
"""The same for a page on the HTTP fallback, which gives a sign with each refresh."""
HERE_FOR_AFTER_CLOSE = 3.0
"""The same after the last socket closed: a reload is quicker."""
PURPOSE = "rooms.live.hub.presence"
STEP = 4096
"""Bytes: entries are sealed at a multiple of this length, which seldom tells that one more person came in."""


@dataclass(frozen=True, slots=True)
class PresenceEntry:
    """One participant who is here. `team` is a key or 0, `seen` the newest version on their screen."""

    team: int
    seen: int
    fallback: bool


class Presence:
    """The presence entries of all rooms, as this process knows them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._own: dict[str, dict[str, tuple[float, PresenceEntry]]] = defaultdict(dict)
        self._others: dict[str, tuple[float, dict[str, PresenceEntry]]] = {}
        self._process = token_hex(8)
        self._redis: redis.Redis | None = None

    def sit(self, room: str, person: str, seat: PresenceEntry, stay: float = HERE_FOR) -> None:
        """Note a sign of life of `person` in `room`; the entry lasts `stay` more seconds."""
        with self._lock:
            self._own[room][person] = (time.monotonic() + stay, seat)

    def leave(self, room: str, person: str) -> None:
        """Note that the last socket of `person` closed: the entry expires soon, unless they come back."""
        with self._lock:
            if found := self._own[room].get(person):
                self._own[room][person] = (min(found[0], time.monotonic() + HERE_FOR_AFTER_CLOSE), found[1])

    def here(self, room: str) -> dict[str, PresenceEntry]:
        """Everybody who is in `room` now, by person."""
        now = time.monotonic()
        with self._lock:
            own = self._own.get(room, {})
            for person in [p for p, (until, _seat) in own.items() if until <= now]:
                del own[person]
            until, others = self._others.get(room, (0.0, {}))
            return {**(others if until > now else {}), **{person: seat for person, (_until, seat) in own.items()}}

    def share(self, room: str) -> bool:
        """Write our entries to Redis and read those of the other processes; whether theirs changed.

        Waits for Redis for at most a second. Raises `redis.RedisError`.
        """
        if not settings.REDIS_URL:
            return False
        if self._redis is None:
            self._redis = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)
        now = time.monotonic()
        with self._lock:
            own = {
                person: (round(until - now, 1), seat.team, seat.seen, seat.fallback)
                for person, (until, seat) in self._own.get(room, {}).items()
                if until > now
            }
        key = f"livesessions:presence:{room}"
        with self._redis.pipeline(transaction=False) as pipe:
            pipe.hset(key, self._process, _sealed([time.time(), own]))
            pipe.expire(key, 60)
            pipe.hgetall(key)
            *_rest, found = pipe.execute()
        others: dict[str, PresenceEntry] = {}
        for process, token in found.items():
            text = None if process.decode() == self._process else unseal(PURPOSE, token.decode())
            if text is None:
                continue
            written, seats = json.loads(text)
            age = time.time() - written
            others |= {
                person: PresenceEntry(team, seen, fallback)
                for person, (left, team, seen, fallback) in seats.items()
                if left - age > 0
            }
        with self._lock:
            _until, before = self._others.get(room, (0.0, {}))
            self._others[room] = (now + HERE_FOR, others)
        return others != before

    def forget(self, room: str) -> None:
        """Drop the entries of a room that nobody in this process looks at any more.

        Entries that have not expired (HTTP fallback, or just left) are dropped when the next room is forgotten.
        """
        now = time.monotonic()
        with self._lock:
            self._others.pop(room, None)
            for each, seats in list(self._own.items()):
                for person in [p for p, (until, _seat) in seats.items() if until <= now]:
                    del seats[person]
                if not seats:
                    del self._own[each]


def _sealed(entries: list[Any]) -> str:
    text = json.dumps(entries).encode()
    return seal(PURPOSE, text.ljust(-(-len(text) // STEP) * STEP))


presence = Presence()


@once_per_refresh
def who_is_here(room: Room) -> dict[str, PresenceEntry]:
    """Everybody who is in `room`, by person: the same for all parts and audiences of a refresh."""
    return presence.here(room.pk)

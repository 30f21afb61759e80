"""When a hub looks again: at most so often, less often for a crowd, and at every heartbeat in any case."""

import time
from collections.abc import Mapping

from ..base.people import Audience

HEARTBEAT = 5.0
"""Seconds between two looks without a call: whoever missed one is healed by then."""
TICK = 0.2
"""Seconds between two pictures for the hosts; the others wait longer as their crowd grows."""
SECONDS_PER_SOCKET = 0.0025
"""So much longer is the tick of a crowd for each of its sockets: what one core sends a second stays bounded."""
LONGEST_TICK = 1.5
STREET_TICK = 1.0
"""Seconds between two looks at who is here; longer for a crowd, to whom it is not what they came for."""
STREET_SECONDS_PER_SOCKET = 0.005


class RefreshSchedule:
    """Which audiences are to look again, at the room and at the street (who is here), and from when on."""

    def __init__(self) -> None:
        self._beat_at = time.monotonic() + HEARTBEAT
        self._room: dict[Audience, float] = dict.fromkeys(Audience, 0.0)
        self._street: dict[Audience, float] = dict.fromkeys(Audience, 0.0)
        self._wants_room: set[Audience] = set()
        self._wants_street: set[Audience] = set()

    def room_changed(self) -> None:
        """Everybody is to look at the room again."""
        self._wants_room |= set(Audience)

    def street_changed(self, *audiences: Audience) -> None:
        """`audiences` (everybody when none is named) are to look at who is here."""
        self._wants_street |= set(audiences or Audience)

    def seconds_to_wait(self) -> float:
        """Until something is due; zero or less: now."""
        due = [
            self._beat_at,
            *(self._room[a] for a in self._wants_room),
            *(self._street[a] for a in self._wants_street),
        ]
        return min(due) - time.monotonic()

    def take(self, *, all_of_them: bool = False) -> tuple[bool, set[Audience], set[Audience]]:
        """Whether it is time for a heartbeat, who looks at the room now (or all of them), and who at the street."""
        now = time.monotonic()
        beat = now >= self._beat_at
        if beat:
            self._beat_at = now + HEARTBEAT
        room = {a for a in Audience if beat or all_of_them or (a in self._wants_room and self._room[a] <= now)}
        street = {a for a in Audience if beat or (a in self._wants_street and self._street[a] <= now)}
        self._wants_room -= room
        self._wants_street -= street
        return beat, room, street

    def looked(self, room: set[Audience], street: set[Audience], crowds: Mapping[Audience, int]) -> None:
        """These audiences have been shown; `crowds` is how many sockets each has."""
        now = time.monotonic()
        for audience in room:
            self._room[audience] = now + min(max(TICK, crowds[audience] * SECONDS_PER_SOCKET), LONGEST_TICK)
        for audience in street:
            self._street[audience] = now + max(STREET_TICK, crowds[audience] * STREET_SECONDS_PER_SOCKET)

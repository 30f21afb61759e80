"""When a hub refreshes: not more often than a tick, less often for a crowd, and at every heartbeat in any case."""

import time
from collections.abc import Mapping

from ..base.people import Audience

HEARTBEAT = 5.0
"""Seconds between two refreshes without a call: a lost call is healed by then."""
TICK = 0.2
"""Seconds between two refreshes for the hosts; other audiences wait longer as their crowd grows."""
SECONDS_PER_SOCKET = 0.0025
"""Seconds of a crowd's tick for each of its sockets: this limits how much one core sends in a second."""
LONGEST_TICK = 1.5
STREET_TICK = 1.0
"""Seconds between two refreshes of who is here; longer for a crowd, for whom it matters less."""
STREET_SECONDS_PER_SOCKET = 0.005


class RefreshSchedule:
    """Which audiences are due for a refresh of the room and of the street (who is here), and when."""

    def __init__(self) -> None:
        self._beat_at = time.monotonic() + HEARTBEAT
        self._room: dict[Audience, float] = dict.fromkeys(Audience, 0.0)
        self._street: dict[Audience, float] = dict.fromkeys(Audience, 0.0)
        self._wants_room: set[Audience] = set()
        self._wants_street: set[Audience] = set()

    def room_changed(self) -> None:
        """Have the room refreshed for every audience."""
        self._wants_room |= set(Audience)

    def street_changed(self, *audiences: Audience) -> None:
        """Have the street refreshed for `audiences` (for everybody when none is named)."""
        self._wants_street |= set(audiences or Audience)

    def seconds_to_wait(self) -> float:
        """Seconds until something is due; zero or less: now."""
        due = [
            self._beat_at,
            *(self._room[a] for a in self._wants_room),
            *(self._street[a] for a in self._wants_street),
        ]
        return min(due) - time.monotonic()

    def take(self, *, all_of_them: bool = False) -> tuple[bool, set[Audience], set[Audience]]:
        """Whether a heartbeat is due, the audiences due for the room (all with `all_of_them`), and for the street."""
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
        """Note that these audiences were refreshed; `crowds` is the number of sockets of each."""
        now = time.monotonic()
        for audience in room:
            self._room[audience] = now + min(max(TICK, crowds[audience] * SECONDS_PER_SOCKET), LONGEST_TICK)
        for audience in street:
            self._street[audience] = now + max(STREET_TICK, crowds[audience] * STREET_SECONDS_PER_SOCKET)

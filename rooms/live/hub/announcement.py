"""What the hubs of a room are told after a commit, and how it travels to other processes: sealed, and padded.

It names participants, and it comes at the moment of their vote. So nobody who reads Redis may learn whom it names, nor
how many.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from livesessions.sealing import seal, unseal

from ..changes.transaction import Changes

PURPOSE = "rooms.live.hub.announcement"
STEP = 2048
"""Bytes: every announcement is sealed at a multiple of this length. Forty votes at once are as long as none."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A room changed. `people`: personal parts to refresh, by participant. `everybody`: the same for all participants.

    `teams`: the keys of teams (0: none) of participants who may have changed theirs. `left`: participants who
    left in one browser. `ended`: the room has ended.
    """

    people: Mapping[UUID, frozenset[str]] = field(default_factory=dict)
    everybody: frozenset[str] = frozenset()
    teams: Mapping[UUID, int] = field(default_factory=dict)
    ended: bool = False
    left: frozenset[UUID] = frozenset()

    @classmethod
    def of(cls, changes: Changes, room: str) -> "Announcement":
        """What a transaction changed in one room."""
        return cls(
            {person: frozenset(parts) for person, parts in changes.people.get(room, {}).items()},
            frozenset(changes.everybody.get(room, ())),
            dict(changes.teams.get(room, {})),
            room in changes.ended,
            frozenset(changes.left.get(room, ())),
        )

    def sealed(self) -> str:
        """For other processes with the same server key, and for nobody else."""
        people = {person.hex: sorted(parts) for person, parts in self.people.items()}
        teams = {person.hex: team for person, team in self.teams.items()}
        left = sorted(person.hex for person in self.left)
        text = json.dumps([people, sorted(self.everybody), teams, self.ended, left]).encode()
        return seal(PURPOSE, text.ljust(-(-len(text) // STEP) * STEP))

    @classmethod
    def read(cls, token: str) -> "Announcement":
        """What another process sealed. One that cannot be opened only says that the room changed."""
        found = unseal(PURPOSE, token)
        if found is None:
            return cls()
        people, everybody, teams, ended, left = json.loads(found)
        return cls(
            {UUID(person): frozenset(parts) for person, parts in people.items()},
            frozenset(everybody),
            {UUID(person): team for person, team in teams.items()},
            ended,
            frozenset(UUID(person) for person in left),
        )


NOTHING = Announcement()
"""Only: look again."""

"""What each participant alone is to be shown: collected between looks, a few people at a time."""

import time
from collections.abc import Iterable
from itertools import islice
from uuid import UUID

from ..rendering.parts import personal_parts
from ..rendering.view_cache import SKEW
from .refresh import Refresh

PEOPLE_AT_ONCE = 200
"""Participants whose own parts are rendered before the room is looked at again."""


class PersonalUpdates:
    """Which personal parts of whom are to be looked at.

    `versions` says at which version each part last changed for everybody, `told` at which one last changed for some.
    """

    def __init__(self) -> None:
        self.waiting: dict[UUID, set[str]] = {}
        self.versions: dict[str, int] = {}
        self.told = -1
        self._heard: dict[UUID, float] = {}
        self._since = time.time() - SKEW

    def hear(self, person: UUID, parts: Iterable[str]) -> None:
        """A command changed these parts of one participant. No version tells of it, to somebody who was away."""
        self._heard[person] = time.time()
        self.tell([person], parts)

    def tell(self, people: Iterable[UUID], parts: Iterable[str]) -> None:
        """These parts of these participants are to be looked at."""
        parts = set(parts)
        for person in people:
            self.waiting.setdefault(person, set()).update(parts)

    def saw(self, found: Refresh, everybody: Iterable[UUID]) -> None:
        """A look found what changed in the parts of `everybody`, and whom the hub had not heard of."""
        changed = {part for part, version in found.personal.items() if version != self.versions.get(part, 0)}
        self.versions, self.told = found.personal, found.told
        if changed:
            self.tell(everybody, changed)
        for person, parts in found.people.items():
            self.tell([person], parts)

    def missed(self, person: UUID, version: int, at: float) -> None:
        """Somebody comes (back) with a page of `version`, which was kept up to date until `at` (seconds since 1970).

        What changed before this hub was there, nobody told an older page.
        """
        if at < self._heard.get(person, self._since) + SKEW:
            self.tell([person], personal_parts())
            return
        parts = {part for part, changed in self.versions.items() if changed > version}
        if version < self.told:
            parts |= personal_parts(of_some=True)
        if parts:
            self.tell([person], parts)

    def take(self) -> dict[UUID, set[str]]:
        """The parts of the next few people; they wait no longer."""
        return {person: self.waiting.pop(person) for person in list(islice(self.waiting, PEOPLE_AT_ONCE))}

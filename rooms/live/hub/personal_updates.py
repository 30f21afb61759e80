"""Personal updates: the personal parts to render, collected between refreshes and taken a few people at a time."""

import time
from collections.abc import Iterable
from itertools import islice
from uuid import UUID

from ..rendering.parts import personal_parts
from ..rendering.view_cache import SKEW
from .refresh import Refresh

PEOPLE_AT_ONCE = 200
"""Participants whose personal parts are rendered before the next refresh."""


class PersonalUpdates:
    """The personal parts that are to be rendered, by participant.

    `versions` holds the version at which each part last changed for everybody; `told` is the newest version at which a
    part changed for some participants.
    """

    def __init__(self) -> None:
        self.waiting: dict[UUID, set[str]] = {}
        self.versions: dict[str, int] = {}
        self.told = -1
        self._heard: dict[UUID, float] = {}
        self._heard_of_everybody = 0.0
        self._since = time.time() - SKEW

    def hear(self, person: UUID, parts: Iterable[str]) -> None:
        """Note that a command changed these parts of one participant. No version tells a returning browser of it."""
        self._heard[person] = time.time()
        self.tell([person], parts)

    def hear_of_everybody(self, everybody: Iterable[UUID], parts: Iterable[str]) -> None:
        """The same of all participants, of whom `everybody` is here now."""
        self._heard_of_everybody = time.time()
        self.tell(everybody, parts)

    def tell(self, people: Iterable[UUID], parts: Iterable[str]) -> None:
        """Have these parts of these participants rendered."""
        parts = set(parts)
        for person in people:
            self.waiting.setdefault(person, set()).update(parts)

    def saw(self, found: Refresh, everybody: Iterable[UUID]) -> None:
        """Take the changes that a refresh found: parts of `everybody`, and parts of which no call told the hub."""
        changed = {part for part, version in found.personal.items() if version != self.versions.get(part, 0)}
        self.versions, self.told = found.personal, found.told
        if changed:
            self.tell(everybody, changed)
        for person, parts in found.people.items():
            self.tell([person], parts)

    def missed(self, person: UUID, version: int, at: float) -> None:
        """Have parts rendered for a page of `version` that was kept up to date until `at` (seconds since 1970).

        An older page was not told of changes before this hub started, so it gets all personal parts.
        """
        if at < max(self._heard.get(person, self._since), self._heard_of_everybody) + SKEW:
            self.tell([person], personal_parts())
            return
        parts = {part for part, changed in self.versions.items() if changed > version}
        if version < self.told:
            parts |= personal_parts(of_some=True)
        if parts:
            self.tell([person], parts)

    def take(self) -> dict[UUID, set[str]]:
        """Remove and return the parts of the next few people."""
        return {person: self.waiting.pop(person) for person in list(islice(self.waiting, PEOPLE_AT_ONCE))}

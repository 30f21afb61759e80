"""Many people on one server, and the clock that all their browsers share."""

import asyncio
import time

from .client import Person
from .shared import Shared

SEEN_EVERY = 1.0
"""Seconds between two acknowledgements, as in live.js."""
SLOTS = 50
"""The seconds of different browsers do not begin at the same moment."""


class Crowd(Shared):
    """People on one server, and the clock that all their browsers share."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.people: list[Person] = []
        self._slots: list[list[Person]] = [[] for _slot in range(SLOTS)]
        self._clock = asyncio.ensure_future(self._run())

    def person(self) -> Person:
        """Another person, who has not come in yet."""
        person = Person(self)
        self._slots[len(self.people) % SLOTS].append(person)
        self.people.append(person)
        return person

    async def leave(self) -> None:
        """Everybody goes."""
        self._clock.cancel()
        self.comes_back = False
        for work in self._kept:
            work.cancel()
        for person in self.people:
            person.browser.close()
            if person.socket is not None:
                person.socket.abort()
        await asyncio.sleep(0.05)

    async def _run(self) -> None:
        due, slot = time.perf_counter(), 0
        while True:
            due += SEEN_EVERY / SLOTS
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            now = time.perf_counter()
            for person in self._slots[slot]:
                person.tick(now)
            slot = (slot + 1) % SLOTS

"""Newcomers of a crowd share a commit, and nobody is let in before their row is there."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from livesessions.programme.models import Participant
from rooms.live.entry.newcomers import Newcomers

CROWD = 6


class Door:
    """Newcomers who come one after the other, or all at once while the first of them waits for more."""

    def __init__(self, programme: int):
        self.programme = programme
        self.newcomers = Newcomers(self._until_all_wait)

    def _until_all_wait(self, seconds):
        deadline = time.monotonic() + 10
        while len(self.newcomers._waiting) < CROWD:
            assert time.monotonic() < deadline
            time.sleep(0.005)

    def bring(self, name: str, programme: int = 0) -> int | str:
        """How many rows of newcomers this thread inserted, or what went wrong."""
        try:
            with CaptureQueriesContext(connection) as queries:
                self.newcomers.save(Participant(programme_id=programme or self.programme, name=name))
            assert Participant.objects.filter(name=name).exists()
            return sum("INSERT" in query["sql"] for query in queries)
        except IntegrityError:
            return "refused"

    def crowd(self, *programmes: int) -> list[int | str]:
        """The same for a crowd."""

        def come(number):
            try:
                return self.bring(f"Deelnemer {number}", programmes[number])
            finally:
                connection.close()

        with ThreadPoolExecutor(CROWD) as pool:
            return list(pool.map(come, range(CROWD)))


@pytest.fixture
def door(prepared):
    return Door(prepared.programme.pk)


def test_somebody_who_comes_alone_does_not_wait(door):
    assert door.bring("Anna") == 1


def test_a_crowd_shares_one_insert(door):
    door.bring("Anna")
    assert sorted(door.crowd(*[0] * CROWD)) == [0] * (CROWD - 1) + [1]


def test_who_cannot_be_written_keeps_nobody_out(door):
    door.bring("Anna")
    told = door.crowd(*[0] * (CROWD - 1), 987654)
    assert told[-1] == "refused" and "refused" not in told[:-1]
    assert Participant.objects.filter(name__startswith="Deelnemer").count() == CROWD - 1

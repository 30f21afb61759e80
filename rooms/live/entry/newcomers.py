"""Newcomers of a crowd are written together, so that many share one commit.

A commit costs as much as all queries of a join. The first thread that brings a newcomer writes for all who come while
it waits; nobody is let in before their row is on disk.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future

from django.db import transaction

from livesessions.programme.models import Participant

GATHER = 0.02
"""Seconds to wait for more newcomers right after others: so a quarter of the threads for pages waits, at most."""
STILL_COMING = 0.1
"""Seconds after newcomers in which more are expected. Somebody who comes alone need not wait."""

Waiting = list[tuple[Participant, "Future[None]"]]


class Newcomers:
    """Those who wait to be written; one for each process."""

    def __init__(self, wait: Callable[[float], None] = time.sleep) -> None:
        self._wait = wait
        self._lock = threading.Lock()
        self._waiting: Waiting = []
        self._written = 0.0

    def save(self, newcomer: Participant) -> None:
        """Insert `newcomer`; returns once the row is on disk, or raises what the database says."""
        done: Future[None] = Future()
        with self._lock:
            self._waiting.append((newcomer, done))
            is_first = len(self._waiting) == 1
        if is_first:
            if time.monotonic() - self._written < STILL_COMING:
                self._wait(GATHER)
            with self._lock:
                some, self._waiting = self._waiting, []
            _write(some)
            self._written = time.monotonic()
        done.result()


def _write(some: Waiting) -> None:
    """Insert all of them in one transaction; when that fails, each alone, so that each hears only of their own row."""
    try:
        with transaction.atomic():
            Participant.objects.bulk_create([newcomer for newcomer, _done in some])
    except Exception:
        for newcomer, done in some:
            try:
                newcomer.save(force_insert=True)
            except Exception as error:
                done.set_exception(error)
            else:
                done.set_result(None)
    else:
        for _newcomer, done in some:
            done.set_result(None)


newcomers = Newcomers()

"""The writer: commands of a whole crowd, taken together.

One thread takes everything that waits, carries it out in one transaction and hands out the receipts after the
commit. The disk is waited for once for all of them: on SQLite with `synchronous=FULL`, 500 votes a second one by
one become 18,000 in hundreds.
"""

import threading
import time
from collections import deque
from concurrent.futures import Future

from django.db import connections
from django.utils.translation import gettext as _
from django.utils.translation import override

from . import metrics
from .commands import Ask, Receipt, perform_all
from .refusal import TryAgain

LONGEST_QUEUE = 5_000
"""More than this many waiting commands are answered "try again" at once."""
LARGEST_BATCH = 500
GATHER = 0.02
"""Seconds to wait for company when a batch has just been written: a batch costs as much for one vote as for ten."""
STILL_BUSY = 0.1
"""Seconds after a batch in which more is expected. Who comes alone is not kept waiting."""


class Writer:
    """A queue and the thread that empties it. One in each process."""

    def __init__(self, longest_queue: int = LONGEST_QUEUE) -> None:
        self._longest = longest_queue
        self._waiting: deque[tuple[Ask, Future[Receipt]]] = deque()
        self._news = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closing = False
        self._finished = 0.0

    def submit(self, ask: Ask) -> "Future[Receipt]":
        """Have `ask` carried out; the future holds its receipt once the change is on disk."""
        future: Future[Receipt] = Future()
        with self._news:
            if len(self._waiting) >= self._longest or self._closing:
                metrics.answered(ask.name, "busy", 0)
                with override(ask.language):
                    future.set_result(Receipt.of(TryAgain(_("It is very busy. We try again by ourselves."))))
                return future
            self._waiting.append((ask, future))
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
                self._thread.start()
            self._news.notify()
        return future

    def close(self, timeout: float = 5.0) -> None:
        """Finish what waits, then stop. What is submitted meanwhile is told to try again."""
        with self._news:
            self._closing = True
            self._news.notify()
            thread = self._thread
        if thread is not None:
            thread.join(timeout)
        with self._news:
            self._closing = False

    def _run(self) -> None:
        try:
            while batch := self._take():
                self._carry_out(batch)
        finally:
            connections.close_all()

    def _take(self) -> list[tuple[Ask, "Future[Receipt]"]]:
        with self._news:
            while not self._waiting:
                if self._closing:
                    return []
                self._news.wait()
            if time.monotonic() - self._finished < STILL_BUSY:
                self._news.wait_for(lambda: self._closing or len(self._waiting) >= LARGEST_BATCH, GATHER)
            return [self._waiting.popleft() for _i in range(min(len(self._waiting), LARGEST_BATCH))]

    def _carry_out(self, batch: list[tuple[Ask, "Future[Receipt]"]]) -> None:
        receipts = perform_all(ask for ask, _future in batch)
        if any(receipt.status == "busy" for receipt in receipts):
            connections.close_all()  # the next batch gets a new connection: this one may be broken
        for (_ask, future), receipt in zip(batch, receipts, strict=True):
            future.set_result(receipt)
        now = self._finished = time.monotonic()
        metrics.batch_size.observe(len(batch))
        for (ask, _future), receipt in zip(batch, receipts, strict=True):
            metrics.answered(ask.name, receipt.status, now - ask.asked_at)


writer = Writer()

"""The writer: carries out the commands of a whole crowd together.

One thread takes all waiting commands, carries them out in one transaction and hands out the receipts after the commit.
All of them wait for the disk only once: on SQLite with `synchronous=FULL`, 500 votes a second one by one become 18,000
in batches of hundreds.
"""

import asyncio
import threading
import time
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from typing import Union

from django.db import connections
from django.utils.translation import gettext as _

from ..base import metrics
from ..base.languages import in_language
from ..base.refusal import TryAgain
from .performing import perform_all
from .register import CommandRequest, Receipt

LONGEST_QUEUE = 5_000
"""Commands that may wait; any further command is answered "try again" at once."""
LARGEST_BATCH = 500
GATHER = 0.04
"""Seconds to wait for more commands right after a batch: a batch costs as much for one vote as for ten."""
STILL_BUSY = 0.1
"""Seconds after a batch in which more commands are expected. A command that comes alone need not wait."""

Waiter = Union["Future[Receipt]", "asyncio.Future[Receipt]"]
"""The future of a receipt: for a waiting thread, or for a task on an event loop."""


class Writer:
    """A queue and the thread that empties it. One in each process."""

    def __init__(self, longest_queue: int = LONGEST_QUEUE) -> None:
        self._longest = longest_queue
        self._waiting: deque[tuple[CommandRequest, Waiter]] = deque()
        self._news = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closing = False
        self._finished = 0.0

    def submit(self, request: CommandRequest) -> "Future[Receipt]":
        """Queue `request` for a waiting thread. The future holds the receipt once the change is on disk."""
        future: Future[Receipt] = Future()
        if refused := self._put(request, future):
            future.set_result(refused)
        return future

    async def answer(self, request: CommandRequest) -> Receipt:
        """The same for the event loop. The command is carried out even if the caller is cancelled."""
        future = asyncio.get_running_loop().create_future()
        return self._put(request, future) or await future

    def _put(self, request: CommandRequest, waiter: Waiter) -> Receipt | None:
        """Queue `request`; returns a "try again" receipt when the queue is full, otherwise `None`."""
        with self._news:
            if len(self._waiting) < self._longest and not self._closing:
                self._waiting.append((request, waiter))
                if self._thread is None or not self._thread.is_alive():
                    self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
                    self._thread.start()
                self._news.notify()
                return None
        metrics.answered(request.name, "busy", 0)
        with in_language(request.language):
            return Receipt.of(TryAgain(_("It is very busy. We try again by ourselves.")))

    def close(self, timeout: float = 5.0) -> None:
        """Finish the waiting commands, then stop. New commands are meanwhile answered "try again"."""
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

    def _take(self) -> list[tuple[CommandRequest, Waiter]]:
        with self._news:
            while not self._waiting:
                if self._closing:
                    return []
                self._news.wait()
        if time.monotonic() - self._finished < STILL_BUSY:
            time.sleep(GATHER)
        with self._news:
            return [self._waiting.popleft() for _i in range(min(len(self._waiting), LARGEST_BATCH))]

    def _carry_out(self, batch: list[tuple[CommandRequest, Waiter]]) -> None:
        receipts = perform_all(request for request, _waiter in batch)
        if any(receipt.status == "busy" for receipt in receipts):
            connections.close_all()  # the next batch gets a new connection: this one may be broken
        _hand_out([(waiter, receipt) for (_ask, waiter), receipt in zip(batch, receipts, strict=True)])
        now = self._finished = time.monotonic()
        metrics.batch_size.observe(len(batch))
        for (request, _waiter), receipt in zip(batch, receipts, strict=True):
            metrics.answered(request.name, receipt.status, now - request.asked_at)


def _hand_out(answers: list[tuple[Waiter, Receipt]]) -> None:
    """Resolve the futures; each event loop is woken once."""
    loops: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Receipt], Receipt]]] = {}
    for waiter, receipt in answers:
        if isinstance(waiter, asyncio.Future):
            loops.setdefault(waiter.get_loop(), []).append((waiter, receipt))
        else:
            waiter.set_result(receipt)
    for loop, some in loops.items():
        with suppress(RuntimeError):  # the loop was closed: nobody waits there any more
            loop.call_soon_threadsafe(_resolve, some)


def _resolve(answers: list[tuple["asyncio.Future[Receipt]", Receipt]]) -> None:
    for future, receipt in answers:
        if not future.done():
            future.set_result(receipt)


writer = Writer()

"""Work after a commit, in threads that nobody waits for. A server that stops loses it: so a row says what is to
be done (`deals.py`), and whoever finds the row does it (`clock.py`).
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.db import connections

logger = logging.getLogger(__name__)

thinkers = ThreadPoolExecutor(2, thread_name_prefix="think")
"""Threads that each wait for a process that divides: as many as a small machine has processors."""
counters = ThreadPoolExecutor(1, thread_name_prefix="count")
"""Short work, which must not wait behind the division of another room."""
_under_way: set[Future[None]] = set()


def in_the_background(work: Callable[..., None], *args: Any, pool: ThreadPoolExecutor = counters) -> None:
    """Do `work` in a thread of `pool`, with a connection of its own."""
    future = pool.submit(_alone, work, *args)
    _under_way.add(future)
    future.add_done_callback(_under_way.discard)


def _alone(work: Callable[..., None], *args: Any) -> None:
    """The thread may rest for long, so it keeps no connection."""
    try:
        work(*args)
    except Exception:  # the database may be away: the row stays, and is taken up again
        logger.exception("work in the background failed")
    finally:
        connections.close_all()


def settle(seconds: float = 20.0) -> None:
    """Wait until all work of this process is done, each for at most so many seconds; raises `TimeoutError`."""
    while _under_way:
        for future in list(_under_way):
            future.result(seconds)

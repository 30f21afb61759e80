"""Threads for work that would stall the event loop: every socket of a process hangs on one loop.

Channels' `database_sync_to_async` has one thread for the whole process, so that one slow query delays everybody.
Here rendering has a thread of its own, sharing who is here another, looking people up has a few, and the writer
brings its own.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar

from django.db import DatabaseError, InterfaceError, connections

T = TypeVar("T")

rendering = ThreadPoolExecutor(1, thread_name_prefix="render")
sharing = ThreadPoolExecutor(1, thread_name_prefix="share")
looking = ThreadPoolExecutor(4, thread_name_prefix="look")


async def in_thread(pool: ThreadPoolExecutor, function: Callable[..., T], *args: Any) -> T:
    """The result of `function`, which may use the database, computed in a thread of `pool`."""
    return await asyncio.get_running_loop().run_in_executor(pool, with_connection, function, *args)


def with_connection(function: Callable[..., T], *args: Any) -> T:
    """Call `function`; a connection that broke is thrown away, so that the next call gets a new one."""
    try:
        return function(*args)
    except (DatabaseError, InterfaceError):
        connections.close_all()
        raise


def close_connections() -> None:
    """Close what the pools' threads hold open; for the end of a process and of a test."""
    for pool in (rendering, looking):
        # Each thread waits for the others: else one of them does all the closing, of its own connection.
        together = Barrier(pool._max_workers)
        for done in [pool.submit(_close_own, together) for _ in range(pool._max_workers)]:
            done.result(timeout=10)


def _close_own(together: Barrier) -> None:
    together.wait(timeout=10)
    connections.close_all()

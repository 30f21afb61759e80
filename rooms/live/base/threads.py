"""Threads for work that would stall the event loop, which serves every socket of a process.

Channels' `database_sync_to_async` has one thread for the whole process, so one slow query delays everybody. Here
rendering has a thread of its own, and so has sharing presence with other processes. Looking people up has a few, and
the writer brings its own.
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
    """The result of `function`, computed in a thread of `pool`. `function` may use the database."""
    return await asyncio.get_running_loop().run_in_executor(pool, with_connection, function, *args)


def with_connection(function: Callable[..., T], *args: Any) -> T:
    """Call `function`; after a database error close the connection, so that the next call gets a new one."""
    try:
        return function(*args)
    except (DatabaseError, InterfaceError):
        connections.close_all()
        raise


def close_connections() -> None:
    """Close the database connections of the pools' threads, at the end of a process or a test."""
    for pool in (rendering, looking):
        # Each thread waits for the others: otherwise one thread would do all the closing, of its own connection.
        together = Barrier(pool._max_workers)
        for done in [pool.submit(_close_own, together) for _ in range(pool._max_workers)]:
            done.result(timeout=10)


def _close_own(together: Barrier) -> None:
    together.wait(timeout=10)
    connections.close_all()

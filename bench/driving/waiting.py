"""Waiting for a condition, and for many tasks at once."""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence


async def until(condition: Callable[[], bool], patience: float, every: float = 0.02) -> float | None:
    """Wait until `condition` holds; returns the time of the clock, or `None` after `patience` seconds."""
    deadline = time.perf_counter() + patience
    while not condition():
        if time.perf_counter() > deadline:
            return None
        await asyncio.sleep(every)
    return time.perf_counter()


async def at_once(work: Iterable[object], most: int) -> list[float]:
    """Await all of `work`, a limited number at a time; returns the results. The first failure stops it."""
    queue = list(work)[::-1]
    results: list[float] = []

    async def one_by_one() -> None:
        while queue:
            results.append(await queue.pop())  # type: ignore[misc]  # coroutines

    try:
        async with asyncio.TaskGroup() as group:
            for _i in range(most):
                group.create_task(one_by_one())
    finally:
        for left in queue:
            left.close()  # type: ignore[attr-defined]  # coroutines that were not started
    return results


async def by_the_minute(work: Sequence[object], most: int, a_minute: int) -> tuple[list[float], float]:
    """The same for no more than so many in a minute of the clock; also the seconds of waiting for the next minute."""
    results, waited = await at_once(work[:a_minute], most), 0.0
    for start in range(a_minute, len(work), a_minute):
        pause = 60.5 - time.time() % 60
        await asyncio.sleep(pause)
        waited += pause
        results += await at_once(work[start : start + a_minute], most)
    return results, waited

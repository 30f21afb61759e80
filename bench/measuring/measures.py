"""Measuring: percentiles, a stopwatch for the CPU of the server, the client and strangers, lag of our own loop."""

import asyncio
import math
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from . import machine


def percentile(values: Sequence[float], share: float) -> float | None:
    """The smallest value that at least `share` of `values` do not exceed; `None` without any."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]


def in_ms(seconds: Sequence[float]) -> dict[str, float | None]:
    """Percentiles of durations, in milliseconds."""
    found = {"p50": percentile(seconds, 0.5), "p99": percentile(seconds, 0.99), "max": percentile(seconds, 1.0)}
    return {name: None if value is None else round(value * 1000, 1) for name, value in found.items()}


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Least-squares growth of y per unit of x."""
    n = len(points)
    if n < 2:
        return 0.0
    mx, my = sum(x for x, _y in points) / n, sum(y for _x, y in points) / n
    spread = sum((x - mx) ** 2 for x, _y in points)
    return sum((x - mx) * (y - my) for x, y in points) / spread if spread else 0.0


def fsync_ms(folder: Path, times: int = 40) -> float:
    """The median time of one small write with `fsync` on the disk of `folder`: no receipt can be faster."""
    taken = []
    path = folder / "fsync"
    with path.open("wb") as file:
        for _i in range(times):
            started = time.perf_counter()
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            taken.append(time.perf_counter() - started)
    path.unlink()
    return round(percentile(taken, 0.5) * 1000, 2)  # type: ignore[operator]  # there are values


@dataclass(slots=True)
class Stopwatch:
    """CPU time between now and `stop`. `strangers` is the share of the server's core that other processes took."""

    server_pids: list[int]
    database_pids: list[int] = field(default_factory=list)
    wall: float = 0.0
    server: float = 0.0
    database: float = 0.0
    client: float = 0.0
    strangers: float = 0.0
    _began: tuple[float, float, float, float, float] = field(init=False)

    def __post_init__(self) -> None:
        self._began = self._read()

    def _read(self) -> tuple[float, float, float, float, float]:
        return (
            time.perf_counter(),
            machine.cpu_seconds(self.server_pids),
            machine.cpu_seconds(self.database_pids),
            time.process_time(),
            machine.core_busy()[machine.SERVER_CORE],
        )

    def stop(self) -> "Stopwatch":
        """Fill in the CPU time since the start, in seconds (`strangers`: a share). May be called again, later."""
        wall, server, database, client, busy = (
            after - before for after, before in zip(self._read(), self._began, strict=True)
        )
        self.wall, self.server, self.database, self.client = wall, server, database, client
        self.strangers = max(0.0, busy - server) / wall if wall and machine.PINNED else 0.0
        return self

    def shares(self) -> dict[str, float]:
        """The load of each: a client near 1 measures itself, strangers near 1 spoil the run."""
        return {
            "server": round(self.server / self.wall, 3),
            "client": round(self.client / self.wall, 3),
            "strangers_on_server_core": round(self.strangers, 3),
        }


class Lag:
    """The lag of our own event loop: measured times may be too long by this."""

    EVERY = 0.02

    def __init__(self) -> None:
        self.late: list[float] = []
        self._task = asyncio.ensure_future(self._run())

    async def _run(self) -> None:
        while True:
            due = time.perf_counter() + self.EVERY
            await asyncio.sleep(self.EVERY)
            self.late.append(max(0.0, time.perf_counter() - due))

    def stop(self) -> dict[str, float | None]:
        """Percentiles of the lag so far."""
        self._task.cancel()
        return in_ms(self.late)

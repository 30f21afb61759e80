"""What people on one server share."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Tally:
    """The counters of a crowd. `receipts` holds (sent, received, status) of every first receipt."""

    receipts: list[tuple[float, float, str]] = field(default_factory=list)
    closed: dict[int, int] = field(default_factory=dict)
    busy: int = 0
    resent: int = 0
    frames: int = 0
    payload: int = 0
    failures: list[str] = field(default_factory=list)


class Shared:
    """What people on one server share: its port, their counters, and whether they come back after a lost socket."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.tally = Tally()
        self.on_lost: Callable[[Any, int, str], None] | None = None
        self.comes_back = True
        self._kept: set[asyncio.Future[None]] = set()

    def keep(self, work: "asyncio.Future[None]") -> None:
        """Hold a task for which nobody waits."""
        self._kept.add(work)
        work.add_done_callback(self._kept.discard)

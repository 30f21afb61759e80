"""Circuit breakers: after a failure, callers do without the service for a while.

A frozen Redis answers nothing: every call would wait for its whole timeout. After one failure the callers go on
without Redis, and one of them tries again every few seconds.
"""

import logging
import time

logger = logging.getLogger(__name__)

PAUSE = 4.0
"""Seconds between two tries of a failing service; a little less than a heartbeat, so that each heartbeat may try."""
FORGET = 15.0
"""Seconds after which a failure no longer counts."""


class Breaker:
    """One use of a service that may be away. Any thread may call; a race costs at most one try too many."""

    def __init__(self, use: str) -> None:
        self.use = use
        self._failed_at: float | None = None
        self._next_try = 0.0
        _all.append(self)

    def allows(self) -> bool:
        """Whether to try now. After a failure one caller may try every `PAUSE` seconds."""
        if self._failed_at is None:
            return True
        now = time.monotonic()
        if now < self._next_try:
            return False
        self._next_try = now + PAUSE
        return True

    def worked(self) -> None:
        """The service answered."""
        if self._failed_at is not None:
            self._failed_at = None
            logger.info("%s: works again", self.use)

    def failed(self, error: BaseException) -> None:
        """The service is away, or too slow."""
        now = time.monotonic()
        if self._failed_at is None:
            logger.warning("%s: %s", self.use, type(error).__name__)
        self._failed_at, self._next_try = now, now + PAUSE

    @property
    def is_broken(self) -> bool:
        """Whether the service failed in the last `FORGET` seconds and has not worked since."""
        return self._failed_at is not None and time.monotonic() - self._failed_at < FORGET


_all: list[Breaker] = []

announcements = Breaker("announcing changes to the other processes")
seats = Breaker("sharing who is here")
counting = Breaker("counting for limits")


def troubles() -> list[str]:
    """The uses that fail at the moment, in words for an operator."""
    return [breaker.use for breaker in _all if breaker.is_broken]


def is_degraded() -> bool:
    """Whether a service that the processes share is away: pages then depend on the heartbeat."""
    return bool(troubles())

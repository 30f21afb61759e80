"""Circuit breakers: what failed a moment ago is not asked again at once.

A frozen Redis answers nothing: every call would wait for its whole timeout. After one failure the callers go on
without, and one of them tries again every few seconds.
"""

import logging
import time

logger = logging.getLogger(__name__)

PAUSE = 4.0
"""Seconds between two tries of something that fails; a little less than a heartbeat, so that each beat may try."""
FORGET = 15.0
"""Seconds after which a failure says nothing about now any more."""


class Breaker:
    """One use of something that may be away. Any thread may call; a race costs at most one try too many."""

    def __init__(self, use: str) -> None:
        self.use = use
        self._failed_at: float | None = None
        self._next_try = 0.0
        _all.append(self)

    def allows(self) -> bool:
        """Whether to try now. After a failure one caller may, each `PAUSE` seconds."""
        if self._failed_at is None:
            return True
        now = time.monotonic()
        if now < self._next_try:
            return False
        self._next_try = now + PAUSE
        return True

    def worked(self) -> None:
        """It is there."""
        if self._failed_at is not None:
            self._failed_at = None
            logger.info("%s: works again", self.use)

    def failed(self, error: BaseException) -> None:
        """It is away, or too slow."""
        now = time.monotonic()
        if self._failed_at is None:
            logger.warning("%s: %s", self.use, type(error).__name__)
        self._failed_at, self._next_try = now, now + PAUSE

    @property
    def is_broken(self) -> bool:
        """It failed lately, and has not worked since."""
        return self._failed_at is not None and time.monotonic() - self._failed_at < FORGET


_all: list[Breaker] = []

announcements = Breaker("announcing changes to the other processes")
seats = Breaker("sharing who is here")
counting = Breaker("counting for limits")


def troubles() -> list[str]:
    """What does not work just now, in words for an operator."""
    return [breaker.use for breaker in _all if breaker.is_broken]


def is_degraded() -> bool:
    """Something that the other processes need is away: screens fall back on the heartbeat."""
    return bool(troubles())

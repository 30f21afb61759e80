"""The time while the demo is made: a meeting of 2021 is held in 2021, so its archive says when it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.utils import timezone


class Clock:
    """A clock that stands still until somebody moves it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """The moment at which it stands."""
        return self.moment

    def set(self, moment: datetime) -> None:
        """Go to `moment`."""
        self.moment = moment

    def wait(self, seconds: float) -> None:
        """Go on by so many seconds."""
        self.moment += timedelta(seconds=seconds)


@contextmanager
def clock_at(moment: datetime) -> Iterator[Clock]:
    """In this block `timezone.now` is what the clock says. For a process that serves nobody yet: it is so for all."""
    clock, real = Clock(moment), timezone.now
    vars(timezone)["now"] = clock.now
    try:
        yield clock
    finally:
        vars(timezone)["now"] = real

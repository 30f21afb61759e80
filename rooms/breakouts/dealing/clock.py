"""How long thinking may take: a number of steps, so that the same seed thinks the same, and a time that ends it."""

from dataclasses import dataclass
from time import monotonic


@dataclass(slots=True)
class Clock:
    """A deadline on the wall, and a budget: how many seconds' worth of steps may be taken.

    `late` is whether the deadline ever cut something short: then another run may answer otherwise.
    """

    seconds: float
    budget: float
    began: float
    late: bool = False

    @classmethod
    def start(cls, seconds: float, budget: float | None = None) -> "Clock":
        """A clock that starts now."""
        return cls(seconds, seconds if budget is None else budget, monotonic())

    def spent(self) -> float:
        """The part of the time that is gone, from 0; 1 and more is too late."""
        return (monotonic() - self.began) / self.seconds if self.seconds > 0 else 1.0

    def over(self, share: float = 1.0) -> bool:
        """Whether this part of the time is gone; that it was is remembered."""
        if self.spent() < share:
            return False
        self.late = True
        return True

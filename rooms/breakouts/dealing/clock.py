"""How long a search may take: a number of steps, so that a seed gives the same deal, and a deadline that ends it."""

from dataclasses import dataclass
from time import monotonic


@dataclass(slots=True)
class Clock:
    """A deadline in wall-clock seconds, and a budget: how many seconds' worth of steps may be taken.

    `late` tells whether the deadline cut the search short: then another run may give another deal.
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
        """The share of the time that has passed, from 0; 1 and more is too late."""
        return (monotonic() - self.began) / self.seconds if self.seconds > 0 else 1.0

    def over(self, share: float = 1.0) -> bool:
        """Whether this share of the time has passed; if so, `late` is set."""
        if self.spent() < share:
            return False
        self.late = True
        return True

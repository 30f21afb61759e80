"""Two rounds of one question beside each other: how every bar moved, in totals. Pure: standard library only."""

from dataclasses import dataclass

from .bars import Bars, Row
from .kind import Result


@dataclass(frozen=True, slots=True)
class Shift:
    """One bar in the round before and in this one."""

    was: Row
    now: Row

    @property
    def more(self) -> int:
        """By how many percentage points it grew, as the printed shares say."""
        return max(0, self.now.share - self.was.share)

    @property
    def fewer(self) -> int:
        """By how many percentage points it shrank."""
        return max(0, self.was.share - self.now.share)


def shifts(before: Result | None, after: Result | None) -> tuple[Shift, ...]:
    """How the bars moved, in their order; none of results that are not both bars of answers, and of as many."""
    if not isinstance(before, Bars) or not isinstance(after, Bars) or not before.total or not after.total:
        return ()
    if before.hands or after.hands:  # counted in two ways
        return ()
    rows = [*before.rows, *after.rows]
    if len(before.rows) != len(after.rows) or any(type(row) is not Row for row in rows):
        return ()
    return tuple(Shift(was, now) for was, now in zip(before.rows, after.rows, strict=True))

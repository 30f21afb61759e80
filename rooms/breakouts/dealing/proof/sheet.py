"""The proof sheet: for each objective that was asked for its value, what no deal can beat, and whether the two are the
same.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from rooms.breakouts.dealing.instance import Instance, Schedule
from rooms.breakouts.dealing.proof.bounds import Bounds, bounds, houses_seen
from rooms.breakouts.dealing.proof.recount import SHORT, Metrics, recount, recount_visits


@dataclass(frozen=True, slots=True)
class Line:
    """One objective of a proof sheet; `name` is one of `recount.Metrics`. `bound` is an upper bound for teams met."""

    name: str
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Nobody can deal better."""
        return self.value == self.bound


@dataclass(frozen=True)
class ProofSheet:
    """What was counted, and a line for each objective that was asked for, in the order in which they count.

    An objective that nobody asked for has no line: its count is no proof of anything. `extra` says more of a way of
    dealing (gluren).
    """

    counted: Metrics
    lines: tuple[Line, ...]
    extra: tuple[Line, ...] = field(default=())

    def as_dict(self) -> dict[str, dict[str, Any]]:
        """`metrics`, `bounds` and `proven` under the short names of the file format. `metrics` has every count."""
        lines = self.lines + self.extra
        return {
            "metrics": self.counted.as_dict() | {line.name: line.value for line in self.extra},
            "bounds": {SHORT.get(line.name, line.name): line.bound for line in lines},
            "proven": {SHORT.get(line.name, line.name): line.proven for line in lines},
        }


class Contradiction(AssertionError):
    """A recount beats a bound: one of the two is wrong, and nothing may be claimed."""


def prove(instance: Instance, schedule: Schedule) -> ProofSheet:
    """Count a schedule anew and hold it against the bounds that hold for it.

    A schedule that breaks rules may beat bounds that only hold for those that obey: then a bound is lowered below
    the value, and nothing is called proven that is not. Raises `Contradiction` if a schedule that obeys beats one.
    """
    value = recount(instance, schedule)
    limit = bounds(instance, value.same_team)
    extra: tuple[Line, ...] = ()
    if instance.houses:
        own, again, seen = recount_visits(instance, schedule)
        extra = (
            Line("own_house", own, 0),
            Line("seen_twice", again, 0),
            Line("houses_seen", seen, houses_seen(instance)),
        )
    return ProofSheet(value, tuple(lines_of(value, limit, instance.asked)), extra)


def lines_of(value: Metrics, limit: Bounds, asked: Collection[str]) -> list[Line]:
    """For each objective in `asked` what was counted, beside its bound; raises `Contradiction`."""
    lines = [Line("hard", value.hard, 0)]
    for name in ("same_team", "repeats", "coincidences", "missing_roles", "met_teams"):
        counted, bound = getattr(value, name), getattr(limit, name)
        beaten = counted > bound if name == "met_teams" else counted < bound
        if beaten and not value.hard:
            raise Contradiction(f"{name}: counted {counted}, bound {bound}")
        if value.hard:  # what breaks rules is no proof of anything, but nothing can be less than zero
            bound = max(bound, counted + 1) if name == "met_teams" else min(bound, max(0, counted - 1))
        lines.append(Line(name, counted, bound))
    return [line for line in lines if line.name in asked]

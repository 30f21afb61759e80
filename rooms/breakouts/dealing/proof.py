"""The proof sheet: for each objective its value, what no deal can beat, and whether the two are the same."""

from dataclasses import dataclass, field
from typing import Any

from rooms.breakouts.dealing.bounds import Bounds, bounds, houses_seen
from rooms.breakouts.dealing.instance import Instance, Schedule
from rooms.breakouts.dealing.recount import SHORT, Metrics, recount, recount_visits


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
    """All lines, in the order in which the objectives count. `extra` says more of a way of dealing (gluren)."""

    lines: tuple[Line, ...]
    extra: tuple[Line, ...] = field(default=())

    def as_dict(self) -> dict[str, dict[str, Any]]:
        """`metrics`, `bounds` and `proven` under the short names of the file format."""
        lines = self.lines + self.extra
        return {
            "metrics": {SHORT.get(line.name, line.name): line.value for line in lines},
            "bounds": {SHORT.get(line.name, line.name): line.bound for line in lines},
            "proven": {SHORT.get(line.name, line.name): line.proven for line in lines},
        }


class Contradiction(AssertionError):
    """A recount beats a bound: one of the two is wrong, and nothing may be claimed."""


def prove(instance: Instance, schedule: Schedule) -> ProofSheet:
    """Count a schedule anew and hold it against the bounds that hold for it.

    A schedule that breaks rules may beat bounds that only hold for those that obey: then a bound is lowered to the
    value, and nothing is called proven that is not. Raises `Contradiction` if a schedule that obeys beats one.
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
    return ProofSheet(tuple(lines_of(value, limit)), extra)


def lines_of(value: Metrics, limit: Bounds) -> list[Line]:
    """What was counted beside its bound; raises `Contradiction`."""
    lines = [Line("hard", value.hard, 0)]
    for name in ("same_team", "repeats", "coincidences", "missing_roles", "met_teams"):
        counted, bound = getattr(value, name), getattr(limit, name)
        beaten = counted > bound if name == "met_teams" else counted < bound
        if beaten and not value.hard:
            raise Contradiction(f"{name}: counted {counted}, bound {bound}")
        if value.hard:  # what breaks rules is no proof of anything
            bound = max(bound, counted + 1) if name == "met_teams" else min(bound, counted - 1)
        lines.append(Line(name, counted, bound))
    return lines

"""The proof sheet: for each requested objective its value, the bound that no deal can beat, and whether both agree."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from rooms.breakouts.dealing.instance import Instance, Schedule
from rooms.breakouts.dealing.proof.bounds import Bounds, bounds, groups_seen
from rooms.breakouts.dealing.proof.recount import SHORT, Metrics, recount, recount_visits


@dataclass(frozen=True, slots=True)
class Line:
    """One objective of a proof sheet; `name` is one of `recount.Metrics`. `bound` is an upper bound for teams met."""

    name: str
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether no deal can be better."""
        return self.value == self.bound


@dataclass(frozen=True)
class ProofSheet:
    """All counts, and a line for each requested objective, the most important first.

    An objective that was not requested has no line: its count proves nothing. `extra` holds lines for one way of
    dealing (hosted visits).
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
    """Recount a schedule and compare it with its bounds.

    A schedule that breaks rules may beat bounds that hold only for schedules that obey them: then the bound is lowered
    below the value, so that the line is not called proven. Raises `Contradiction` if a schedule that obeys the rules
    beats a bound.
    """
    value = recount(instance, schedule)
    limit = bounds(instance, value.same_team)
    extra: tuple[Line, ...] = ()
    if instance.host_teams:
        own, again, seen = recount_visits(instance, schedule)
        extra = (
            Line("own_group", own, 0),
            Line("seen_twice", again, 0),
            Line("groups_seen", seen, groups_seen(instance)),
        )
    return ProofSheet(value, tuple(lines_of(value, limit, instance.asked)), extra)


def lines_of(value: Metrics, limit: Bounds, asked: Collection[str]) -> list[Line]:
    """A line with count and bound for each objective in `asked`. Raises `Contradiction`."""
    lines = [Line("hard", value.hard, 0)]
    for name in ("same_team", "repeats", "coincidences", "missing_roles", "met_teams"):
        counted, bound = getattr(value, name), getattr(limit, name)
        beaten = counted > bound if name == "met_teams" else counted < bound
        if beaten and not value.hard:
            raise Contradiction(f"{name}: counted {counted}, bound {bound}")
        if value.hard:  # a schedule that breaks rules proves nothing, but no count can be less than zero
            bound = max(bound, counted + 1) if name == "met_teams" else min(bound, max(0, counted - 1))
        lines.append(Line(name, counted, bound))
    return [line for line in lines if line.name in asked]

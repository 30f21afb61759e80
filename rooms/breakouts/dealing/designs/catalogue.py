"""Small dense schedules without a repeated pair. Each is one round that is turned; a search found them beforehand."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from rooms.breakouts.dealing.instance import Schedule


@dataclass(frozen=True, slots=True)
class Starter:
    """Point x of orbit o is o*u+x; fixed points have the numbers from u*m on. A turn adds one to every x, modulo u."""

    u: int
    m: int
    base: list[list[int]]
    rounds: int

    def developed(self, size: int) -> Schedule:
        """All rounds: each base round, cut into groups of `size` people, turned u times."""
        schedule = []
        for first in self.base:
            for turn in range(self.u):
                row = [0] * len(first)
                for at, point in enumerate(first):
                    fixed = point >= self.u * self.m
                    row[point if fixed else point // self.u * self.u + (point + turn) % self.u] = at // size
                schedule.append(row)
        return schedule


@cache
def _file() -> dict[str, Any]:
    text = files("rooms.breakouts.dealing.designs").joinpath("starters.json").read_text("utf-8")
    answer: dict[str, Any] = json.loads(text)
    return answer


@cache
def _starters() -> dict[tuple[int, int], list[Starter]]:
    """The known starters, by number of groups and their size."""
    found: dict[tuple[int, int], list[Starter]] = {}
    for name, data in _file()["schedules"].items():
        groups, size, rounds = map(int, name.split("-"))
        found.setdefault((groups, size), []).append(Starter(data["u"], data["m"], data["base"], rounds))
    return found


def developed(groups: int, size: int, rounds: int) -> Schedule | None:
    """The longest known schedule for groups * size places, of at most `rounds` rounds; or None."""
    known = _starters().get((groups, size))
    if known is None:
        return None
    return max(known, key=lambda starter: (min(starter.rounds, rounds), -starter.rounds)).developed(size)[:rounds]


def nearly(groups: int, size: int, rounds: int, team: int) -> Schedule | None:
    """The best schedule of long searches for equal teams, where no schedule without a repeat is known; or None.

    Places are sorted by team, and no two people of one team ever share a group.
    """
    rows = _file()["near"].get(f"{groups}-{size}-{rounds}-{team}")
    return rows and [[int(g) for g in row] for row in rows]


def without(schedule: Schedule, surplus: int) -> Schedule | None:
    """The schedule with `surplus` places fewer, no two of them from one group, so that sizes stay even; or None."""
    places = range(len(schedule[0]))
    met = [{j for row in schedule for j in places if row[j] == row[i]} for i in places]
    dropped: list[int] = []

    def choose(candidates: list[int]) -> bool:
        if len(dropped) == surplus:
            return True
        for at, i in enumerate(candidates):
            if len(candidates) - at < surplus - len(dropped):
                return False
            dropped.append(i)
            if choose([j for j in candidates[at + 1 :] if j not in met[i]]):
                return True
            dropped.pop()
            tried[0] += 1
            if tried[0] > 2000:
                return False
        return False

    tried = [0]
    if not choose([*places][::-1]):
        return None
    gone = set(dropped)
    return [[g for i, g in enumerate(row) if i not in gone] for row in schedule]

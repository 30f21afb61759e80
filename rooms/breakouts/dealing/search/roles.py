"""Spread roles over the groups: colleagues swap all their seats in the plan.

Such a swap leaves the counts of colleagues, repeats and teams met as they are.
"""

from random import Random

from rooms.breakouts.dealing.clock import Clock
from rooms.breakouts.dealing.instance import Instance, Schedule

SHUFFLES = 6


def cover_roles(instance: Instance, schedule: Schedule, bound: int, rng: Random, clock: Clock) -> Schedule:
    """A schedule with as few missing roles as this search finds, at best `bound`. Only without rules or history."""
    best, fewest = schedule, -1
    for _ in range(SHUFFLES):
        cover = _Cover(instance, best if fewest < 0 else _reshuffled(instance, schedule, rng))
        cover.run(bound, rng, clock)
        if fewest < 0 or cover.total < fewest:
            best, fewest = cover.rows, cover.total
        if fewest <= bound or clock.over(0.4):
            break
    return best


def _reshuffled(instance: Instance, schedule: Schedule, rng: Random) -> Schedule:
    """The same plan with every team's members in another order."""
    teams: dict[int, list[int]] = {}
    for i, team in enumerate(instance.teams):
        teams.setdefault(team, []).append(i)
    place = list(range(len(instance.people)))
    for members in teams.values():
        for i, j in zip(members, rng.sample(members, len(members)), strict=True):
            place[i] = j
    return [[row[j] for j in place] for row in schedule]


class _Cover:
    """Counters of roles in each group, and swaps of colleagues that lower the number of missing roles."""

    def __init__(self, instance: Instance, schedule: Schedule) -> None:
        self.rows = [row[:] for row in schedule]
        self.roles, self.teams = instance.roles, instance.teams
        q = len(instance.required_roles)
        self.held = [[[0] * (q + 1) for _ in instance.sizes] for _ in schedule]
        self.members: list[list[list[int]]] = [[[] for _ in instance.sizes] for _ in schedule]
        for row, held, members in zip(self.rows, self.held, self.members, strict=True):
            for i, g in enumerate(row):
                held[g][self.roles[i]] += 1
                members[g].append(i)
        self.missing = [
            (r, g, role)
            for r, held in enumerate(self.held)
            for g, counts in enumerate(held)
            for role in range(q)
            if not counts[role]
        ]
        self.total = len(self.missing)
        self.fellows: dict[tuple[int, int], list[int]] = {}
        for i, team in enumerate(self.teams):
            self.fellows.setdefault((team, self.roles[i]), []).append(i)

    def run(self, bound: int, rng: Random, clock: Clock) -> None:
        """Repair until the bound is reached, or until repairs no longer help."""
        patience = 40 * len(self.missing) + 400
        while self.total > bound and patience and self.missing:
            patience -= 1
            at = rng.randrange(len(self.missing))
            r, g, role = self.missing[at]
            if self.held[r][g][role]:
                self.missing[at] = self.missing[-1]
                self.missing.pop()
                continue
            self._repair(r, g, role, rng)
            if not patience % 32 and clock.over(0.5):
                return

    def _repair(self, r: int, g: int, role: int, rng: Random) -> None:
        group = self.members[r][g]
        for a in rng.sample(group, len(group)):
            if self.roles[a] >= 0 and self.held[r][g][self.roles[a]] == 1 and rng.random() < 0.7:
                continue
            able = self.fellows.get((self.teams[a], role))
            if not able:
                continue
            for b in rng.sample(able, min(4, len(able))):
                change = self._change(a, b)
                if change < 0 or (change == 0 and rng.random() < 0.3):
                    self._swap(a, b)
                    self.total += change
                    return

    def _change(self, a: int, b: int) -> int:
        """The change in the number of missing roles if a and b swapped."""
        one, other, change = self.roles[a], self.roles[b], 0
        for row, held in zip(self.rows, self.held, strict=True):
            g, h = row[a], row[b]
            if g != h:
                mine, yours = held[g], held[h]
                if one >= 0:
                    change += (mine[one] == 1) - (yours[one] == 0)
                if other >= 0:
                    change += (yours[other] == 1) - (mine[other] == 0)
        return change

    def _swap(self, a: int, b: int) -> None:
        one, other = self.roles[a], self.roles[b]
        for r, (row, held, members) in enumerate(zip(self.rows, self.held, self.members, strict=True)):
            g, h = row[a], row[b]
            if g == h:
                continue
            members[g][members[g].index(a)] = b
            members[h][members[h].index(b)] = a
            row[a], row[b] = h, g
            for group, lost, won in ((g, one, other), (h, other, one)):
                held[group][lost] -= 1
                held[group][won] += 1
                if lost >= 0 and not held[group][lost]:
                    self.missing.append((r, group, lost))

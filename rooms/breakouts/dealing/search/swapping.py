"""Improving one round by swaps: first until the rules hold, then as long as groups get better."""

from collections.abc import Callable, Sequence
from math import exp
from random import Random

from rooms.breakouts.dealing.instance import Instance
from rooms.breakouts.dealing.search.seating import seated_by_rules

Worth = Callable[[Sequence[int]], int]
"""The penalty of a group with these numbers of people of each answer; 0 is best."""
LOOKS = 20_000
BROKEN = 1_000
HEAT = 1.5


def obeyed(
    instance: Instance,
    number: int,
    row: list[int],
    given: Sequence[int],
    worth: Worth,
    enough: Callable[[Sequence[int]], bool],
    rng: Random,
) -> list[int]:
    """`row` of round `number`, changed by few swaps so that pins, keep together and keep apart hold.

    `given` is the number of each person's answer, -1 for none. The search ends when `enough` accepts the row. Sizes
    stay, unless more people are pinned to a group than it has seats.
    """
    sitting = Sitting(instance, number, row, given, worth)
    if instance.constrained:
        sitting.pin()
        sitting.gather()
    sitting.improve(enough, rng)
    if not sitting.broken:
        return sitting.row
    other = Sitting(instance, number, seated_by_rules(instance, rng)[number], given, worth)
    other.improve(enough, rng)
    return min((sitting, other), key=lambda each: (each.broken, each.cost)).row


class Sitting:
    """One round with counters of answers. Pinned people and people kept together are `fixed` once they are in place."""

    def __init__(self, instance: Instance, number: int, row: list[int], given: Sequence[int], worth: Worth) -> None:
        self.row = row[:]
        self.given, self.worth, self.units = given, worth, instance.units
        self.conflicts, self.pinned = instance.conflicts, instance.pinned[number]
        self.fixed = {*self.pinned, *instance.unit_of}
        groups = max(len(instance.sizes), max(row) + 1)
        self.members: list[list[int]] = [[] for _ in range(groups)]
        self.counts = [[0] * (max(given, default=-1) + 1) for _ in range(groups)]
        for i, g in enumerate(row):
            self._enter(i, g)

    def _enter(self, i: int, g: int) -> None:
        self.row[i] = g
        self.members[g].append(i)
        if self.given[i] >= 0:
            self.counts[g][self.given[i]] += 1

    def _leave(self, i: int) -> None:
        g = self.row[i]
        self.members[g].remove(i)
        if self.given[i] >= 0:
            self.counts[g][self.given[i]] -= 1

    def swap(self, a: int, b: int) -> None:
        """Swap the seats of two people."""
        g, h = self.row[a], self.row[b]
        self._leave(a)
        self._leave(b)
        self._enter(a, h)
        self._enter(b, g)

    def _ill(self, g: int) -> int:
        """The penalty of one group."""
        inside = self.members[g]
        together = sum(self._enemies(i, inside) for i in inside) // 2 if self.conflicts else 0
        return self.worth(self.counts[g]) + BROKEN * together

    def _enemies(self, i: int, inside: list[int]) -> int:
        mine = self.conflicts.get(i)
        return sum(j in mine for j in inside) if mine else 0

    @property
    def cost(self) -> int:
        """The penalty of all groups."""
        return sum(map(self._ill, range(len(self.members))))

    @property
    def broken(self) -> int:
        """The number of wishes that are not met."""
        wrong = sum(self.row[i] != g for i, g in self.pinned.items())
        torn = sum(self.row[i] != self.row[unit[0]] for unit in self.units for i in unit)
        return wrong + torn + sum(self._enemies(i, self.members[g]) for i, g in enumerate(self.row)) // 2

    def _bring(self, i: int, g: int, settled: set[int]) -> None:
        """Bring a person into a group; the member whose move costs least takes their old seat."""
        settled.add(i)
        if self.row[i] == g:
            return
        spare = [j for j in self.members[g] if j not in settled and j not in self.fixed]
        if not spare:
            spare = [j for j in self.members[g] if j not in settled]
        if not spare:
            self._leave(i)
            self._enter(i, g)
            return
        self.swap(i, min(spare, key=lambda j: self._after(i, j)))

    def _after(self, a: int, b: int) -> int:
        g, h = self.row[a], self.row[b]
        self.swap(a, b)
        ill = self._ill(g) + self._ill(h)
        self.swap(a, b)
        return ill

    def pin(self) -> None:
        """Bring pinned people to their groups."""
        settled: set[int] = set()
        for i, g in self.pinned.items():
            self._bring(i, g, settled)

    def gather(self) -> None:
        """Bring each unit together where most of its members sit, if that group has room for all of them."""
        settled = set(self.pinned)
        for unit in sorted(self.units, key=len, reverse=True):
            if unit[0] in self.pinned:
                continue
            where = [self.row[i] for i in unit]
            free = [sum(j not in settled for j in inside) for inside in self.members]
            fits = [g for g in range(len(free)) if free[g] >= len(unit)] or [
                max(range(len(free)), key=lambda g: free[g])
            ]
            barred = [sum(self._enemies(i, self.members[g]) for i in unit) for g in range(len(free))]
            g = min(fits, key=lambda g: (barred[g], -where.count(g), g))
            for i in unit:
                self._bring(i, g, settled)

    def improve(self, enough: Callable[[Sequence[int]], bool], rng: Random) -> None:
        """Swap people out of groups with a penalty, at first also at a small loss. Ends with the best row found."""
        free = [i for i in range(len(self.row)) if i not in self.fixed]
        ill = [self._ill(g) for g in range(len(self.members))]
        bad = [g for g, wrong in enumerate(ill) if wrong]
        total = least = sum(ill)
        best, looks = self.row[:], min(LOOKS, 40 * len(free))
        if not bad or (not self.broken and enough(best)):
            return
        for look in range(looks):
            inside = [i for i in self.members[rng.choice(bad)] if i not in self.fixed]
            if not inside:
                continue
            a, b = rng.choice(inside), rng.choice(free)
            g, h = self.row[a], self.row[b]
            if g == h or (self.given[a] == self.given[b] and a not in self.conflicts and b not in self.conflicts):
                continue
            self.swap(a, b)
            now = self._ill(g), self._ill(h)
            change = sum(now) - ill[g] - ill[h]
            if change > 0 and rng.random() >= exp(-change / (HEAT * (1 - look / looks))):
                self.swap(a, b)
                continue
            total += change
            ill[g], ill[h] = now
            bad = [g for g, wrong in enumerate(ill) if wrong]
            if total < least:
                least, best = total, self.row[:]
                if not bad or (not self.broken and enough(best)):
                    break
        self._go_back(best)

    def _go_back(self, row: list[int]) -> None:
        for i, g in enumerate(row):
            if self.row[i] != g:
                self._leave(i)
                self._enter(i, g)

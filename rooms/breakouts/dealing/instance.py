"""A dealing task: people, groups, rounds and wishes, as one immutable value.

People are known by their position in `Instance.people`. A schedule is a list of rounds, and a round gives for each
position the group in which that person sits.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

Schedule = list[list[int]]
Id = int | str


@dataclass(frozen=True, slots=True)
class Person:
    """A person to be dealt. A person without a team has no colleagues; a person without languages speaks them all."""

    id: Id
    team: Hashable = None
    role: str | None = None
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pin:
    """A person (a position in `people`) who must sit in one group in one round."""

    person: int
    round: int
    group: int


@dataclass(frozen=True)
class Instance:
    """A dealing task.

    `sizes` is the size of each group, the same in all rounds. `together` and `apart` hold sets of positions: people in
    a `together` set always share a group, people in an `apart` set never do. `met` counts, for pairs `(i, j)` with
    `i < j`, how often they met earlier. `host_teams` is only for hosted visits: the team that hosts in each group.
    """

    people: tuple[Person, ...]
    rounds: int
    sizes: tuple[int, ...]
    required_roles: tuple[str, ...] = ()
    together: tuple[tuple[int, ...], ...] = ()
    apart: tuple[tuple[int, ...], ...] = ()
    pins: tuple[Pin, ...] = ()
    met: Mapping[tuple[int, int], int] = field(default_factory=dict)
    mode: str = "mix"
    host_teams: tuple[Hashable, ...] = ()

    @cached_property
    def teams(self) -> tuple[int, ...]:
        """For each person a team number from 0; a person without a team is a team alone."""
        numbers: dict[Hashable, int] = {}
        return tuple(
            numbers.setdefault(("alone", i) if p.team is None else ("team", p.team), len(numbers))
            for i, p in enumerate(self.people)
        )

    @cached_property
    def team_sizes(self) -> tuple[int, ...]:
        """The number of people of each team number."""
        counts = Counter(self.teams)
        return tuple(counts[t] for t in range(len(counts)))

    @cached_property
    def roles(self) -> tuple[int, ...]:
        """For each person the position of the role in `required_roles`, or -1."""
        numbers = {role: i for i, role in enumerate(self.required_roles)}
        return tuple(-1 if p.role is None else numbers.get(p.role, -1) for p in self.people)

    @cached_property
    def units(self) -> tuple[tuple[int, ...], ...]:
        """`together` with overlapping wishes joined; each of two or more people."""
        parent = list(range(len(self.people)))

        def root(i: int) -> int:
            while parent[i] != i:
                parent[i] = i = parent[parent[i]]
            return i

        for wish in self.together:
            for i in wish[1:]:
                parent[root(i)] = root(wish[0])
        found: dict[int, list[int]] = {}
        for i in {i for wish in self.together for i in wish}:
            found.setdefault(root(i), []).append(i)
        return tuple(sorted(tuple(sorted(unit)) for unit in found.values() if len(unit) > 1))

    @cached_property
    def unit_of(self) -> dict[int, int]:
        """The position in `units` of each person who is kept together with others."""
        return {i: u for u, unit in enumerate(self.units) for i in unit}

    @cached_property
    def conflicts(self) -> dict[int, set[int]]:
        """For each person, those with whom they must not share a group: by a wish, or without a common language."""
        found: dict[int, set[int]] = {}
        for wish in self.apart:
            for i, j in combinations(wish, 2):
                if i != j:
                    found.setdefault(i, set()).add(j)
                    found.setdefault(j, set()).add(i)
        speakers: dict[frozenset[str], list[int]] = {}
        for i, person in enumerate(self.people):
            if person.languages:
                speakers.setdefault(person.languages, []).append(i)
        for (mine, us), (yours, them) in combinations(speakers.items(), 2):
            if not mine & yours:
                for i in us:
                    found.setdefault(i, set()).update(them)
                for j in them:
                    found.setdefault(j, set()).update(us)
        return found

    @cached_property
    def pinned(self) -> tuple[dict[int, int], ...]:
        """For each round, the group of each pinned person; a pin of one member counts for the whole unit."""
        rounds: tuple[dict[int, int], ...] = tuple({} for _ in range(self.rounds))
        for pin in self.pins:
            unit = self.unit_of.get(pin.person)
            for i in (pin.person,) if unit is None else self.units[unit]:
                rounds[pin.round][i] = pin.group
        return rounds

    @cached_property
    def _hosting(self) -> dict[tuple[int, int], set[int]]:
        found: dict[tuple[int, int], set[int]] = {}
        for pin in self.pins if self.host_teams else ():
            if self.people[pin.person].team == self.host_teams[pin.group]:
                found.setdefault((pin.round, pin.group), set()).add(pin.person)
        return found

    def hosts(self, number: int, group: int) -> set[int]:
        """Hosted visits: the people who stay in `group`, their own team's, in this round; empty for other tasks."""
        return self._hosting.get((number, group), set())

    @cached_property
    def asked(self) -> frozenset[str]:
        """The objectives (names of `recount.Metrics`) that this task asks for.

        Without teams nobody has colleagues, and without required roles no role is missing: a zero there says nothing
        about the groups.
        """
        teams = ("same_team", "met_teams") if any(person.team is not None for person in self.people) else ()
        roles = ("missing_roles",) if self.required_roles else ()
        return frozenset(("hard", "repeats", "coincidences", *teams, *roles))

    @property
    def constrained(self) -> bool:
        """Whether any rule restricts where a person may sit."""
        return bool(self.pins or self.units or self.conflicts)


def even_sizes(people: int, *, groups: int | None = None, size: int | None = None) -> tuple[int, ...]:
    """Group sizes that differ by at most one, the larger first, for `groups` groups or groups of at most `size` people.

    Raises `ValueError` when neither is given.
    """
    if groups is None:
        if size is None:
            raise ValueError("Say how many groups there are, or how large they may be.")
        groups = -(-people // max(1, size))
    groups = max(1, groups)
    small, larger = divmod(people, groups)
    return (small + 1,) * larger + (small,) * (groups - larger)


def sizes_with_room(sizes: tuple[int, ...], pins: tuple[Pin, ...], groups: int) -> tuple[int, ...]:
    """Sizes with room for everybody who was put by hand: a group with many of them is larger, others are smaller."""
    crowd: dict[tuple[int, int], int] = defaultdict(int)
    for pin in pins:
        crowd[pin.round, pin.group] += 1
    least = [max((n for (_r, g), n in crowd.items() if g == group), default=0) for group in range(groups)]
    if all(n <= size for n, size in zip(least, sizes + (0,) * (groups - len(sizes)), strict=True)):
        return sizes
    people, fitting = sum(sizes), list(least)
    while sum(fitting) < people:
        smallest = min(range(groups), key=lambda group: (fitting[group], group))
        fitting[smallest] += 1
    return tuple(fitting[: max(i for i, size in enumerate(fitting, 1) if size)])


def pairs_met(gatherings: Iterable[Iterable[int]]) -> dict[tuple[int, int], int]:
    """How often each pair met in these groups of positions, as the `met` of a next deal."""
    met: Counter[tuple[int, int]] = Counter()
    for people in gatherings:
        met.update(combinations(sorted(set(people)), 2))
    return dict(met)

"""A first schedule that obeys the rules: pins, then units, then people to keep apart, then everybody else."""

from random import Random

from rooms.breakouts.dealing.designs.designs import by_team
from rooms.breakouts.dealing.instance import Instance, Schedule

ATTEMPTS = 60
CHOICES = 12  # groups that are compared for a person whom no rule concerns


def seated_by_rules(instance: Instance, rng: Random) -> Schedule:
    """A schedule that breaks no rule, if `ATTEMPTS` tries find one; otherwise people who do not fit get any seat."""
    schedule: Schedule = []
    met: dict[tuple[int, int], int] = dict(instance.met)
    for number in range(instance.rounds):
        tries = (_rules(instance, number, rng, strict=attempt < ATTEMPTS) for attempt in range(1, ATTEMPTS + 1))
        groups = next(groups for groups in tries if groups is not None)
        _others(instance, groups, met, rng)
        row = [0] * len(instance.people)
        for g, group in enumerate(groups):
            for at, i in enumerate(group):
                row[i] = g
                for j in group[:at]:
                    pair = (i, j) if i < j else (j, i)
                    met[pair] = met.get(pair, 0) + 1
        schedule.append(row)
    return schedule


def _rules(instance: Instance, number: int, rng: Random, *, strict: bool) -> list[list[int]] | None:
    """Groups with everybody whom a rule concerns; None when a person does not fit and `strict` is set."""
    pinned = instance.pinned[number]
    groups: list[list[int]] = [[] for _ in instance.sizes]
    barred: list[set[int]] = [set() for _ in instance.sizes]
    colleagues: list[set[int]] = [set() for _ in instance.sizes]

    def put(block: tuple[int, ...], g: int) -> None:
        groups[g].extend(block)
        for i in block:
            barred[g] |= instance.conflicts.get(i, set())
            colleagues[g].add(instance.teams[i])

    for i, g in pinned.items():
        put((i,), g)
    free_units = [unit for unit in instance.units if unit[0] not in pinned]
    singles = [(i,) for i in instance.conflicts if i not in pinned and i not in instance.unit_of]
    blocks = [(-len(b), -sum(len(instance.conflicts.get(i, ())) for i in b), rng.random(), b) for b in free_units]
    blocks += [(-1, -len(instance.conflicts[b[0]]), rng.random(), b) for b in singles]
    for *_, block in sorted(blocks):
        fits = [g for g, size in enumerate(instance.sizes) if len(groups[g]) + len(block) <= size]
        open_to = [g for g in fits if not barred[g].intersection(block)]
        if not open_to and strict:
            return None
        enemies = set().union(*(instance.conflicts.get(i, set()) for i in block))
        team = {instance.teams[i] for i in block}
        choice = open_to or fits or sorted(range(len(groups)), key=lambda g: len(groups[g]) - instance.sizes[g])[:1]
        put(block, min(choice, key=lambda g: (len(enemies - barred[g]), len(team & colleagues[g]), rng.random())))
    return groups


def _others(instance: Instance, groups: list[list[int]], met: dict[tuple[int, int], int], rng: Random) -> None:
    """Seat everybody whom no rule concerns; each goes where fewest colleagues and acquaintances sit, of some groups."""
    seated = {i for group in groups for i in group}
    left = [size - len(group) for size, group in zip(instance.sizes, groups, strict=True)]
    open_groups = [g for g, seats in enumerate(left) if seats > 0]
    for i in by_team(instance, rng):
        if i in seated:
            continue
        some = open_groups if len(open_groups) <= CHOICES else rng.sample(open_groups, CHOICES)
        g = min(some, key=lambda g: (_discomfort(instance, i, groups[g], met), -left[g]))
        groups[g].append(i)
        left[g] -= 1
        if not left[g]:
            open_groups.remove(g)


def _discomfort(instance: Instance, i: int, group: list[int], met: dict[tuple[int, int], int]) -> int:
    """The cost of a group for person i: 2 for each colleague, and 1 for each earlier meeting."""
    team = instance.teams[i]
    return sum(2 * (instance.teams[j] == team) + met.get((i, j) if i < j else (j, i), 0) for j in group)

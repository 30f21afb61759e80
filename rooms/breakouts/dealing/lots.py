"""Dividing without thinking: by lot, around who was put somewhere and who goes where they were last time."""

from collections.abc import Iterable, Mapping
from random import Random
from types import MappingProxyType

from rooms.breakouts.dealing.instance import Instance, Schedule

NOBODY: Mapping[int, int] = MappingProxyType({})


def by_lot(instance: Instance, *, seed: int, before: Mapping[int, int] = NOBODY) -> Schedule:
    """Who is pinned sits there, who is in `before` (a group for each position) goes there, the others draw lots for the
    seats that are left. A group may be larger than `instance.sizes` says when more people belong there.
    """
    lots = Random(seed)  # noqa: S311  (the same seed gives the same division)
    people, groups = len(instance.people), len(instance.sizes)
    schedule: Schedule = []
    for pinned in instance.pinned:
        row = {**before, **pinned}
        taken = [sum(group == seat for seat in row.values()) for group in range(groups)]
        seats = [g for g, size in enumerate(instance.sizes) for _ in range(max(0, size - taken[g]))]
        rest = [i for i in range(people) if i not in row]
        lots.shuffle(rest)
        row |= dict(zip(rest, _even(seats, len(rest), groups), strict=True))
        schedule.append([row[i] for i in range(people)])
    return schedule


def _even(seats: list[int], people: int, groups: int) -> Iterable[int]:
    """A group for each of so many people: the free seats, and when they are too few, all groups in turn."""
    return [seats[i] if i < len(seats) else i % groups for i in range(people)]

"""Dividing by lot, without a search, around people who are pinned or keep their earlier group."""

from collections.abc import Iterable, Mapping
from random import Random
from types import MappingProxyType

from rooms.breakouts.dealing.instance import Instance, Schedule

NOBODY: Mapping[int, int] = MappingProxyType({})


def by_lot(instance: Instance, *, seed: int, before: Mapping[int, int] = NOBODY) -> Schedule:
    """Seat pinned people first, then the people in `before` (position to group); the others draw lots for free seats.

    A group may be larger than in `instance.sizes` when more people belong there.
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
    """A group for each of `people` people: first the free seats, then all groups in turn."""
    return [seats[i] if i < len(seats) else i % groups for i in range(people)]

"""Ways to divide people that need no thinking: by lot, by hand, by choice, from a list, as last time.

Each gives one round: the group of each person, by position. What is left open is filled evenly. Every row can be proved
(`proof.prove`) or pinned and dealt further (`solving.solve`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from random import Random

from rooms.breakouts.dealing.instance import Id, Person
from rooms.breakouts.dealing.reading import Unreadable

Row = list[int]


def by_lot(sizes: Sequence[int], seed: int) -> Row:
    """Chance alone, in groups of these sizes."""
    row = [g for g, size in enumerate(sizes) for _ in range(size)]
    Random(seed).shuffle(row)  # noqa: S311  (the same seed gives the same division)
    return row


def by_hand(given: Mapping[int, int], people: int, groups: int, seed: int = 0) -> Row:
    """People where somebody put them; the others by lot, each in a group that is smallest by then."""
    counts = Counter(given.values())
    row = [given.get(i, -1) for i in range(people)]
    free = [i for i in range(people) if i not in given]
    lots = Random(seed)  # noqa: S311  (the same seed gives the same division)
    lots.shuffle(free)
    for i in free:
        row[i] = min(range(groups), key=lambda g: (counts[g], g))
        counts[row[i]] += 1
    return row


def by_choice(wishes: Iterable[Sequence[int]], capacity: Sequence[int]) -> list[int | None]:
    """First come, first served: the first wish with a seat left; None waits for a seat.

    `wishes` holds for each person, in the order in which they chose, the groups they would like, best first.
    """
    left = list(capacity)
    row: list[int | None] = []
    for wish in wishes:
        g = next((g for g in wish if left[g] > 0), None)
        if g is not None:
            left[g] -= 1
        row.append(g)
    return row


def waiting_for(wishes: Sequence[Sequence[int]], row: Sequence[int | None], person: int) -> int | None:
    """How many wait before somebody for the same first wish; None for who sits or wishes nothing."""
    if row[person] is not None or not wishes[person]:
        return None
    first = wishes[person][0]
    return sum(row[i] is None and list(wishes[i][:1]) == [first] for i in range(person))


def from_list(lines: Iterable[tuple[Id, str]], people: Sequence[Person]) -> tuple[dict[int, int], list[str]]:
    """A list of ids and names of groups: who is given a seat, and the groups' names in the order of the list.

    Raises `Unreadable` for somebody who is not here or stands in the list twice.
    """
    place = {person.id: i for i, person in enumerate(people)}
    names: dict[str, int] = {}
    given: dict[int, int] = {}
    for identity, name in lines:
        if identity not in place:
            raise Unreadable(f"{identity} is in the list, but is not here.")
        if place[identity] in given:
            raise Unreadable(f"{identity} is in the list twice.")
        given[place[identity]] = names.setdefault(name, len(names))
    return given, list(names)


def as_last_time(last: Mapping[Id, int], people: Sequence[Person], groups: int) -> Row:
    """Everybody where they sat; who was not there then goes to the smallest groups."""
    given = {i: last[person.id] for i, person in enumerate(people) if last.get(person.id, groups) < groups}
    return by_hand(given, len(people), groups)

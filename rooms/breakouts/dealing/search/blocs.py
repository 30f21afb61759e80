"""The number of people of each answer in each group, when people with equal answers sit together.

An answer gets groups of its own. Where there are more answers than groups, or a person would sit alone, the smallest
answers share their groups as one *bloc*.
"""

from collections.abc import Sequence
from heapq import heapify, heapreplace
from itertools import chain

from rooms.breakouts.dealing.proof.bounds import spread

Filling = list[dict[int, int]]
"""For each group: the number of people of each answer, by the answer's position."""
Bloc = tuple[int, tuple[int, ...]]
"""A number of people, and the positions of their answers."""


def blocs_of(answers: Sequence[int], silent: int, groups: int) -> tuple[Filling, list[int]]:
    """Fill `groups` groups with `answers` people of each answer and `silent` people without one.

    Returns the answers in each group, and the size of each. There must be at least as many people as groups.
    """
    least = min(2, (sum(answers) + silent) // groups)
    blocs: list[Bloc] = [(n, (i,)) for i, n in enumerate(answers) if n]
    while True:
        while len(blocs) > groups:
            _join_smallest(blocs)
        cap = 1 if silent else least
        counts = _groups_each([n for n, _members in blocs], groups, cap)
        seats = [_even(n, count) for (n, _members), count in zip(blocs, counts, strict=True)]
        sizes = _with_silent([*chain.from_iterable(seats), *[0] * (groups - sum(counts))], silent)
        if min(sizes) >= least or len(blocs) < 2:
            break
        _join_smallest(blocs)
    filled: Filling = []
    for (_n, members), of_bloc in zip(blocs, seats, strict=True):
        filled += _filled({i: answers[i] for i in members}, of_bloc)
    return [*filled, *({} for _ in range(groups - len(filled)))], sizes


def _join_smallest(blocs: list[Bloc]) -> None:
    """Join the two smallest blocs; of equally small blocs, those that already share come first."""
    blocs.sort(key=lambda bloc: (-bloc[0], len(bloc[1])))
    (n, these), (m, those) = blocs.pop(), blocs.pop()
    blocs.append((n + m, (*these, *those)))


def _groups_each(blocs: list[int], groups: int, least: int) -> list[int]:
    """The number of groups of each bloc, at least one, so that groups are as even as possible.

    The number of pairs that share a group is a convex sum. So it ends at its minimum when each next group goes to the
    bloc where it saves most pairs.
    """
    counts = [1] * len(blocs)
    saved = [_saves(n, 1, least) for n in blocs]
    for _ in range(groups - len(blocs)):
        i = max(range(len(blocs)), key=lambda i: saved[i], default=-1)
        if i < 0 or not saved[i]:
            break
        counts[i] += 1
        saved[i] = _saves(blocs[i], counts[i], least)
    return counts


def _saves(people: int, groups: int, least: int) -> int:
    """The pairs saved by one more group; 0 if that left fewer than `least` people in a group."""
    return spread(people, groups) - spread(people, groups + 1) if people >= (groups + 1) * least else 0


def _even(people: int, groups: int) -> list[int]:
    small, larger = divmod(people, groups)
    return [small + 1] * larger + [small] * (groups - larger)


def _with_silent(seats: list[int], silent: int) -> list[int]:
    """The sizes after spreading the people without an answer: each goes to the smallest group."""
    heap = [(size, g) for g, size in enumerate(seats)]
    heapify(heap)
    for _ in range(silent):
        size, g = heap[0]
        heapreplace(heap, (size + 1, g))
    return [size for size, _g in sorted(heap, key=lambda pair: pair[1])]


def _filled(left: dict[int, int], seats: list[int]) -> Filling:
    """Fill groups of two sizes that differ by one, with as few mixed groups as possible.

    `best` gives, for each number of large groups with a single answer, the most small groups with a single answer, and
    the groups of each answer.
    """
    if len(left) == 1:
        return [dict.fromkeys(left, size) for size in seats]
    small, large = min(seats), max(seats)
    many = {True: seats.count(large) if large > small else 0, False: seats.count(small)}
    best: dict[int, tuple[int, dict[int, tuple[int, int]]]] = {0: (0, {})}
    for i, n in left.items():
        further: dict[int, tuple[int, dict[int, tuple[int, int]]]] = {}
        for used, (smalls, chosen) in best.items():
            for more in range(min(many[True] - used, n // large) + 1):
                fit = smalls + (n - more * large) // small
                if fit > further.get(used + more, (-1, {}))[0]:
                    further[used + more] = (fit, {**chosen, i: (more, (n - more * large) // small)})
        best = further
    _count, chosen = max(
        ((used + min(smalls, many[False]), chosen) for used, (smalls, chosen) in best.items()), key=lambda pair: pair[0]
    )
    free = sorted(range(len(seats)), key=lambda g: -seats[g])
    filled: Filling = [{} for _ in seats]
    rest = dict(left)
    for i, (larges, smalls) in chosen.items():
        for size, wanted in ((large, larges), (small, smalls)):
            for g in [g for g in free if seats[g] == size][:wanted]:
                filled[g] = {i: size}
                rest[i] -= size
                free.remove(g)
    over = [i for i, n in sorted(rest.items(), key=lambda pair: -pair[1]) for _ in range(n)]
    for g in free:
        for _ in range(seats[g]):
            i = over.pop()
            filled[g][i] = filled[g].get(i, 0) + 1
    return filled

"""Dealing by answers: equal answers together, or as many different answers in each group as possible.

An answer is any hashable value; None is no answer. Rounds are dealt one by one. Rules (pins, keep together, keep apart)
come first.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from functools import partial
from random import Random

from rooms.breakouts.dealing.instance import Instance, Schedule
from rooms.breakouts.dealing.proof.answer_sheet import is_best
from rooms.breakouts.dealing.proof.reasons import require_feasible
from rooms.breakouts.dealing.search.blocs import Filling, blocs_of
from rooms.breakouts.dealing.search.swapping import obeyed


def by_answers(instance: Instance, answers: Sequence[Hashable | None], *, alike: bool, seed: int = 0) -> Schedule:
    """Deal by the answer of each person; the same seed gives the same deal.

    `alike` puts equal answers together. It chooses the sizes of groups itself, so that answers are not mixed (see
    `blocs`); only the number of groups comes from `instance.sizes`. Raises `Infeasible` when the rules contradict each
    other.
    """
    require_feasible(instance)
    distinct = [answer for answer, _n in Counter(answer for answer in answers if answer is not None).most_common()]
    number = {answer: i for i, answer in enumerate(distinct)}
    given = [number.get(answer, -1) for answer in answers]
    schedule: Schedule = []
    for round_ in range(instance.rounds):
        lots = Random(f"{seed}/{round_}")  # noqa: S311  (the same seed gives the same division)
        if alike:
            filling, sizes = blocs_of(
                [given.count(i) for i in range(len(distinct))], given.count(-1), len(instance.sizes)
            )
        else:
            filling, sizes = _different(given, len(distinct), instance.sizes, lots), list(instance.sizes)
        row = _seated(given, *_numbered(filling, sizes, given, instance.pinned[round_], lots, alike=alike), lots)
        enough = partial(is_best, answers, alike=alike)
        schedule.append(obeyed(instance, round_, row, given, _mixture if alike else _sameness, enough, lots))
    return schedule


def _mixture(counts: Sequence[int]) -> int:
    """The penalty of a group that should have one answer: for being mixed, and for each person of another answer."""
    most = max(counts, default=0)
    others = sum(counts) - most
    return others + 3 * (others > 0)


def _sameness(counts: Sequence[int]) -> int:
    """The penalty of a group in which all answers should differ: the number of people with a repeated answer."""
    return sum(n - 1 for n in counts if n > 1)


def _different(given: list[int], distinct: int, sizes: Sequence[int], lots: Random) -> Filling:
    """Put every answer into as many groups as people gave it, the largest answer first, where most seats are free.

    This greedy method reaches the bound (Gale and Ryser). Remaining people go where their answer is rarest.
    """
    filling: Filling = [{} for _ in sizes]
    left = list(sizes)
    order = list(range(len(sizes)))
    lots.shuffle(order)
    over: list[int] = []
    for answer in range(distinct):
        people = given.count(answer)
        into = sorted((g for g in order if left[g]), key=lambda g: -left[g])[:people]
        for g in into:
            filling[g][answer] = 1
            left[g] -= 1
        over += [answer] * (people - len(into))
    for answer in over:
        g = min((g for g in order if left[g]), key=lambda g: (filling[g].get(answer, 0), -left[g]))
        filling[g][answer] = filling[g].get(answer, 0) + 1
        left[g] -= 1
    return filling


def _numbered(
    filling: Filling, sizes: list[int], given: list[int], pinned: dict[int, int], lots: Random, *, alike: bool
) -> tuple[Filling, list[int]]:
    """The same groups under other numbers, drawn by lot, because the first group should not always be the largest.

    With `alike`, an answer's group gets the number to which most people of that answer were pinned.
    """
    order = list(range(len(sizes)))
    if not alike:
        return filling, sizes
    lots.shuffle(order)
    wanted = Counter((g, given[i]) for i, g in pinned.items() if given[i] >= 0)
    placed: dict[int, int] = {}
    for (g, answer), _n in sorted(wanted.items(), key=lambda pair: (-pair[1], pair[0])):
        fits = [at for at in order if at not in placed.values() and answer in filling[at]]
        if g not in placed and fits:
            placed[g] = max(fits, key=lambda at: filling[at][answer] / sizes[at])
    free = iter(at for at in order if at not in placed.values())
    source = [placed[g] if g in placed else next(free) for g in range(len(sizes))]
    return [filling[at] for at in source], [sizes[at] for at in source]


def _seated(given: list[int], filling: Filling, sizes: list[int], lots: Random) -> list[int]:
    """The group of each person: people of one answer draw lots, and people without an answer take the other seats."""
    people: dict[int, list[int]] = {}
    for i, answer in enumerate(given):
        people.setdefault(answer, []).append(i)
    for crowd in people.values():
        lots.shuffle(crowd)
    row = [0] * len(given)
    for g, (inside, size) in enumerate(zip(filling, sizes, strict=True)):
        for answer, n in [*inside.items(), (-1, size - sum(inside.values()))]:
            for _ in range(n):
                row[people[answer].pop()] = g
    return row

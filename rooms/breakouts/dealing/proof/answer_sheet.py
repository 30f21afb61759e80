"""The proof sheet of a division by answers: recounted from the answers and the schedule alone, beside the bounds.

On purpose it shares no code with the search.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

from rooms.breakouts.dealing.instance import Instance
from rooms.breakouts.dealing.proof.seated import Seats, prove_as_seated
from rooms.breakouts.dealing.proof.sheet import Contradiction, Line, ProofSheet

Answers = Collection[Hashable | None]


def prove_answers(
    instance: Instance, answers: Sequence[Hashable | None] | None, rounds: Sequence[Seats], *, alike: bool
) -> ProofSheet:
    """A sheet with lines for broken wishes and required roles, if the task has any, and for the answers.

    `alike`: the number of groups with mixed answers (`mixed_groups`), and by how many people sizes differ (`uneven`);
    otherwise the number of different answers, summed over all groups (`answers_met`). Mixed teams and new people are
    no objectives here. Bounds are for groups of these sizes. Without `answers` the sheet has no line about them. Raises
    `Contradiction` if a recount beats a bound.
    """
    seated = prove_as_seated(instance, rounds)
    lines = [line for line in seated.lines if line.name in ("hard", "missing_roles")]
    if answers is None:
        return ProofSheet(seated.counted, tuple(lines))
    value = bound = uneven = least = 0
    for number, seats in enumerate(rounds):
        if not seats:
            continue
        here, sizes = {i: answers[i] for i in seats}, Counter(seats.values())
        mixed, met = recount_answers(here, seats)
        value += mixed if alike else met
        pinned = {i: g for i, g in instance.pinned[number].items() if seats.get(i) == g}
        bound += _fewest_with_pins(here, sizes, pinned) if alike else most_answers(here.values(), sizes.values())
        uneven = max(uneven, max(sizes.values()) - min(sizes.values()))
        least = max(least, int(len(seats) % len(sizes) > 0))
    if alike:
        lines += [_line("mixed_groups", value, bound), Line("uneven", uneven, min(uneven, least))]
    else:
        lines.append(_line("answers_met", value, bound, most=True))
    return ProofSheet(seated.counted, tuple(lines))


def _line(name: str, value: int, bound: int, *, most: bool = False) -> Line:
    if value > bound if most else value < bound:
        raise Contradiction(f"{name}: counted {value}, bound {bound}")
    return Line(name, value, bound)


def recount_answers(answers: Mapping[int, Hashable | None], seats: Seats) -> tuple[int, int]:
    """The number of groups with mixed answers, and the number of different answers, summed over all groups."""
    heard: dict[int, set[Hashable]] = {}
    for i, group in seats.items():
        if answers[i] is not None:
            heard.setdefault(group, set()).add(answers[i])
    return sum(len(inside) > 1 for inside in heard.values()), sum(map(len, heard.values()))


def is_best(answers: Answers, row: Sequence[int], *, alike: bool) -> bool:
    """Whether no seating in groups of these sizes is better."""
    mixed, met = recount_answers(dict(enumerate(answers)), dict(enumerate(row)))
    sizes = Counter(row).values()
    return mixed == fewest_mixed(answers, sizes) if alike else met == most_answers(answers, sizes)


def _fewest_with_pins(answers: Mapping[int, Hashable | None], sizes: Mapping[int, int], pinned: Seats) -> int:
    """B7 for one round: groups that pins mix count in any case, and their pinned people are left out of the rest."""
    heard: dict[int, set[Hashable]] = {}
    for i, g in pinned.items():
        if answers[i] is not None:
            heard.setdefault(g, set()).add(answers[i])
    mixed = {g for g, inside in heard.items() if len(inside) > 1}
    others = [answer for i, answer in answers.items() if pinned.get(i) not in mixed]
    return len(mixed) + fewest_mixed(others, [size for g, size in sizes.items() if g not in mixed])


def fewest_mixed(answers: Answers, sizes: Iterable[int]) -> int:
    """B7: the fewest groups with mixed answers in any division over groups of these sizes.

    The people of one answer alone fill the smallest groups, and then lack some people for the next group. People
    without an answer may fill that gap. They are spent on the smallest gaps first, because the gap of an answer grows
    with each group.
    """
    free = sorted(size for size in sizes if size)
    counts = Counter(answer for answer in answers if answer is not None)
    silent = sum(answer is None for answer in answers)
    pure, prices = 0, []
    for n in (*counts.values(), 0):  # 0: a group of people without an answer is not mixed either
        lacking = filled = 0
        for size in free:
            filled += size
            if filled <= n:
                pure += 1
            elif filled - n <= silent:
                prices.append(filled - n - lacking)
                lacking = filled - n
            else:
                break
    for price in sorted(prices):
        if price > silent:
            break
        silent -= price
        pure += 1
    return max(0, len(free) - pure)


def most_answers(answers: Answers, sizes: Iterable[int]) -> int:
    """B8: the most different answers, summed over groups, in any division over groups of these sizes.

    Every person brings one answer to one group, an answer counts once in a group, and a group has a limited number of
    seats. So the largest flow is the smallest cut, with x answers and y groups on the near side.
    """
    counts = sorted(Counter(answer for answer in answers if answer is not None).values())
    seats = sorted(sizes)
    groups = len(seats)
    return min(
        sum(counts[: len(counts) - x]) + sum(seats[:y]) + x * (groups - y)
        for x in range(len(counts) + 1)
        for y in range(groups + 1)
    )

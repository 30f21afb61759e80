"""Bounds that no schedule can beat: lower bounds of every objective, an upper bound of the teams met.

The letters are those of docs/dealing.md, which derives each bound. All bounds hold for schedules that obey the rules.
The bounds of repeats depend on how many pairs of colleagues a schedule has, so this number is an argument.
"""

from collections import Counter
from dataclasses import dataclass
from heapq import heapify, heapreplace
from itertools import combinations

from rooms.breakouts.dealing.instance import Instance

# The largest number of rounds without a repeat for g groups of s: OEIS A107431, where it is known exactly.
MOST_ROUNDS = {
    (2, 2): 3, (3, 2): 5, (3, 3): 4, (4, 2): 7, (4, 3): 4, (4, 4): 5, (5, 2): 9, (5, 3): 7, (5, 4): 5, (5, 5): 6,
    (6, 2): 11, (6, 3): 8, (6, 4): 7, (6, 5): 6, (6, 6): 3, (7, 2): 13, (7, 3): 10, (7, 4): 9,
}  # fmt: skip


def pairs_of(n: int) -> int:
    """The number of pairs among n people."""
    return n * (n - 1) // 2


def spread(n: int, k: int) -> int:
    """The fewest pairs that share a group when n people are spread over k groups."""
    q, r = divmod(n, k)
    return r * pairs_of(q + 1) + (k - r) * pairs_of(q)


def spread_with(n: int, caps: list[int], there: list[int]) -> int:
    """`spread` over groups with `caps` seats; `there` counts the people who already have their group."""
    pairs = sum(map(pairs_of, there))
    heap = [(here, cap) for here, cap in zip(there, caps, strict=True) if here < cap]
    heapify(heap)
    for _ in range(n - sum(there)):
        if not heap:
            break
        here, cap = heap[0]
        pairs += here
        heapreplace(heap, (here + 1, cap) if here + 1 < cap else (len(caps) + n + cap, cap))
    return pairs


@dataclass(frozen=True, slots=True)
class Bounds:
    """One bound for each objective of `recount.Metrics`."""

    same_team: int
    repeats: int
    coincidences: int
    missing_roles: int
    met_teams: int


def bounds(instance: Instance, same_team: int | None = None) -> Bounds:
    """All bounds, for schedules with `same_team` pairs of colleagues; without the number, with the fewest possible."""
    unpinned: dict[bool, tuple[list[int], int]] = {}  # rounds without a pin are all the same
    counted = []
    for number in range(instance.rounds):
        free = not instance.pinned[number]
        if not free or free not in unpinned:
            unpinned[free] = (same_team_by_team(instance, number), missing_roles(instance, number))
        counted.append(unpinned[free])
    per_round = [by_team for by_team, _ in counted]
    least = sum(map(sum, per_round))
    colleagues = least if same_team is None else max(least, same_team)
    repeats, coincidences = _repeats(instance, per_round, colleagues)
    return Bounds(least, repeats, coincidences, sum(roles for _, roles in counted), _met_teams(instance, least))


def same_team_by_team(instance: Instance, number: int) -> list[int]:
    """B1: a team is spread as evenly as pins and units allow; the fewest pairs of colleagues for each team."""
    caps, pinned = list(instance.sizes), instance.pinned[number]
    kept = Counter(instance.teams[i] for unit in instance.units for i in unit)
    teams = instance.teams
    uncounted = Counter(teams[i] for i, j in exempt(instance, number) if teams[i] == teams[j])
    items = Counter(teams)
    for unit in instance.units:
        for team, n in Counter(teams[i] for i in unit).items():
            items[team] -= n - 1
    there: dict[int, list[int]] = {}
    for i, group in pinned.items():
        there.setdefault(instance.teams[i], [0] * len(caps))[group] += 1
    nobody, seats = [0] * len(caps), min(caps)
    answer = []
    for team, n in enumerate(instance.team_sizes):
        if team not in there and n <= len(caps) * seats:
            fewest = spread(n, len(caps)) - uncounted[team]
        else:
            fewest = spread_with(n, caps, there.get(team, nobody)) - uncounted[team]
        if kept[team] and not instance.host_teams:
            fewest = max(fewest, spread(items[team], len(caps)))
        answer.append(max(0, fewest))
    return answer


def exempt(instance: Instance, number: int) -> set[tuple[int, int]]:
    """Pairs in one group that do not count in this round: people kept together, or hosts of one group."""
    blocks = [*instance.units, *(instance.hosts(number, g) for g in range(len(instance.host_teams)))]
    return {pair for block in blocks for pair in combinations(sorted(block), 2)}


def groups_seen(instance: Instance) -> int:
    """B6: a team sees no more groups than other teams have, and no more than its people make visits."""
    visits = [0] * len(instance.team_sizes)
    for number, pinned in enumerate(instance.pinned):
        for i, team in enumerate(instance.teams):
            visits[team] += i not in pinned or i not in instance.hosts(number, pinned[i])
    owners = {
        team: person.team in instance.host_teams for team, person in zip(instance.teams, instance.people, strict=True)
    }
    return sum(min(len(instance.host_teams) - owners[team], n) for team, n in enumerate(visits))


def missing_roles(instance: Instance, number: int) -> int:
    """B2: a role is missing when fewer people than groups have it, or when a group has fewer seats than roles."""
    k, pinned = len(instance.sizes), instance.pinned[number]
    missing = 0
    for role in range(len(instance.required_roles)):
        holders = [i for i, mine in enumerate(instance.roles) if mine == role]
        places = {("group", pinned[i]) if i in pinned else ("unit", instance.unit_of.get(i, ~i)) for i in holders}
        missing += max(0, k - len(places))
    return max(missing, sum(max(0, len(instance.required_roles) - size) for size in instance.sizes))


def _repeats(instance: Instance, per_round: list[list[int]], colleagues: int) -> tuple[int, int]:
    """B3: the fewest repeats and coincidences, for `colleagues` pairs of colleagues."""
    people, rounds, sizes = len(instance.people), instance.rounds, instance.sizes
    k = len(sizes)
    exempted = [len(exempt(instance, number)) for number in range(rounds)]
    least = [sum(column) for column in zip(*per_round, strict=True)]
    slots = rounds * sum(map(pairs_of, sizes)) - sum(exempted)
    repeats, coincidences = repeats_by_pairs(instance, least, slots - colleagues)  # B3a and B3d
    if (
        not instance.units and not instance.host_teams
    ):  # B3b: one team's meetings with other teams; each further pair of colleagues leaves two fewer
        out = sum(
            max(0, rounds * n * (min(sizes) - 1) - 2 * least[t] - n * (people - n))
            for t, n in enumerate(instance.team_sizes)
        )
        repeats = max(repeats, -(-(out - 2 * (colleagues - sum(least))) // 2))
    split = max(0, sum(spread(size, k) for size in sizes) - max(exempted))  # B3c: a group is split over k groups
    repeats = max(repeats, (rounds - 1) * split)
    coincidences = max(coincidences, pairs_of(rounds) * split)
    tables = _tables(instance, colleagues)
    repeats = max(repeats, tables)
    return repeats, max(coincidences, repeats)


def repeats_by_pairs(instance: Instance, least: list[int], meetings: int) -> tuple[int, int]:
    """The fewest repeats and coincidences, for `meetings` meetings between teams and `least` meetings inside each team.

    More meetings than pairs means that some must repeat.
    """
    people, teams = len(instance.people), instance.teams
    kept = sum(pairs_of(len(unit)) for unit in instance.units)
    kept_same = Counter(teams[i] for unit in instance.units for i, j in combinations(unit, 2) if teams[i] == teams[j])
    same = [pairs_of(n) - kept_same[t] for t, n in enumerate(instance.team_sizes)]
    cross = pairs_of(people) - kept - sum(same)
    met_cross, met_same = Counter[int](), [Counter[int]() for _ in same]
    for (i, j), times in instance.met.items():
        if times and instance.unit_of.get(i, -1) != instance.unit_of.get(j, -2):
            (met_same[teams[i]] if teams[i] == teams[j] else met_cross)[times] += 1
    outward = _pour(cross, met_cross, meetings)
    inward = [_pour(n, met, needed) for n, met, needed in zip(same, met_same, least, strict=True)]
    return outward[0] + sum(pair[0] for pair in inward), outward[1] + sum(pair[1] for pair in inward)


def _pour(pairs: int, met: Counter[int], meetings: int) -> tuple[int, int]:
    """The fewest repeats and coincidences of `meetings` meetings over `pairs` pairs, some of which met before."""
    meetings = max(0, meetings)
    level = Counter(met)
    level[0] = pairs - met.total()
    repeats = max(0, meetings - level[0])
    coincidences, height, width = 0, 0, 0
    while meetings and pairs > 0:
        width += level[height]
        step = min(width, meetings)
        coincidences += step * height
        meetings -= step
        height += 1
    return repeats, coincidences


def _tables(instance: Instance, colleagues: int) -> int:
    """B3e: designs that are known not to exist. Teams as large as the groups count as one more round."""
    sizes, rounds = set(instance.sizes), instance.rounds
    if len(sizes) != 1 or instance.units:
        return 0
    shape = (len(instance.sizes), instance.sizes[0])
    if colleagues == 0 and set(instance.team_sizes) == sizes:
        rounds += 1
    if rounds <= MOST_ROUNDS.get(shape, rounds):
        return 0
    return 2 if shape[0] == shape[1] else 1


def _met_teams(instance: Instance, same_team: int) -> int:
    """B4: seats limit the teams that a person meets, and members of large teams meet the same few other teams."""
    people, rounds = len(instance.people), instance.rounds
    most, fewest = rounds * (max(instance.sizes) - 1), rounds * (min(instance.sizes) - 1)
    ordered = sorted(instance.team_sizes)
    slots = 2 * rounds * sum(map(pairs_of, instance.sizes))
    teams = instance.teams
    uncounted = sum(teams[i] == teams[j] for number in range(rounds) for i, j in exempt(instance, number))
    best = slots - 2 * (same_team + uncounted)
    small = 0
    for x in range(len(ordered) + 1):
        large = people - small
        left = len(ordered) - x
        reach = (people - large) * min(most, left) + large * min(most, max(0, left - 1))
        best = min(best, small * most + reach, slots - large * fewest + reach)
        if x < len(ordered):
            small += ordered[x]
    return best

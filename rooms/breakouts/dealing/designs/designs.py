"""Starting schedules without a search among people: from a field, the catalogue, or the shift table."""

from collections.abc import Iterator
from random import Random

from rooms.breakouts.dealing.designs import catalogue
from rooms.breakouts.dealing.designs.finite_fields import field, prime_power
from rooms.breakouts.dealing.designs.shifts import seat, shift_table
from rooms.breakouts.dealing.instance import Instance, Schedule

LARGEST_FIELD = 128
TABLE_TRIES = 4000


def by_team(instance: Instance, rng: Random) -> list[int]:
    """All people, colleagues together in a random order, large teams first."""
    teams: dict[int, list[int]] = {}
    for i, team in enumerate(instance.teams):
        teams.setdefault(team, []).append(i)
    blocks = sorted(teams.values(), key=len, reverse=True)
    return [i for block in blocks for i in rng.sample(block, len(block))]


def is_even(instance: Instance) -> bool:
    """Whether group sizes differ by at most one: designs need that."""
    return max(instance.sizes) - min(instance.sizes) <= 1


def designs(instance: Instance, rng: Random) -> Iterator[tuple[Schedule, int]]:
    """Schedules for the people, the most promising first, each with its number of finished rounds.

    Finished rounds have no repeat, or are the best known.
    """
    people, k, rounds = len(instance.people), len(instance.sizes), instance.rounds
    width = -(-people // k)
    order = by_team(instance, rng)
    teams = [instance.teams[i] for i in order]
    table, clean = shift_table(teams, k, rounds, rng, TABLE_TRIES)
    if clean:
        yield _seated(instance, order, seat(table, people, k)), rounds
        return
    if k <= LARGEST_FIELD and width <= k and prime_power(k) and prime_power(k) != (k, 1):
        most = k + 1 if people == k * k else k
        if rounds <= most:
            for _ in range(24 if people <= 150 else 4):
                yield _seated(instance, order, _field_rounds(people, k, rounds, rng)), rounds
            return
    if people == k * k and rounds == k + 1 and prime_power(k):
        yield _seated(instance, order, _field_rounds(people, k, rounds, rng)), rounds
        return
    if people == k * width and len(set(instance.team_sizes)) == 1:
        near = catalogue.nearly(k, width, rounds, instance.team_sizes[0])
        if near is not None:
            yield _seated(instance, order, near), rounds
            return
    known = catalogue.developed(k, width, rounds)
    if known is not None:
        known = catalogue.without(known, k * width - people)
    if known is not None:
        done = len(known)
        while len(known) < rounds:
            known.append(rng.sample(known[0], people))
        yield _seated(instance, order, known), done
        if done == rounds:
            return
    yield _seated(instance, order, seat(table, people, k)), 0


def _field_rounds(people: int, k: int, rounds: int, rng: Random) -> Schedule:
    """Row x of column c sits in group x + slope * c, over the field of k elements: two lines cross once."""
    numbers = field(k)
    columns, slopes = rng.sample(range(k), -(-people // k)), rng.sample(range(k), min(rounds, k))
    schedule = [[numbers.add[i % k][numbers.times[slope][columns[i // k]]] for i in range(people)] for slope in slopes]
    if rounds > k:
        schedule.append([i // k for i in range(people)])
    return schedule


def _seated(instance: Instance, order: list[int], places: Schedule) -> Schedule:
    """Put people on the places of a schedule; groups are renumbered so that each has the size in `instance.sizes`."""
    schedule = []
    for row in places:
        counts = [0] * len(instance.sizes)
        for g in row:
            counts[g] += 1
        largest = sorted(range(len(counts)), key=lambda g: -counts[g])
        wanted = sorted(range(len(counts)), key=lambda g: -instance.sizes[g])
        number = dict(zip(largest, wanted, strict=True))
        seats = [0] * len(row)
        for i, g in zip(order, row, strict=True):
            seats[i] = number[g]
        schedule.append(seats)
    return schedule

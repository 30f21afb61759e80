"""Hosted visits, the search: hosts stay where they are pinned, visitors change groups.

It starts from the shift table with the groups as rows: there nobody sees a group twice. Then it swaps visitors until
nobody visits their own team's group, colleagues fan out, and every team has seen as many groups as it can.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from math import exp
from random import Random

from rooms.breakouts.dealing.clock import Clock
from rooms.breakouts.dealing.designs.shifts import seat, shift_table
from rooms.breakouts.dealing.instance import Instance, Schedule
from rooms.breakouts.dealing.search.rotations import rotations
from rooms.breakouts.dealing.search.state import SearchState

TRIES = 1500
UNWANTED, COLLEAGUE, AGAIN, ROLE, SEEN = 10.0, 6.0, 2.0, 1.0, 0.7
START, END = 0.6, 0.1

TourKey = tuple[int, int, int, int, int]


class Tour:
    """The groups that each person and each team has seen, beside the counters of a `SearchState`.

    `unwanted` counts visits to the group of a person's own team and to groups seen before; `seen` is the number of
    distinct groups seen, summed over teams.
    """

    def __init__(self, instance: Instance, schedule: Schedule) -> None:
        self.state = SearchState(instance, schedule)
        names = {team: g for g, team in enumerate(instance.host_teams)}
        self.own_group = [names.get(person.team, -1) for person in instance.people]
        groups = len(instance.sizes)
        self.visits = [[0] * groups for _ in instance.people]
        self.team_visits = [[0] * groups for _ in instance.team_sizes]
        self.movable = [[i for i in range(len(instance.people)) if i not in pins] for pins in instance.pinned]
        self.unwanted = self.seen = 0
        for r, row in enumerate(schedule):
            for i, g in enumerate(row):
                if i not in instance.hosts(r, g):
                    self._see(i, g)

    @property
    def key(self) -> TourKey:
        """The score as a tuple; smaller is better."""
        _, colleagues, coincidences, missing, _ = self.state.score
        return (self.unwanted, colleagues, coincidences, -self.seen, missing)

    def swap(self, r: int, a: int, b: int) -> None:
        """Swap the groups of two visitors of round r."""
        row = self.state.rows[r]
        g, h = row[a], row[b]
        self._forget(a, g)
        self._forget(b, h)
        self._see(a, h)
        self._see(b, g)
        self.state.swap(r, a, b)

    def _see(self, i: int, g: int) -> None:
        self.unwanted += (self.own_group[i] == g) + (self.visits[i][g] > 0)
        self.visits[i][g] += 1
        visits = self.team_visits[self.state.teams[i]]
        self.seen += not visits[g]
        visits[g] += 1

    def _forget(self, i: int, g: int) -> None:
        self.visits[i][g] -= 1
        self.unwanted -= (self.own_group[i] == g) + (self.visits[i][g] > 0)
        visits = self.team_visits[self.state.teams[i]]
        visits[g] -= 1
        self.seen -= not visits[g]

    def change(self, r: int, a: int, b: int) -> float:
        """The total cost of a swap; negative is a gain."""
        state, row = self.state, self.state.rows[r]
        g, h = row[a], row[b]
        one, other = state.teams[a], state.teams[b]
        mine, yours, own = self.visits[a], self.visits[b], self.own_group
        unwanted = (own[a] == h) - (own[a] == g) + (own[b] == g) - (own[b] == h)
        unwanted += (mine[h] > 0) - (mine[g] > 1) + (yours[g] > 0) - (yours[h] > 1)
        met, theirs = state.met[a], state.met[b]
        here, there = state.members[r][g], state.members[r][h]
        again = len(here) + len(there) - 2 - 2 * met[b]
        for x in here:
            again += theirs[x] - met[x]
        for x in there:
            again += met[x] - theirs[x]
        cost = UNWANTED * unwanted + AGAIN * again
        if one != other:
            old, new = state.mates[r][g], state.mates[r][h]
            cost += COLLEAGUE * (new[one] - old[one] + old[other] - new[other] + 2)
            ours, others = self.team_visits[one], self.team_visits[other]
            cost += SEEN * ((ours[g] == 1) - (not ours[h]) + (others[h] == 1) - (not others[g]))
        if state.roles[a] != state.roles[b]:
            for role, lost, won in (
                (state.roles[a], state.holders[r][g], state.holders[r][h]),
                (state.roles[b], state.holders[r][h], state.holders[r][g]),
            ):
                if role >= 0:
                    cost += ROLE * ((lost[role] == 1) - (not won[role]))
        return cost


def visiting(instance: Instance, goal: TourKey, looks: int, clock: Clock, rng: Random) -> Schedule:
    """A schedule with hosts where they are pinned and visitors going round: the best that `looks` looks find."""
    tour = Tour(instance, _alike(instance, rng) or _first(instance, rng))
    state, best = tour.state, tour.key
    goal = _with_hosts(instance, goal)
    playing = [r for r in range(instance.rounds) if len(tour.movable[r]) > 1]
    temperature, rnd = START, rng.random
    for look in range(looks if playing else 0):
        if best <= goal:
            break
        if look % 64 == 0:
            if clock.over():
                break
            temperature = START * (END / START) ** min(1.0, max(look / looks, clock.spent()) * 1.1)
        r = playing[int(rnd() * len(playing))]
        people = tour.movable[r]
        a, b = people[int(rnd() * len(people))], people[int(rnd() * len(people))]
        if state.rows[r][a] == state.rows[r][b] or not _allowed(instance, state, r, a, b):
            continue
        cost = tour.change(r, a, b)
        if cost <= 0 or rnd() < exp(-cost / temperature):
            tour.swap(r, a, b)
            if tour.key < best:
                best = tour.key
                state.swaps.clear()
    state.undo(len(state.swaps))
    return [row[:] for row in state.rows]


def _allowed(instance: Instance, state: SearchState, r: int, a: int, b: int) -> bool:
    """Whether a swap obeys "keep apart"; units of visitors are never moved."""
    if a in instance.unit_of or b in instance.unit_of:
        return False
    row, enemies = state.rows[r], instance.conflicts
    if not enemies:
        return True
    return not any(
        x != other and x in enemies.get(i, ()) for i, other in ((a, b), (b, a)) for x in state.members[r][row[other]]
    )


def _with_hosts(instance: Instance, goal: TourKey) -> TourKey:
    """The goal as a `SearchState` counts it: it also counts pairs of hosts of one group."""
    pairs = Counter(
        pair
        for r in range(instance.rounds)
        for g in range(len(instance.sizes))
        for pair in combinations(sorted(instance.hosts(r, g)), 2)
    )
    kept = instance.unit_of
    counted = [n for (i, j), n in pairs.items() if kept.get(i, -1) != kept.get(j, -2)]
    unwanted, colleagues, coincidences, seen, missing = goal
    return unwanted, colleagues + sum(counted), coincidences + sum(n * (n - 1) // 2 for n in counted), seen, missing


def _alike(instance: Instance, rng: Random) -> Schedule | None:
    """The schedule of `rotations`, when all teams have as many hosts and visitors in the same rounds; else None."""
    k, group_of = len(instance.sizes), {team: g for g, team in enumerate(instance.host_teams)}
    members: list[list[int]] = [[] for _ in range(k)]
    for i, person in enumerate(instance.people):
        if person.team not in group_of:
            return None
        members[group_of[person.team]].append(i)
    away = [
        sorted((tuple(r for r in range(instance.rounds) if i not in instance.pinned[r]), i) for i in team)
        for team in members
    ]
    shifts = [[rounds for rounds, _ in team] for team in away]
    if any(pin.person not in instance.hosts(pin.round, pin.group) for pin in instance.pins):
        return None
    if any(shift != shifts[0] for shift in shifts) or len(set(instance.sizes)) > 1:
        return None
    steps = rotations(k, [list(rounds) for rounds in shifts[0]], rng)
    if steps is None:
        return None
    schedule: Schedule = [[pins.get(i, -1) for i in range(len(instance.people))] for pins in instance.pinned]
    for own, team in enumerate(away):
        for (rounds, i), row in zip(team, steps, strict=True):
            for r, step in zip(rounds, row, strict=True):
                schedule[r][i] = (own + step) % k
    return schedule


def _first(instance: Instance, rng: Random) -> Schedule:
    """Visitors on the shift table; visitors who do not fit in their group go to one with room."""
    schedule: Schedule = [[-1] * len(instance.people) for _ in range(instance.rounds)]
    k = len(instance.sizes)
    for rounds in _phases(instance):
        pinned = instance.pinned[rounds[0]]
        group_of = {team: g for g, team in enumerate(instance.host_teams)}
        visitors = [i for i in range(len(instance.people)) if i not in pinned]
        visitors.sort(key=lambda i: (group_of.get(instance.people[i].team, k), instance.teams[i]))
        table, _ = shift_table([instance.teams[i] for i in visitors], k, len(rounds), rng, TRIES)
        offset = rng.randrange(1, k) if k > 1 else 0
        for r, places in zip(rounds, seat(table, len(visitors), k), strict=True):
            left = list(instance.sizes)
            for i, g in instance.pinned[r].items():
                schedule[r][i] = g
                left[g] -= 1
            waiting = []
            for i, g in zip(visitors, places, strict=True):
                target = (g + offset) % k
                if left[target] > 0:
                    schedule[r][i] = target
                    left[target] -= 1
                else:
                    waiting.append(i)
            seats = [g for g, n in enumerate(left) for _ in range(n)]
            rng.shuffle(seats)
            for i, g in zip(waiting, seats, strict=True):
                schedule[r][i] = g
    return schedule


def _phases(instance: Instance) -> Iterator[list[int]]:
    """Stretches of rounds in which the same people stay at home."""
    phase: list[int] = []
    for r in range(instance.rounds):
        if phase and instance.pinned[r] != instance.pinned[phase[-1]]:
            yield phase
            phase = []
        phase.append(r)
    if phase:
        yield phase

"""Assigning people to the places of a schedule: two people swap all their seats, so the number of repeats stays."""

from math import exp
from random import Random

from rooms.breakouts.dealing.clock import Clock
from rooms.breakouts.dealing.instance import Instance
from rooms.breakouts.dealing.search.state import Key, SearchState

PLACEABLE = 150  # with more people there is room enough
WEIGHTS = (0.0, 6.0, 0.0, 3.0, 0.3)


def place(instance: Instance, state: SearchState, goal: Key, looks: int, clock: Clock, rng: Random) -> None:
    """Improve colleagues, roles and teams met without changing repeats. Only for tasks without rules and history.

    Two people change places, or two teams of equal size.
    """
    people = range(len(instance.people))
    teams: list[list[int]] = [[] for _ in instance.team_sizes]
    for i, team in enumerate(instance.teams):
        teams[team].append(i)
    alike = [team for team in teams if len(team) > 1]
    state.keep()
    for look in range(looks):
        if state.best <= goal or (look % 32 == 0 and clock.over(0.7)):
            return
        if alike and look % 4 == 0:
            one, other = rng.choice(alike), rng.choice(alike)
            if one is other or len(one) != len(other):
                continue
            pairs = list(zip(one, rng.sample(other, len(other)), strict=True))
        else:
            a, b = rng.choice(people), rng.choice(people)
            if state.teams[a] == state.teams[b] and state.roles[a] == state.roles[b]:
                continue
            pairs = [(a, b)]
        temperature = 2.0 * (0.1 ** (look / looks))
        before, depth = state.score[:], len(state.swaps)
        for a, b in pairs:
            for r, row in enumerate(state.rows):
                if row[a] != row[b]:
                    state.swap(r, a, b)
        change = sum(w * (new - old) for w, new, old in zip(WEIGHTS, state.score, before, strict=True))
        if change > 0 and rng.random() >= exp(-change / temperature):
            state.undo(len(state.swaps) - depth)
        else:
            state.keep()

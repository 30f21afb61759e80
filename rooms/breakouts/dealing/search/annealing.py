"""Simulated annealing: swap two people of a round; accept a loss often at first, and rarely at the end.

Weights and temperatures were found by measuring (docs/dealing.md). Work is counted in looks (tried swaps), not in
seconds.
"""

from dataclasses import dataclass
from math import exp
from random import Random

from rooms.breakouts.dealing.clock import Clock
from rooms.breakouts.dealing.instance import Instance
from rooms.breakouts.dealing.search.state import Key, SearchState


@dataclass(frozen=True, slots=True)
class Heat:
    """The weight of each objective in a swap, and the temperature at the start and the end."""

    colleagues: float
    coincidences: float
    roles: float
    teams: float
    start: float
    end: float
    quiet: float = 0.0  # the last share of the looks, in which no loss is accepted


SPARSE = Heat(4, 2, 3, 0.6, 0.3, 0.07, 0.05)
LARGE = Heat(4, 2, 3, 0.3, 0.12, 0.03, 0.05)
DENSE = Heat(6, 2, 3, 0.02, 1.1, 0.4, 0.08)
STRICT = Heat(20, 2, 3, 0.02, 1.1, 0.4, 0.08)
LAST_ROUNDS = Heat(6, 2, 3, 0, 1.0, 0.2, 0.1)  # for the rounds that a design does not have
WARM = Heat(6, 2, 3, 0.02, 0.5, 0.3, 0.1)  # then improves all rounds together
BROKEN = 50.0  # two people in one group who must be apart


def anneal(
    instance: Instance,
    state: SearchState,
    heat: Heat,
    goal: Key,
    looks: int,
    clock: Clock,
    rng: Random,
    rounds: list[int] | None = None,
) -> None:
    """Improve `state` in at most `looks` looks, in `rounds` only; `state.best` is the best key found.

    Ends at `goal` or when the clock is over. Pinned people stay; people who are kept together move together.
    """
    movable = [
        [i for i in range(len(instance.people)) if i not in pinned and i not in instance.unit_of]
        for pinned in instance.pinned
    ]
    playing = [r for r in (range(instance.rounds) if rounds is None else rounds) if len(movable[r]) > 1]
    units = [(r, unit) for r in playing for unit in instance.units if not instance.pinned[r].keys() & set(unit)]
    state.keep()
    if not playing or state.best <= goal or len(instance.sizes) < 2:
        return
    rnd = rng.random
    teams, roles, met, seen, conflicts = state.teams, state.roles, state.met, state.seen, state.conflicts
    counts_teams = heat.teams > 0 and len(instance.team_sizes) > 2
    began, share = clock.spent(), max(0.01, 1 - clock.spent())
    temperature, late = heat.start, 0.0
    tick = 64 if len(instance.people) < 1000 else 16
    for look in range(looks):
        if look % tick == 0:
            if look % (tick * 4) == 0:
                if clock.over():
                    return
                late = (clock.spent() - began) / share - 0.1
            if late > look / looks:  # a slow machine: cool down in time, although the seed may then give another deal
                clock.late = True
            done = max(look / looks, late) / (1 - heat.quiet)
            temperature = heat.start * (heat.end / heat.start) ** done if done < 1 else 1e-9
            if units and rnd() < 0.5:
                _move_unit(state, movable, units, heat, temperature, rng)
        r = playing[int(rnd() * len(playing))]
        people, row = movable[r], state.rows[r]
        a = people[int(rnd() * len(people))]
        b = people[int(rnd() * len(people))]
        g, h = row[a], row[b]
        if g == h:
            continue
        here, there = state.members[r][g], state.members[r][h]
        one, other = teams[a], teams[b]
        mine, yours = met[a], met[b]
        met_change = len(here) + len(there) - 2 - 2 * mine[b]
        for x in here:
            met_change += yours[x] - mine[x]
        for x in there:
            met_change += mine[x] - yours[x]
        change = heat.coincidences * met_change
        if one != other:
            old, new = state.mates[r][g], state.mates[r][h]
            change += heat.colleagues * (new[one] - old[one] + old[other] - new[other] + 2)
        if roles[a] != roles[b]:
            old, new = state.holders[r][g], state.holders[r][h]
            mine_role, your_role = roles[a], roles[b]
            if mine_role >= 0:
                change += heat.roles * ((old[mine_role] == 1) - (new[mine_role] == 0))
            if your_role >= 0:
                change += heat.roles * ((new[your_role] == 1) - (old[your_role] == 0))
        if conflicts:
            change += BROKEN * _enmity(conflicts, a, b, here, there)
        if change > 8 * temperature + 2:
            continue
        if counts_teams:
            row_a, row_b, lost = seen[a], seen[b], 0
            old, new = state.mates[r][g], state.mates[r][h]
            for x in here:
                t = teams[x]
                if t == other:
                    lost += (row_a[t] == 1) + (seen[x][one] == 1)
                elif t != one:
                    if not new[t]:
                        lost += (row_a[t] == 1) - (not row_b[t])
                    if one != other:
                        lost += (seen[x][one] == 1) - (not seen[x][other])
            for x in there:
                t = teams[x]
                if t == one:
                    lost += (row_b[t] == 1) + (seen[x][other] == 1)
                elif t != other:
                    if not old[t]:
                        lost += (row_b[t] == 1) - (not row_a[t])
                    if one != other:
                        lost += (seen[x][other] == 1) - (not seen[x][one])
            change += heat.teams * lost
        if change <= 0 or rnd() < exp(-change / temperature):
            state.swap(r, a, b)
            if state.keep() and state.best <= goal:
                return


def _enmity(conflicts: dict[int, set[int]], a: int, b: int, here: list[int], there: list[int]) -> int:
    """The change in the number of pairs who share a group and must not."""
    change = 0
    if a in conflicts:
        mine = conflicts[a]
        change += sum(x in mine for x in there if x != b) - sum(x in mine for x in here)
    if b in conflicts:
        yours = conflicts[b]
        change += sum(x in yours for x in here if x != a) - sum(x in yours for x in there)
    return change


def _move_unit(
    state: SearchState,
    movable: list[list[int]],
    units: list[tuple[int, tuple[int, ...]]],
    heat: Heat,
    temperature: float,
    rng: Random,
) -> None:
    """Try to swap a unit with as many other people, all from one group."""
    r, unit = units[rng.randrange(len(units))]
    row = state.rows[r]
    g, h = row[unit[0]], rng.randrange(len(state.members[r]))
    free = set(movable[r])
    others = [x for x in state.members[r][h] if x in free]
    if g == h or len(others) < len(unit):
        return
    before, depth = state.score[:], len(state.swaps)
    for a, b in zip(unit, rng.sample(others, len(unit)), strict=True):
        state.swap(r, a, b)
    change = sum(
        weight * (new - old)
        for weight, new, old in zip(
            (BROKEN, heat.colleagues, heat.coincidences, heat.roles, heat.teams), state.score, before, strict=True
        )
    )
    if change > 0 and rng.random() >= exp(-change / temperature):
        state.undo(len(state.swaps) - depth)
    else:
        state.keep()

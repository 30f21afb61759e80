"""The proof sheet of the present seating: rounds may differ in their sizes, and not everybody need have a seat in each.

When a host has moved a person by hand, a group is larger than it was dealt. That breaks no rule: the schedule is
counted and compared with bounds for the groups as they are now.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from rooms.breakouts.dealing.instance import Instance, Pin
from rooms.breakouts.dealing.proof.bounds import (
    Bounds,
    exempt,
    groups_seen,
    missing_roles,
    pairs_of,
    repeats_by_pairs,
    same_team_by_team,
)
from rooms.breakouts.dealing.proof.recount import Metrics, recount_visits, tally
from rooms.breakouts.dealing.proof.sheet import Line, ProofSheet, lines_of

Seats = Mapping[int, int]
"""The group of each seated person (a position in `Instance.people`)."""


def prove_as_seated(instance: Instance, rounds: Sequence[Seats], *, wished: bool = False) -> ProofSheet:
    """Count the present seating, whatever `instance.sizes` says. Raises `Contradiction` if a recount beats a bound.

    `wished`: somebody asked for a rule, though the task as it is now has none.
    """
    groups = [_groups(seats) for seats in rounds]
    value = Metrics(_broken(instance, rounds), *tally(instance, groups))
    extra: tuple[Line, ...] = ()
    if instance.host_teams and all(len(seats) == len(instance.people) for seats in rounds):
        own, again, seen = recount_visits(instance, [[seats[i] for i in range(len(seats))] for seats in rounds])
        extra = (
            Line("own_group", own, 0),
            Line("seen_twice", again, 0),
            Line("groups_seen", seen, groups_seen(instance)),
        )
    # Sizes are no rule here: without wishes no rule can be broken.
    asked = instance.asked if wished or instance.constrained else instance.asked - {"hard"}
    return ProofSheet(value, tuple(lines_of(value, _bounds(instance, rounds, value.same_team), asked)), extra)


def _groups(seats: Seats) -> list[list[int]]:
    groups: list[list[int]] = [[] for _ in range(max(seats.values(), default=-1) + 1)]
    for i, group in seats.items():
        groups[group].append(i)
    return groups


def _broken(instance: Instance, rounds: Sequence[Seats]) -> int:
    """Broken pins, units torn apart, and people who should be kept apart. Sizes are no rule for seated people."""
    broken = 0
    for number, seats in enumerate(rounds):
        broken += sum(
            seats[pin.person] != pin.group for pin in instance.pins if pin.round == number and pin.person in seats
        )
        for unit in instance.units:
            crowds = Counter(seats[i] for i in unit if i in seats)
            broken += pairs_of(crowds.total()) - sum(map(pairs_of, crowds.values()))
        broken += sum(
            i in seats and seats[i] == seats.get(j) for i, others in instance.conflicts.items() for j in others if i < j
        )
    return broken


def _bounds(instance: Instance, rounds: Sequence[Seats], same_team: int) -> Bounds:
    """Bounds for groups of these sizes: only those that hold for any sizes."""
    least, reach = [0] * len(instance.team_sizes), [0] * len(instance.people)
    missing = meetings = colleagues = 0
    for number, seats in enumerate(rounds):
        here = sorted(seats)
        if not here:
            continue
        alone = _alone(instance, number, seats, here)
        for team, fewest in zip(
            dict.fromkeys(instance.teams[i] for i in here), same_team_by_team(alone, 0), strict=True
        ):
            least[team] += fewest
        apart = exempt(alone, 0)
        colleagues += sum(alone.teams[i] == alone.teams[j] for i, j in apart)
        meetings += sum(map(pairs_of, alone.sizes)) - len(apart)
        missing += missing_roles(alone, 0)
        for i in here:
            reach[i] += max(alone.sizes) - 1
    together = max(same_team, sum(least))
    repeats, coincidences = repeats_by_pairs(instance, least, meetings - together)
    pairs = sum(pairs_of(size) for seats in rounds for size in Counter(seats.values()).values())
    others = max(0, len(instance.team_sizes) - 1)
    # With the fewest possible colleagues, not the present number: separating colleagues makes people meet more teams.
    met_teams = min(2 * (pairs - sum(least) - colleagues), sum(min(far, others) for far in reach))
    return Bounds(sum(least), repeats, max(repeats, coincidences), missing, met_teams)


def _alone(instance: Instance, number: int, seats: Seats, here: list[int]) -> Instance:
    """A task of one round with only its seated people, in groups of their present sizes; teams are renumbered."""
    at = {i: n for n, i in enumerate(here)}
    used = sorted(set(seats.values()))
    group = {g: n for n, g in enumerate(used)}
    sizes = Counter(seats.values())

    def those_here(wishes: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(at[i] for i in wish if i in at) for wish in wishes)

    return Instance(
        tuple(instance.people[i] for i in here),
        1,
        tuple(sizes[g] for g in used),
        instance.required_roles,
        those_here(instance.together),
        those_here(instance.apart),
        tuple(
            Pin(at[pin.person], 0, group[pin.group])
            for pin in instance.pins
            if pin.round == number and pin.person in at and pin.group in group
        ),
        host_teams=tuple(instance.host_teams[g] for g in used) if instance.host_teams else (),
    )

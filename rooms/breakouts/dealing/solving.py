"""From a task to a deal: formulas first, then a search, which ends as soon as a better deal is impossible."""

from dataclasses import dataclass
from random import Random

from rooms.breakouts.dealing.clock import Clock
from rooms.breakouts.dealing.designs.designs import designs, is_even
from rooms.breakouts.dealing.instance import Instance, Schedule
from rooms.breakouts.dealing.proof.bounds import bounds, groups_seen
from rooms.breakouts.dealing.proof.reasons import require_feasible
from rooms.breakouts.dealing.proof.sheet import ProofSheet, prove
from rooms.breakouts.dealing.search.annealing import DENSE, LARGE, LAST_ROUNDS, SPARSE, STRICT, WARM, anneal
from rooms.breakouts.dealing.search.placement import PLACEABLE, place
from rooms.breakouts.dealing.search.roles import cover_roles
from rooms.breakouts.dealing.search.seating import seated_by_rules
from rooms.breakouts.dealing.search.state import Key, SearchState
from rooms.breakouts.dealing.search.visiting import visiting


@dataclass(frozen=True)
class Solution:
    """A schedule, its proof sheet, the seed, and whether the deadline cut the search short.

    If it did, the same seed may give another schedule.
    """

    schedule: Schedule
    proof: ProofSheet
    seed: int
    cut_short: bool = False


def solve(instance: Instance, *, seconds: float = 1.0, seed: int = 0, deadline: float | None = None) -> Solution:
    """Deal. The same instance, seconds and seed give the same deal unless time ran out.

    `seconds` says how long an ordinary machine would search. `deadline`, in seconds and by default the same, ends the
    search in any case. Raises `Infeasible`, with sentences, when the rules contradict each other.
    """
    require_feasible(instance)
    clock, rng = Clock.start(seconds if deadline is None else deadline, budget=seconds), Random(seed)  # noqa: S311  (nothing secret: who knows the seed may deal again)
    schedule = _hosted_visits(instance, clock, rng) if instance.host_teams else _mix(instance, clock, rng)
    return Solution(schedule, prove(instance, schedule), seed, clock.late)


def _hosted_visits(instance: Instance, clock: Clock, rng: Random) -> Schedule:
    limit = bounds(instance)
    goal = (0, limit.same_team, limit.coincidences, -groups_seen(instance), limit.missing_roles)
    return visiting(instance, goal, int(clock.budget * _pace(instance)), clock, rng)


def _mix(instance: Instance, clock: Clock, rng: Random) -> Schedule:
    limit = bounds(instance)
    goal: Key = (0, limit.same_team, limit.coincidences, limit.missing_roles, -limit.met_teams)
    people, finished = len(instance.people), 0
    if instance.constrained or not is_even(instance):
        state = SearchState(instance, seated_by_rules(instance, rng))
    else:
        state, finished = _designed(instance, goal, clock, rng)
    looks = int(clock.budget * _pace(instance))
    if 0 < finished < instance.rounds:
        anneal(instance, state, LAST_ROUNDS, goal, looks // 6, clock, rng, [*range(finished, instance.rounds)])
    elif finished and not instance.met and people <= PLACEABLE:
        place(instance, state, goal, int(clock.budget * 3000), clock, rng)
    state.restore()
    dense = instance.rounds * (max(instance.sizes) - 1) * 3 > people
    if 0 < finished < instance.rounds:
        heat = WARM
    else:
        heat = LARGE if people > 1000 else DENSE if dense and not finished else SPARSE
    torn = dense and state.best[1] > limit.same_team
    anneal(instance, state, heat, goal, looks // 3 if torn else looks, clock, rng)
    state.restore()
    if dense and state.best[1] > limit.same_team:  # separating colleagues counts for more than avoiding repeats
        anneal(instance, state, STRICT, goal, looks, clock, rng)
    return state.restore()


def _pace(instance: Instance) -> int:
    """Looks a second on a busy machine, so that the deadline is rarely reached and a seed keeps its meaning."""
    people = len(instance.people)
    return 40_000 if people > 1000 else 80_000 if people > 150 else 120_000 if people > 60 else 220_000


def _designed(instance: Instance, goal: Key, clock: Clock, rng: Random) -> tuple[SearchState, int]:
    """The best design, with roles spread by swaps of colleagues, and the number of its finished rounds."""
    found: list[tuple[SearchState, int]] = []
    for schedule, finished in designs(instance, rng):
        if not instance.met and instance.required_roles:
            schedule = cover_roles(instance, schedule, goal[3], rng, clock)
        found = [min([*found, (SearchState(instance, schedule), finished)], key=lambda pair: (-pair[1], pair[0].key))]
        if found[0][0].key <= goal:
            break
    return found[0]

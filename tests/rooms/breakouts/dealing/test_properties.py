"""Rules that hold for every task: random people, teams, roles, sizes, wishes, earlier meetings."""

import json
from collections import Counter
from dataclasses import replace
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rooms.breakouts.dealing import (
    Infeasible,
    Instance,
    Person,
    Pin,
    even_sizes,
    hosted_visits,
    instance_as_dict,
    instance_from,
    prove,
    solve,
)
from rooms.breakouts.dealing.proof.bounds import bounds
from rooms.breakouts.dealing.proof.recount import recount
from rooms.breakouts.dealing.search.state import SearchState

QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SECONDS = 0.01


@st.composite
def crowds(draw):
    """People with teams, roles and perhaps languages."""
    count = draw(st.integers(4, 26))
    teams = draw(st.integers(1, 8))
    tongues = draw(st.sampled_from([[()], [()], [(), ("nl",), ("nl", "ar")]]))
    return tuple(
        Person(
            f"p{i}",
            draw(st.one_of(st.none(), st.integers(0, teams))),
            draw(st.sampled_from([None, "practice", "policy", "board"])),
            frozenset(draw(st.sampled_from(tongues))),
        )
        for i in range(count)
    )


@st.composite
def tasks(draw, *, ruled=True):
    """A task, with wishes that may or may not be possible."""
    people = draw(crowds())
    count = len(people)
    rounds = draw(st.integers(1, 4))
    sizes = even_sizes(count, groups=draw(st.integers(1, max(1, count // 2))))
    who = draw(st.permutations(range(count)))
    rules = {}
    if ruled and draw(st.booleans()):
        rules = {
            "together": (tuple(who[:2]),) if draw(st.booleans()) else (),
            "apart": (tuple(who[2:4]),) if draw(st.booleans()) else (),
            "pins": (Pin(who[0], 0, draw(st.integers(0, len(sizes) - 1))),) if draw(st.booleans()) else (),
        }
    met = {tuple(sorted(who[:2])): draw(st.integers(1, 3))} if draw(st.booleans()) else {}
    return Instance(people, rounds, sizes, ("practice", "policy"), met=met, **rules)


def dealt(instance, seed=0):
    """A deal, or None when the wishes contradict each other."""
    try:
        return solve(instance, seconds=SECONDS, seed=seed, deadline=60)
    except Infeasible:
        return None


@given(tasks(), st.integers(0, 3))
@QUICK
def test_everybody_sits_once_in_groups_of_the_right_size_and_nothing_beats_its_bound(instance, seed):
    deal = dealt(instance, seed)
    if deal is None:
        return
    for row in deal.schedule:
        assert len(row) == len(instance.people)
        assert sorted(Counter(row).values()) == sorted(instance.sizes)
    value, limit = recount(instance, deal.schedule), deal.proof.as_dict()
    assert limit["metrics"] == value.as_dict()
    if not value.hard:
        for name, bound in limit["bounds"].items():
            assert limit["metrics"][name] <= bound if name == "M" else limit["metrics"][name] >= bound


@given(tasks(ruled=False))
@QUICK
def test_wishes_that_can_be_kept_are_kept(instance):
    if not instance.conflicts:
        deal = dealt(instance)
        assert deal.proof.lines[0].value == 0


@given(tasks(), st.integers(0, 9))
@QUICK
def test_the_counters_of_the_search_agree_with_the_recount(instance, seed):
    rng = Random(seed)
    row = [g for g, size in enumerate(instance.sizes) for _ in range(size)]
    state = SearchState(instance, [rng.sample(row, len(row)) for _ in range(instance.rounds)])
    for _ in range(30):
        r, a, b = rng.randrange(instance.rounds), rng.randrange(len(row)), rng.randrange(len(row))
        if state.rows[r][a] != state.rows[r][b]:
            state.swap(r, a, b)
    value = recount(replace(instance, pins=(), together=()), state.rows)
    counted = recount(instance, state.rows)
    assert state.score[1:] == [
        counted.same_team, counted.coincidences, counted.missing_roles, -counted.met_teams
    ]  # fmt: skip
    assert state.score[0] == value.hard
    state.undo(len(state.swaps))
    assert state.key == SearchState(instance, state.rows).key


@given(tasks(), st.randoms(use_true_random=False))
@QUICK
def test_new_names_and_another_order_change_no_value_and_no_bound(instance, chance):
    deal = dealt(instance)
    if deal is None:
        return
    count = len(instance.people)
    order = chance.sample(range(count), count)
    new = {old: at for at, old in enumerate(order)}
    teams = {person.team for person in instance.people} - {None}
    named = dict(zip(teams, chance.sample([f"t{n}" for n in range(50)], len(teams)), strict=True))
    other = replace(
        instance,
        people=tuple(replace(instance.people[i], id=f"x{i}", team=named.get(instance.people[i].team)) for i in order),
        together=tuple(tuple(new[i] for i in wish) for wish in instance.together),
        apart=tuple(tuple(new[i] for i in wish) for wish in instance.apart),
        pins=tuple(replace(pin, person=new[pin.person]) for pin in instance.pins),
        met={tuple(sorted((new[i], new[j]))): times for (i, j), times in instance.met.items()},
    )
    assert prove(other, [[row[i] for i in order] for row in deal.schedule]) == deal.proof


@given(tasks())
@QUICK
def test_a_task_survives_its_file(instance):
    assert instance_from(json.loads(json.dumps(instance_as_dict(instance)))) == instance


@given(tasks(), st.integers(0, 3))
@settings(parent=QUICK, max_examples=15)
def test_the_same_seed_deals_the_same(instance, seed):
    one, other = dealt(instance, seed), dealt(instance, seed)
    assert (one and one.schedule) == (other and other.schedule)


@given(crowds(), st.integers(1, 4), st.booleans())
@QUICK
def test_visits(people, rounds, swap):
    instance = hosted_visits(tuple(replace(person, languages=frozenset()) for person in people), rounds, swap=swap)
    if not instance.host_teams:
        return
    deal = dealt(instance)
    if deal is None:
        return
    own, again, seen = deal.proof.extra
    assert deal.proof.lines[0].value == 0
    assert seen.value <= seen.bound
    for number, row in enumerate(deal.schedule):
        assert all(row[i] == g for i, g in instance.pinned[number].items())
        guests = Counter(g for i, g in enumerate(row) if i not in instance.pinned[number])
        assert (
            max(guests.values(), default=0) - min((guests[g] for g in range(len(instance.host_teams))), default=0) <= 1
        )
    assert own.value == again.value == 0 or len(instance.host_teams) <= rounds + 2
    if not deal.cut_short:
        limit = bounds(instance)
        assert deal.proof.lines[1].value >= limit.same_team


def test_who_is_placed_elsewhere_leaves_everybody_somewhere_to_visit():
    """Somebody is placed with the second team all day: its group is the larger one, and no visitor stays at home."""
    people = tuple(Person(f"p{i}", team) for i, team in enumerate("AABBC"))
    instance = hosted_visits(people, 2, placed={(4, 0): "B", (4, 1): "B"})
    assert instance.sizes == (2, 3)
    schedule = solve(instance, seconds=0.1).schedule
    at_home = [sum(people[i].team == instance.host_teams[group] for i, group in enumerate(row)) for row in schedule]
    assert at_home == [2, 2], "the one host of each group"

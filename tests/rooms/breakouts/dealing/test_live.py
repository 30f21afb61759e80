"""People come and go: nobody who sits is moved without need, and never more people than need be."""

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from rooms.breakouts.dealing import Instance, Person, even_sizes, instance_as_dict, solve
from rooms.breakouts.dealing.moving.live import Seating
from rooms.breakouts.dealing.moving.mending import fewest_moves
from rooms.breakouts.dealing.moving.stream import play

from .instances import INSTANCES


def stream(name, leavers, joiners, band, seed=1):
    """What `manage.py deal --live` reads: a plan in its second round, and people who come and go."""
    instance, chance = INSTANCES[name](), Random(seed)
    events = [{"type": "leave", "person": i} for i in chance.sample(range(len(instance.people)), leavers)]
    teams = sorted(set(instance.teams))
    events += [
        {"type": "join", "person": f"new{n}", "team": chance.choice(teams), "role": "beleid"} for n in range(joiners)
    ]
    chance.shuffle(events)
    schedule = solve(instance, seconds=0.1, deadline=60).schedule
    return {
        "instance": instance_as_dict(instance), "schedule": schedule, "running_round": 1, "band": band, "events": events
    }  # fmt: skip


def test_few_come_and_go_and_hardly_anybody_moves():
    answer = play(stream("A", 30, 25, [4, 6]))
    assert answer["moves"] == answer["moves_bound"] <= 1
    assert [answer["metrics"][name] for name in ("hard", "S", "Rep")] == [0, 0, 0]


def test_a_third_goes_and_as_few_move_as_can_be():
    data = stream("A", 120, 10, [4, 6])
    answer = play(data)
    assert answer["moves"] == answer["moves_bound"] > 0
    assert [answer["metrics"][name] for name in ("hard", "S", "Rep")] == [0, 0, 0]
    before, after = data["schedule"][1], answer["schedule"][1]
    moved = sum(old != new for old, new in zip(before, after, strict=False) if new is not None)
    assert moved <= answer["moves"]  # somebody who came a moment ago may be among those
    assert set(Counter(g for g in after if g is not None).values()) <= {4, 5, 6}
    assert answer["schedule"][0][:400] == data["schedule"][0]  # what is past stays


def test_five_thousand():
    answer = play(stream("F", 300, 250, [7, 9]))
    assert answer["moves"] == answer["moves_bound"]
    assert [answer["metrics"][name] for name in ("hard", "S", "Rep")] == [0, 0, 0]


def circle(count=16, size=4, rounds=3):
    instance = Instance(tuple(Person(i, i // 4) for i in range(count)), rounds, even_sizes(count, size=size))
    return instance, solve(instance, seconds=0.05, deadline=60).schedule


def test_who_returns_sits_where_they_sat():
    instance, schedule = circle()
    seating = Seating(instance, schedule, 1, (2, 5))
    seats = seating.seats(3)
    seating.leave(3)
    assert seating.seats(3) == {}
    assert seating.join(instance.people[3]) == seats == {1: schedule[1][3], 2: schedule[2][3]}


def test_twice_is_once():
    instance, schedule = circle()
    seating = Seating(instance, schedule, 0, (2, 5))
    newcomer = Person("new", 9)
    assert seating.join(newcomer) == seating.join(newcomer)
    seating.leave("new")
    seating.leave("new")
    seating.leave("nobody")
    assert seating.rows[0][16] is None


def test_who_must_be_kept_apart_or_speaks_no_common_language_does_not_meet():
    people = tuple(Person(i, i, None, frozenset({"nl" if i < 6 else "ar"})) for i in range(9))
    instance = Instance(people, 1, (3, 3, 3))
    seating = Seating(instance, solve(instance, seconds=0.05, deadline=60).schedule, 0, (2, 4))
    seat = seating.join(Person("new", 99, None, frozenset({"ar"})))[0]
    assert {i for i in range(9) if seating.rows[0][i] == seat} == {6, 7, 8}


def fewest_of_all_ends(start, low, high):
    """The moves of the cheapest of all ways in which every group is empty or within the band; None when there is none.

    Group by group: of all ends with the same number of people so far, only the cheapest can be part of it.
    """
    cheapest = {0: 0}
    for size in start:
        ends = [
            (people + end, moves + max(0, size - end))
            for people, moves in cheapest.items()
            for end in (0, *range(low, high + 1))
        ]
        cheapest = dict(sorted(ends, reverse=True))  # of as many people the last one stays: the cheapest
    return cheapest.get(sum(start))


@given(st.lists(st.integers(0, 7), min_size=1, max_size=4), st.integers(1, 3), st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_the_bound_of_moves_is_what_looking_at_everything_gives(sizes, low, more):
    high = low + more
    plan = fewest_moves(sizes, low, high)
    opened = plan.opened if plan else 0
    assert (plan.moves if plan else None) == fewest_of_all_ends([*sizes, *([0] * opened)], low, high)


@given(st.integers(8, 40), st.integers(2, 5), st.randoms(use_true_random=False), st.integers(0, 12))
@settings(max_examples=40, deadline=None)
def test_whatever_happens_everybody_sits_once_and_moves_are_as_few_as_can_be(count, size, chance, news):
    instance = Instance(tuple(Person(i, i // 3) for i in range(count)), 2, even_sizes(count, size=size))
    schedule = solve(instance, seconds=0.01, deadline=60).schedule
    seating = Seating(instance, schedule, 0, (max(1, size - 1), size + 1))
    for n in range(news):
        seating.join(Person(f"n{n}", n))
    for i in chance.sample(range(count), count // 3):
        seating.leave(i)
    before = [row[:] for row in seating.rows]
    plans = [fewest_moves([len(group) for group in groups], *seating.band) for groups in seating.groups]
    moves = seating.repair()
    for r, plan in enumerate(plans):
        assert sum(move.round == r for move in moves) == (plan.moves if plan else 0)
        changed = sum(old != new for old, new in zip(before[r], seating.rows[r], strict=True))
        assert changed == (plan.moves if plan else 0)
        seated = [i for group in seating.groups[r] for i in group]
        assert len(seated) == len(set(seated)) == len(seating.here)
        if plan:
            assert all(not g or seating.band[0] <= len(g) <= seating.band[1] for g in seating.groups[r])

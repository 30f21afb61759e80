"""Designs keep their promise: nobody meets anybody twice."""

from random import Random

import pytest

from rooms.breakouts.dealing import Instance, Person, even_sizes
from rooms.breakouts.dealing.designs import catalogue
from rooms.breakouts.dealing.designs.designs import designs
from rooms.breakouts.dealing.designs.finite_fields import field, prime_power
from rooms.breakouts.dealing.designs.shifts import seat, shift_table
from rooms.breakouts.dealing.proof.recount import recount


@pytest.mark.parametrize("q", [2, 4, 5, 8, 9, 16, 25, 27, 49, 64])
def test_a_field_is_one(q):
    numbers = field(q)
    for a in range(1, q):
        assert sorted(numbers.times[a]) == list(range(q))
        assert sorted(numbers.add[a]) == list(range(q))
    a, b, c = 1, q - 1, q // 2
    left = numbers.times[b][numbers.add[a][c]]
    assert left == numbers.add[numbers.times[b][a]][numbers.times[b][c]]


def test_there_is_no_field_of_six():
    assert prime_power(6) is None
    with pytest.raises(ValueError):
        field(6)


def alone(count, groups, rounds):
    """People without teams."""
    return Instance(tuple(Person(i) for i in range(count)), rounds, even_sizes(count, groups=groups))


STARTERS = [(k, s, starter.rounds) for (k, s), known in catalogue._starters().items() for starter in known]


@pytest.mark.parametrize(("groups", "size", "rounds"), STARTERS)
def test_the_catalogue_repeats_nobody(groups, size, rounds):
    plan = catalogue.developed(groups, size, rounds)
    value = recount(alone(groups * size, groups, rounds), plan)
    assert (value.hard, value.repeats) == (0, 0)


@pytest.mark.parametrize(("groups", "size", "rounds"), STARTERS)
@pytest.mark.parametrize("fewer", [0, 1])
def test_a_known_design_is_found_for_these_people_and_for_one_fewer(groups, size, rounds, fewer):
    instance = alone(groups * size - fewer, groups, rounds)
    plan, finished = next(iter(designs(instance, Random(1))))
    value = recount(instance, plan)
    assert value.hard == 0
    assert value.repeats == 0 or fewer or finished < rounds


def test_prime_powers_give_as_many_rounds_as_there_are_groups_and_one_more():
    for k in (3, 4, 5, 7, 8, 9):
        instance = alone(k * k, k, k + 1)
        plan, _ = next(iter(designs(instance, Random(1))))
        assert recount(instance, plan).coincidences == 0


def test_near_designs_are_worth_what_was_found():
    for name, (repeats, team) in {"5-6-6-3": (80, 3), "6-6-3-6": (2, 6), "8-4-10-1": (10, 1)}.items():
        groups, size, rounds, _ = map(int, name.split("-"))
        people = tuple(Person(i, i // team) for i in range(groups * size))
        value = recount(Instance(people, rounds, (size,) * groups), catalogue.nearly(groups, size, rounds, team))
        assert (value.hard, value.same_team, value.coincidences) == (0, 0, repeats)


def test_a_shift_table_repeats_nobody_and_keeps_colleagues_apart():
    teams = [i // 7 for i in range(205)]
    table, clean = shift_table(teams, 41, 5, Random(1), 2000)
    people = tuple(Person(i, team) for i, team in enumerate(teams))
    value = recount(Instance(people, 5, (5,) * 41), seat(table, 205, 41))
    assert clean
    assert (value.hard, value.same_team, value.repeats) == (0, 0, 0)

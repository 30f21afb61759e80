"""Bounds are true: no schedule of a tiny task beats one, found by looking at all of them."""

from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rooms.breakouts.dealing import Instance, Person, Pin, even_sizes
from rooms.breakouts.dealing.proof.bounds import bounds, spread, spread_with
from rooms.breakouts.dealing.proof.recount import recount


def rows(sizes):
    """All rows with groups of these sizes."""
    return sorted(set(permutations([g for g, size in enumerate(sizes) for _ in range(size)])))


@st.composite
def tiny(draw):
    """Five or six people, two or three groups, two rounds."""
    count, groups = draw(st.sampled_from([(5, 2), (6, 2), (6, 3), (4, 2)]))
    people = tuple(Person(i, draw(st.integers(0, 3)), draw(st.sampled_from(["a", "b", None]))) for i in range(count))
    together = ((0, 1),) if draw(st.booleans()) else ()
    pins = tuple(Pin(i, r, 0) for i in (2, 3)[: draw(st.integers(0, 2))] for r in range(2)) if groups < 3 else ()
    met = {(0, 2): draw(st.integers(0, 2)), (1, 4 if count > 4 else 3): draw(st.integers(0, 1))}
    return Instance(people, 2, even_sizes(count, groups=groups), ("a", "b"), together=together, pins=pins, met=met)


@given(tiny())
@settings(max_examples=25, deadline=None)
def test_no_schedule_of_a_tiny_task_beats_a_bound(instance):
    every = rows(instance.sizes)
    fair = [row for row in every if all(row[i] == row[j] for i, j in instance.together)]
    for plan in product(fair[:: max(1, len(fair) // 25)], fair):
        value = recount(instance, [list(row) for row in plan])
        if value.hard:
            continue
        limit = bounds(instance, value.same_team)
        assert value.same_team >= limit.same_team
        assert value.repeats >= limit.repeats
        assert value.coincidences >= limit.coincidences
        assert value.missing_roles >= limit.missing_roles
        assert value.met_teams <= limit.met_teams


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.data())
def test_spreading_over_seats_is_the_least_there_is(caps, data):
    there = [data.draw(st.integers(0, cap)) for cap in caps]
    n = data.draw(st.integers(sum(there), sum(caps)))
    least = min(
        sum(x * (x - 1) // 2 for x in row)
        for row in product(*(range(here, cap + 1) for here, cap in zip(there, caps, strict=True)))
        if sum(row) == n
    )
    assert spread_with(n, caps, there) == least
    if not any(there) and n <= len(caps) * min(caps):
        assert spread(n, len(caps)) == least


@pytest.mark.parametrize(
    ("teams", "rounds", "groups", "known"),
    [
        ([3] * 10, 6, 5, (0, 45, 75)),  # more meetings than pairs; groups larger than their number
        ([6] * 6, 3, 6, (0, 2, 2)),  # no two orthogonal Latin squares of order six
        ([1] * 18, 9, 6, (0, 9, 9)),  # more rounds than pairs allow
        ([8] * 8, 8, 8, (0, 0, 0)),
        ([9, 1, 1, 1], 3, 4, (18, 0, 0)),  # a team that is most of the room
    ],
)
def test_bounds_that_are_known(teams, rounds, groups, known):
    people = tuple(Person(f"{t}-{n}", t) for t, size in enumerate(teams) for n in range(size))
    limit = bounds(Instance(people, rounds, even_sizes(len(people), groups=groups)))
    assert (limit.same_team, limit.repeats, limit.coincidences) == known

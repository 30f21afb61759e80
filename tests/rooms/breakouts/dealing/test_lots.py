"""Dividing without thinking: lots for whoever has no place yet, and everybody sits once in every round."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from rooms.breakouts.dealing import Instance, Person, Pin, even_sizes
from rooms.breakouts.dealing.lots import by_lot


def task(people: int, groups: int, rounds: int = 1, **rules) -> Instance:
    return Instance(tuple(Person(i) for i in range(people)), rounds, even_sizes(people, groups=groups), **rules)


def test_by_lot_is_even_and_the_same_seed_gives_the_same():
    first, second = by_lot(task(7, 3, rounds=2), seed=5)
    assert Counter(first) == Counter(second) == {0: 3, 1: 2, 2: 2}
    assert first != second, "lots are drawn in every round"
    assert [first, second] == by_lot(task(7, 3, rounds=2), seed=5) != by_lot(task(7, 3, rounds=2), seed=6)


def test_who_was_put_somewhere_sits_there_and_the_others_fill_up_evenly():
    first, second = by_lot(task(6, 2, rounds=2, pins=(Pin(0, 0, 1), Pin(3, 0, 1))), seed=0)
    assert (first[0], first[3]) == (1, 1)
    assert Counter(first) == Counter(second) == {0: 3, 1: 3}


def test_as_last_time_with_somebody_new_and_somebody_put_elsewhere():
    (row,) = by_lot(task(4, 2, pins=(Pin(2, 0, 0),)), seed=0, before={0: 1, 1: 0, 2: 1})
    assert row == [1, 0, 0, 1]


@given(st.integers(1, 20), st.integers(1, 6), st.data())
def test_everybody_sits_once_wherever_the_others_were_put(people, groups, data):
    groups = min(groups, people)
    somewhere = st.dictionaries(st.integers(0, people - 1), st.integers(0, groups - 1))
    before, pinned = data.draw(somewhere), data.draw(somewhere)
    pins = tuple(Pin(i, 0, g) for i, g in pinned.items())
    (row,) = by_lot(task(people, groups, pins=pins), seed=data.draw(st.integers(0, 9)), before=before)
    assert len(row) == people and set(row) <= set(range(groups))
    assert all(row[i] == g for i, g in {**before, **pinned}.items())

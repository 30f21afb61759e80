"""Dividing without thinking: by lot, by hand, by choice, from a list, as last time."""

from collections import Counter

import pytest

from rooms.breakouts.dealing import Person, Unreadable
from rooms.breakouts.dealing.ways import as_last_time, by_choice, by_hand, by_lot, from_list, waiting_for

PEOPLE = [Person(name) for name in ("ann", "bo", "cem", "dia")]


def test_by_lot_is_even_and_the_same_seed_gives_the_same():
    row = by_lot((3, 2, 2), 5)
    assert Counter(row) == {0: 3, 1: 2, 2: 2}
    assert row == by_lot((3, 2, 2), 5) != by_lot((3, 2, 2), 6)


def test_by_hand_fills_the_rest_evenly():
    row = by_hand({0: 1, 3: 1}, 6, 2)
    assert (row[0], row[3]) == (1, 1)
    assert Counter(row) == {0: 3, 1: 3}


def test_by_choice_first_come_first_served():
    wishes = [[0], [0, 1], [0], [], [0]]
    row = by_choice(wishes, [1, 1])
    assert row == [0, 1, None, None, None]
    assert [waiting_for(wishes, row, i) for i in range(5)] == [None, None, 0, None, 1]


def test_from_a_list():
    given, names = from_list([("cem", "Blue"), ("ann", "Red"), ("bo", "Blue")], PEOPLE)
    assert given == {2: 0, 0: 1, 1: 0}
    assert names == ["Blue", "Red"]
    with pytest.raises(Unreadable, match="eve is in the list, but is not here"):
        from_list([("eve", "Blue")], PEOPLE)
    with pytest.raises(Unreadable, match="ann is in the list twice"):
        from_list([("ann", "Blue"), ("ann", "Red")], PEOPLE)


def test_as_last_time_with_somebody_new_and_a_group_less():
    assert as_last_time({"ann": 1, "bo": 0, "cem": 5}, PEOPLE, 2)[:2] == [1, 0]
    assert Counter(as_last_time({"ann": 1, "bo": 0, "cem": 5}, PEOPLE, 2)) == {0: 2, 1: 2}

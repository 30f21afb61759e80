"""What is impossible is said in sentences before anybody thinks."""

from dataclasses import replace

import pytest

from rooms.breakouts.dealing import Infeasible, Instance, Person, Pin, hosted_visits, solve

BASE = Instance(tuple(Person(f"p{i}", i) for i in range(6)), 2, (3, 3))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"people": (), "sizes": ()}, "There is nobody to deal."),
        ({"rounds": 0}, "There must be at least one round."),
        ({"sizes": (3, 2)}, "The groups have 5 seats together, but there are 6 people."),
        ({"sizes": (6, 0)}, "Group 2 would have no seats."),
        ({"pins": (Pin(0, 5, 0),)}, "p0 is pinned in round 6, but there are 2 rounds."),
        ({"pins": (Pin(0, 0, 5),)}, "p0 is pinned to group 6, but there are 2 groups."),
        ({"pins": (Pin(0, 0, 0), Pin(0, 0, 1))}, "p0 is pinned to two groups in round 1."),
        (
            {"pins": tuple(Pin(i, 0, 0) for i in range(4))},
            "Group 1 has 3 seats, but 4 people are pinned there in round 1.",
        ),
        ({"pins": (Pin(0, 0, 0), Pin(1, 0, 0)), "apart": ((0, 1),)}, "p0 and p1 must be kept apart, but are pinned"),
        ({"together": ((0, 1), (1, 2), (2, 3))}, "4 people must stay together, but the largest group has 3 seats."),
        ({"together": ((0, 1),), "apart": ((0, 1),)}, "p0 and p1 must both stay together and be kept apart."),
        ({"together": ((0, 1),), "pins": (Pin(0, 1, 0), Pin(1, 1, 1))}, "p0 and p1 must stay together, but are pinned"),
        ({"together": ((0, 1), (2, 3), (4, 5))}, "3 clusters of at least 2 people must stay together, but only 2 fit"),
        ({"apart": ((0, 1, 2),)}, "3 people must all be kept apart, but there are 2 groups."),
    ],
)
def test_a_sentence_for_each_contradiction(change, sentence):
    with pytest.raises(Infeasible) as error:
        solve(replace(BASE, **change))
    assert sentence in str(error.value)
    assert all(reason.code for reason in error.value.reasons)


def test_more_rounds_than_groups():
    people = tuple(Person(i, i % 3) for i in range(9))
    with pytest.raises(Infeasible, match="travels 4 rounds, but there are only 2 groups of other teams"):
        solve(hosted_visits(people, 4, swap=False))

"""What teams are told of themselves: nobody who knows the whole and what the others are told computes what is not."""

from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from polls.asking.whose.covering import covered
from polls.asking.whose.telling import told_to_teams
from polls.kinds.kind import Option, Question
from polls.kinds.register import kinds
from polls.kinds.voices import Side

MINIMUM = 5
ANSWERS = ("1", "2", "3")
QUESTION = Question(tuple(Option(key, f"Antwoord {key}") for key in ANSWERS), {}, MINIMUM)
TEAM = st.sampled_from([votes for votes in product(range(9), repeat=3) if MINIMUM <= sum(votes) <= 8])
REST = st.just((0, 0, 0)) | TEAM


def told(teams, rest):
    """Votes by team and answer, those that are not told as `None`."""
    sums = [sum(votes) for votes in zip(*teams, rest, strict=True)]
    sides = {
        number: Side(sum(votes), dict(zip(ANSWERS, votes, strict=True))) for number, votes in enumerate(teams, start=1)
    }
    found = told_to_teams(sides, dict(zip(ANSWERS, sums, strict=True)), sum(sums), kinds()["single"], QUESTION)
    return [
        [None if not values or values[at] is None else votes[at] for at in range(3)]
        for votes, kept in zip(teams, found.values(), strict=True)
        for values in [kept["values"]]
    ]


def tables(teams, rest, shown):
    """Every way in which people may have answered, for somebody who knows the sums and what is told."""
    sums = [sum(votes) for votes in zip(*teams, rest, strict=True)]
    ways = []
    for votes, row in zip(teams, shown, strict=True):
        total = sum(votes)
        every = ((a, b, total - a - b) for a in range(total + 1) for b in range(total + 1 - a))
        ways.append([each for each in every if all(n is None or n == x for n, x in zip(row, each, strict=True))])
    for table in product(*ways):
        left = [total - sum(votes) for total, votes in zip(sums, zip(*table, strict=True), strict=True)]
        if all(n >= 0 for n in left) and sum(left) == sum(rest):
            yield table


@settings(max_examples=60, deadline=None)
@given(teams=st.lists(TEAM, min_size=2, max_size=3), rest=REST)
@example(teams=[(5, 3, 0), (5, 3, 0), (0, 7, 0)], rest=(0, 0, 0))
@example(teams=[(5, 3, 0), (5, 3, 0), (1, 6, 0)], rest=(0, 0, 0))
def test_whatever_is_not_told_may_be_another_number(teams, rest):
    shown = told(teams, rest)
    hidden = [(team, at) for team, row in enumerate(shown) for at, number in enumerate(row) if number is None]
    if len(hidden) == 3 * len(teams):
        return  # nothing is told of any team
    for team, at in hidden:
        assert len({table[team][at] for table in tables(teams, rest, shown)}) > 1, (shown, team, at)


def test_of_three_teams_one_of_which_is_unanimous_another_one_is_not_told_either():
    rows = [(6, 2, 1), (5, 3, 2), (0, 10, 0)]
    assert told(rows[:2], (0, 0, 0)) == [[6, None, None], [5, None, None]]
    assert told(rows, (0, 0, 0)) == [[None] * 3, [5, None, None], [None] * 3]


def test_beside_enough_other_people_a_team_is_told_as_if_it_was_alone():
    assert told([(6, 2, 1), (3, 5, 2)], (5, 6, 4)) == [[6, None, None], [None, 5, None]]


def _vectors(length: int, total: int):
    if length == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _vectors(length - 1, total - first):
            yield first, *rest


@pytest.mark.parametrize("length", [2, 3, 4])
def test_no_number_of_few_people_follows_from_those_that_are_shown_and_their_sum(length):
    """Somebody who knows the rule tries every way in which people may have answered."""
    for total in range(5, 19):
        told: dict[tuple, list[tuple]] = {}
        for votes in _vectors(length, total):
            shown = covered({str(i): number for i, number in enumerate(votes)}, 5)
            seen = tuple(number if str(i) in shown else None for i, number in enumerate(votes))
            told.setdefault(seen, []).append(votes)
        for seen, possible in told.items():
            for i in range(length):
                if seen[i] is None:
                    numbers = {votes[i] for votes in possible}
                    assert len(numbers) > 1 or min(numbers) >= 5, (seen, possible)

"""Two voices: nobody can compute anything about a group under the minimum from everything that is shown."""

from collections import Counter
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polls.kinds.counting import added
from polls.kinds.kind import Option, Question, sent_of
from polls.kinds.register import kinds
from polls.kinds.voices import grouped, sides_shown, smallest_group, teams_shown, voices

from .test_every_kind import module_of

MINIMUM = 5
SIDES = ("practice", "policy")
TEAMS = (None, 1, 2, 3, 4)
PARTS = [(team, side) for team in TEAMS for side in (None, *SIDES)]
SIZES = st.dictionaries(st.sampled_from(PARTS), st.integers(1, 9), min_size=1, max_size=7)
OPTIONS = tuple(Option(str(i), f"Antwoord {i}") for i in range(1, 4))


def rank(rows: list[list[int]]) -> int:
    """The rank of a matrix, exactly."""
    left, found = [[Fraction(value) for value in row] for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in left[found:] if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left.insert(found, pivot)
        for i in range(found + 1, len(left)):
            factor = left[i][column] / pivot[column]
            left[i] = [a - factor * b for a, b in zip(left[i], pivot, strict=True)]
        found += 1
    return found


def fewest_told(sizes: dict, teams: list, sides: list) -> int:
    """The fewest people about whom some sum of the shown numbers is, by trying every set of parts.

    `sizes`: how many people are in each part. Everybody's result is shown, and that of each of these teams and sides.
    """
    parts = list(sizes)
    shown = [[1] * len(parts)]
    shown += [[int(part[0] == team) for part in parts] for team in teams]
    shown += [[int(part[1] == side) for part in parts] for side in sides]
    whole, least = rank(shown), sum(sizes.values())
    for number in range(1, len(parts)):
        for some in combinations(range(len(parts)), number):
            people = sum(sizes[parts[i]] for i in some)
            if people < least:
                outside = [[value for i, value in enumerate(row) if i not in some] for row in shown]
                if rank(outside) < whole:  # a sum of what is shown is zero outside of them, and not within
                    least = people
    return least


@settings(max_examples=30, deadline=None)
@given(sizes=SIZES, teams=st.sets(st.sampled_from(TEAMS[1:])), sides=st.sets(st.sampled_from(SIDES)))
def test_the_smallest_group_is_the_one_that_trying_everything_finds(sizes, teams, sides):
    assert smallest_group(grouped(sizes, teams, sides)) == fewest_told(sizes, list(teams), list(sides))


@settings(max_examples=40, deadline=None)
@given(sizes=SIZES)
def test_nobody_can_compute_a_group_under_the_minimum(sizes):
    teams = teams_shown(sizes, MINIMUM)
    sides = sides_shown(sizes, teams, SIDES, MINIMUM)
    assert not teams or len(teams) >= 3
    if teams or sides:
        assert fewest_told(sizes, teams, sides) >= MINIMUM


@settings(max_examples=40, deadline=None)
@given(sizes=SIZES, few=st.integers(1, MINIMUM - 1))
def test_two_releases_that_differ_by_a_small_team_say_the_same_of_every_team(sizes, few):
    """Whatever is subtracted from whatever: of the team that came there is nothing, and of others what there was."""
    kind, question, chance = kinds()["single"], Question(OPTIONS, {}, MINIMUM), Random(1)
    ballots = {part: [(chance.choice("123"), 1) for _person in range(size)] for part, size in sizes.items()}
    before = voices(kind, ballots, question, SIDES).each
    after = voices(kind, ballots | {(9, None): [("3", few)]}, question, SIDES).each
    assert 9 not in after and all(after[team] == before[team] for team in before.keys() & after.keys())


def test_large_groups_of_everybody_are_shown():
    """Nothing is withheld for nothing: where every team and side is large and none is split, all are shown."""
    whole = {(team, None): 6 for team in TEAMS[1:]}
    assert sorted(teams_shown(whole, MINIMUM)) == [1, 2, 3, 4]
    across = {(team, side): 6 for team in TEAMS[1:] for side in SIDES}
    assert set(sides_shown(across, teams_shown(across, MINIMUM), SIDES, MINIMUM)) == set(SIDES)


@pytest.mark.parametrize(
    ("sizes", "teams", "sides"),
    [
        ({(1, "practice"): 9, (1, "policy"): 4}, 0, set()),  # the rest of practice would be the four
        ({(1, "practice"): 9, (1, "policy"): 2, (1, None): 3}, 0, {"practice"}),  # five in two groups stay together
        ({(1, None): 6, (2, None): 6, (3, None): 6, (4, None): 4}, 0, set()),  # the fourth, by subtraction
        ({(1, None): 9, (2, None): 8, (3, None): 7, (5, None): 6, (4, None): 4}, 3, set()),  # with the next smallest
        ({(1, "practice"): 9, (2, "practice"): 9, (3, "practice"): 8, (None, "practice"): 2, (None, "policy"): 9}, 3,
         set()),  # practice without the teams would be two people
    ],
)  # fmt: skip
def test_what_is_withheld_cannot_be_found_by_subtraction(sizes, teams, sides):
    shown = teams_shown(sizes, MINIMUM)
    assert len(shown) == teams
    assert set(sides_shown(sizes, shown, SIDES, MINIMUM)) == sides


def test_every_team_weighs_the_same():
    question, kind = Question(OPTIONS, minimum=MINIMUM), kinds()["single"]
    answers = {(1, "practice"): [("1", 50)], (2, "practice"): [("2", 5)], (3, "policy"): [("1", 3), ("2", 3)]}
    found = voices(kind, answers, question, SIDES)
    result = kind.result(found.cells, found.total, question)
    assert [line.percent for line in kind.lines(result)] == [50, 50, 0]
    assert found.teams == 3
    assert {side: (each.answered, each.cells) for side, each in found.sides.items()} == {
        "practice": (55, {"1": 50, "2": 5}),
        "policy": (6, {"1": 3, "2": 3}),
    }


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.sampled_from(PARTS), st.lists(st.integers(0, 2), min_size=4, max_size=9), max_size=9))
def test_a_side_that_is_shown_is_counted_as_a_question_of_its_own(given_):
    question, kind = Question(OPTIONS, minimum=MINIMUM), kinds()["single"]
    answers = {part: list(Counter(OPTIONS[i].key for i in some).items()) for part, some in given_.items()}
    for side, shown in voices(kind, answers, question, SIDES).sides.items():
        own = [each for (_team, at), some in answers.items() if at == side for each in some]
        assert (dict(shown.cells), shown.answered) == added(kind, own, question)


def test_of_statements_that_few_left_out_nothing_is_told_by_group():
    """Everybody without practice would be the two people of policy who answered the second statement."""
    question, kind = Question(OPTIONS[:2], {"steps": 5}, MINIMUM), kinds()["statements"]
    answers = {
        (None, "practice"): [(["1@4", "2@4"], 8)],
        (None, "policy"): [(["1@2", "2@1"], 2), (["1@2"], 5)],
    }
    found = voices(kind, answers, question, SIDES)
    assert set(found.sides) == set(SIDES)
    assert all(name.startswith("1@") for side in found.sides.values() for name in side.cells)


@pytest.mark.parametrize("name", [name for name, kind in kinds().items() if not kind.can_hide])
def test_every_kind_has_a_voice_of_its_teams(name):
    """A result of scaled cells has shares and means like any other."""
    kind, chance = kinds()[name], Random(1)
    for asked in module_of(name).QUESTIONS:
        given_ = {
            (team, None): [(kind.clean(sent_of(kind.invent(asked, chance)), asked), 1) for _person in range(5 + team)]
            for team in (1, 2, 3)
        }
        found = voices(kind, given_, asked, SIDES)
        assert found.teams == 3
        lines = kind.lines(kind.result(found.cells, found.total, asked))
        assert lines and all(line.percent is None or 0 <= line.percent <= 100 for line in lines)


def test_of_a_quiz_the_share_of_each_shown_team_is_kept_in_tens():
    question, kind = Question(OPTIONS, {"right": [2]}, MINIMUM), kinds()["quiz"]
    answers = {(team, None): [(["2"], right), (["1"], 6 - right)] for team, right in ((1, 5), (2, 6), (3, 1), (4, 0))}
    assert voices(kind, answers, question, ()).right == {1: 80, 2: 90, 3: 20, 4: 10}
    few = {(team, None): given for (team, _side), given in answers.items() if team < 3} | {(3, None): [(["2"], 4)]}
    assert voices(kind, few, question, ()).right == {}, "not even of the teams that are large enough: see FEWEST_TEAMS"
    assert voices(kinds()["single"], {(1, None): [("1", 9)]}, question, ()).right == {}

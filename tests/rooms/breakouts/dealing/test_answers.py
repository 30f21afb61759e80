"""By answers: alike together, or as different as can be; held against all divisions of tiny tasks."""

from collections import Counter
from dataclasses import replace
from itertools import chain, combinations_with_replacement, permutations, product

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rooms.breakouts.dealing import Infeasible, Instance, Person, Pin, even_sizes
from rooms.breakouts.dealing.proof.answer_sheet import fewest_mixed, most_answers, prove_answers, recount_answers
from rooms.breakouts.dealing.proof.recount import recount
from rooms.breakouts.dealing.search.answers import by_answers

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def task(people: int, groups: int, rounds: int = 1, **rules) -> Instance:
    who = tuple(Person(f"p{i}") for i in range(people))
    return Instance(who, rounds, even_sizes(people, groups=groups), **rules)


def sizes_of(row) -> tuple[int, ...]:
    return tuple(row.count(group) for group in range(max(row) + 1))


def dealt(instance, answers, *, alike, seed=0):
    """A schedule with its proof sheet."""
    schedule = by_answers(instance, answers, alike=alike, seed=seed)
    return schedule, prove_answers(instance, answers, [dict(enumerate(row)) for row in schedule], alike=alike)


def counted(answers, row):
    """Mixed groups, and different answers of all groups together."""
    return recount_answers(dict(enumerate(answers)), dict(enumerate(row)))


def sheet(proof) -> dict[str, tuple[int, int]]:
    return {line.name: (line.value, line.bound) for line in proof.lines}


def crowd(**counts: int) -> list[str | None]:
    """So many people of each answer; `silent` ones gave none."""
    return [None if answer == "silent" else answer for answer, n in counts.items() for _ in range(n)]


def inside(schedule, answers) -> list[list[str]]:
    """For each group of the first round the answers in it, sorted; `-` for none."""
    row = schedule[0]
    return sorted(sorted(str(a or "-") for a, g in zip(answers, row, strict=True) if g == group) for group in set(row))


@pytest.mark.parametrize(
    ("answers", "groups", "sizes", "mixed"),
    [
        (crowd(yes=30, no=10), 2, [10, 30], 0),  # an answer has a group, even if that is a small one
        (crowd(yes=30, no=10), 8, [5] * 8, 0),
        (crowd(yes=97, no=3), 20, [3, *[5] * 17, 6, 6], 0),
        (crowd(yes=99, no=1), 20, [5] * 20, 1),  # nobody sits alone
        (crowd(yes=99, no=1, silent=20), 20, [6] * 20, 0),
        (crowd(a=5, b=5, c=5, d=5, e=5, f=5), 3, [10] * 3, 3),  # more answers than groups
        (crowd(silent=7), 2, [3, 4], 0),
    ],
)
def test_alike_splits_answers_before_it_mixes_them(answers, groups, sizes, mixed):
    schedule, proof = dealt(task(len(answers), groups), answers, alike=True, seed=3)
    assert sorted(Counter(schedule[0]).values()) == sizes
    assert sheet(proof)["mixed_groups"] == (mixed, mixed), "and fewer is proven to be impossible"


def test_different_has_every_answer_in_every_group_when_there_are_enough():
    answers = crowd(a=8, b=5, c=4, silent=3)
    schedule, proof = dealt(task(20, 4), answers, alike=False, seed=1)
    assert inside(schedule, answers) == [["-", "a", "a", "b", "c"]] * 3 + [["a", "a", "b", "b", "c"]]
    assert sheet(proof) == {"answers_met": (12, 12)}


@st.composite
def asked(draw, most=40):
    """People with answers or without, groups, rounds."""
    answers = draw(st.lists(st.sampled_from([*"aaabbcde", None]), min_size=2, max_size=most))
    return answers, draw(st.integers(1, min(9, len(answers)))), draw(st.integers(1, 2))


@given(asked(), st.booleans(), st.integers(0, 5))
@QUICK
def test_nobody_is_lost_and_the_sheet_is_a_recount(question, alike, seed):
    answers, groups, rounds = question
    instance = task(len(answers), groups, rounds=rounds)
    schedule, proof = dealt(instance, answers, alike=alike, seed=seed)
    assert [len(row) for row in schedule] == [len(answers)] * rounds
    assert all(set(row) == set(range(groups)) for row in schedule), "no group is empty"
    if not alike:
        assert all(sorted(Counter(row).values()) == sorted(instance.sizes) for row in schedule)
    elif len(answers) >= 2 * groups:
        assert min(min(Counter(row).values()) for row in schedule) > 1, "nobody is alone"
    name = "mixed_groups" if alike else "answers_met"
    assert sheet(proof)[name][0] == sum(counted(answers, row)[not alike] for row in schedule)
    assert by_answers(instance, answers, alike=alike, seed=seed) == schedule, "a seed means something"


@given(asked(), st.booleans(), st.randoms())
@QUICK
def test_what_answers_are_called_changes_nothing(question, alike, shuffled):
    answers, groups, _rounds = question
    names = list("vwxyz")
    shuffled.shuffle(names)
    renamed = [answer and names["abcde".index(answer)] for answer in answers]
    instance = task(len(answers), groups)
    assert by_answers(instance, answers, alike=alike) == by_answers(instance, renamed, alike=alike)


@st.composite
def ruled(draw):
    """Answers, and a task with wishes: two people together, two apart, two pinned in the first round."""
    answers, groups, rounds = draw(asked())
    who = draw(st.permutations(range(len(answers))))
    rules = {
        "together": (tuple(who[:2]),) if draw(st.booleans()) else (),
        "apart": (tuple(who[2:4]),) if draw(st.booleans()) and len(who) > 3 else (),
        "pins": tuple(Pin(i, 0, draw(st.integers(0, groups - 1))) for i in who[4 : draw(st.integers(4, 6))]),
    }
    return answers, task(len(answers), groups, rounds=rounds, **rules)


CROSSED = (["a"] * 6, task(6, 2, together=((0, 1),), apart=((2, 3),), pins=(Pin(4, 0, 0), Pin(5, 0, 1))))
"""Each wish can be met, but not all of them: where the two sit together no seat is left to keep the others apart."""


def can_obey(instance, number, sizes) -> bool:
    """Whether people can sit in groups of these sizes so that every rule of this round holds."""
    pinned = instance.pinned[number]
    named = sorted({*chain(*instance.together, *instance.apart), *pinned})
    for seats in product(*([pinned[i]] if i in pinned else range(len(sizes)) for i in named)):
        at = dict(zip(named, seats, strict=True))
        joined = all(len({at[i] for i in wish}) == 1 for wish in instance.together)
        parted = all(len({at[i] for i in wish}) == len(wish) for wish in instance.apart)
        if joined and parted and all(seats.count(g) <= size for g, size in enumerate(sizes)):
            return True
    return False


@given(ruled(), st.booleans())
@example(CROSSED, True)
@example(CROSSED, False)
@QUICK
def test_rules_come_first(question, alike):
    answers, instance = question
    try:
        schedule, proof = dealt(instance, answers, alike=alike)
    except Infeasible:
        return
    value, bound = sheet(proof)["hard"] if instance.constrained else (0, 0)
    kept = replace(instance, rounds=1, pins=())
    broken = sum(recount(replace(kept, sizes=sizes_of(row)), [row]).hard for row in schedule)
    assert value == broken + sum(schedule[pin.round][pin.person] != pin.group for pin in instance.pins)
    groups = len(instance.sizes)
    if len(answers) >= 3 * groups > 3:
        assert bound == 0
        assert (value == 0) == all(can_obey(instance, number, sizes_of(row)) for number, row in enumerate(schedule))


def every_row(sizes):
    """All rows with groups of these sizes."""
    return set(permutations([g for g, size in enumerate(sizes) for _ in range(size)]))


TINY = [
    (list(answers), groups)
    for people, groups in ((4, 2), (5, 2), (6, 2), (6, 3))
    for answers in combinations_with_replacement(["a", "b", "c", "d", None], people)
]


def test_no_division_of_a_tiny_task_beats_a_bound_and_ours_reaches_it():
    """All divisions over groups of the sizes that were chosen."""
    rows: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
    for answers, groups in TINY[::3]:
        for alike in (True, False):
            schedule, proof = dealt(task(len(answers), groups), answers, alike=alike)
            sizes = tuple(sorted(Counter(schedule[0]).values()))
            every = rows.setdefault(sizes, sorted(every_row(sizes)))
            found = [counted(answers, row)[not alike] for row in every]
            value, bound = sheet(proof)["mixed_groups" if alike else "answers_met"]
            best = min(found) if alike else max(found)
            assert bound <= best if alike else bound >= best, (answers, sizes)
            assert value == best, (answers, sizes, alike)
            if not alike:
                assert bound == best, "the smallest cut is the largest flow"


@given(st.lists(st.sampled_from(["a", "b", "c", None]), min_size=4, max_size=6), st.data())
@settings(max_examples=25, deadline=None)
def test_bounds_hold_for_any_sizes(answers, data):
    first = data.draw(st.integers(1, len(answers) - 1))
    sizes = (first, len(answers) - first)
    found = [counted(answers, row) for row in every_row(sizes)]
    assert fewest_mixed(answers, sizes) <= min(mixed for mixed, _met in found)
    assert most_answers(answers, sizes) == max(met for _mixed, met in found)


def test_who_was_put_by_hand_counts_in_the_bound():
    answers = crowd(yes=6, no=6)
    pins = (Pin(0, 0, 0), Pin(6, 0, 0))
    schedule, proof = dealt(task(12, 2, pins=pins), answers, alike=True)
    assert schedule[0][0] == schedule[0][6] == 0
    assert sheet(proof)["mixed_groups"] == (2, 2), "the other group lacks them both"


def test_a_group_goes_where_its_people_were_put_by_hand():
    answers = crowd(yes=6, no=6)
    schedule, proof = dealt(task(12, 4, pins=(Pin(0, 0, 3), Pin(6, 0, 1))), answers, alike=True)
    assert (schedule[0][0], schedule[0][6]) == (3, 1)
    assert sheet(proof)["mixed_groups"] == (0, 0)


def test_several_rounds_bring_others_together():
    answers = crowd(yes=20, no=20)
    schedule, _proof = dealt(task(40, 8, rounds=2), answers, alike=True)
    assert schedule[0] != schedule[1]

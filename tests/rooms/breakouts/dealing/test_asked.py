"""What nobody asked for is never a proven zero: each objective, asked and not asked, with people who sit against it."""

from dataclasses import fields, replace

import pytest

from rooms.breakouts.dealing import Instance, Person, Pin, ProofSheet, prove
from rooms.breakouts.dealing.proof.answer_sheet import prove_answers
from rooms.breakouts.dealing.proof.recount import Metrics
from rooms.breakouts.dealing.proof.seated import prove_as_seated

TWICE = [[0, 0, 1, 1], [0, 0, 1, 1]]
"""Two rounds in which everybody sits with the same colleague of the same role."""


def task(*, teams: bool = False, roles: bool = False, **wishes) -> Instance:
    """Four people for whom `TWICE` is as bad as can be."""
    people = tuple(Person(i, i // 2 if teams else None, "beleid" if i < 2 else "uitvoering") for i in range(4))
    return Instance(people, 2, (2, 2), ("uitvoering", "beleid") if roles else (), **wishes)


NOT_ASKED = {
    "same_team": (task(roles=True), task(roles=True, teams=True)),
    "met_teams": (task(roles=True), task(roles=True, teams=True)),
    "missing_roles": (task(teams=True), task(teams=True, roles=True)),
}
"""For what can be switched off: a task without it, and the same with it."""
ALWAYS_ASKED = {"hard", "repeats", "coincidences"}
WISHES = [{"pins": (Pin(0, 0, 1),)}, {"together": ((0, 2),)}, {"apart": ((0, 1),)}]


def names(sheet: ProofSheet) -> set[str]:
    return {line.name for line in sheet.lines}


def all_sheets(instance: Instance) -> list[ProofSheet]:
    """As dealt, and as people sit."""
    return [prove(instance, TWICE), prove_as_seated(instance, [dict(enumerate(row)) for row in TWICE])]


def test_every_objective_is_looked_at_here():
    assert {field.name for field in fields(Metrics)} == NOT_ASKED.keys() | ALWAYS_ASKED


@pytest.mark.parametrize("name", NOT_ASKED)
def test_an_objective_has_a_line_only_where_it_was_asked_for(name):
    without, wanted = NOT_ASKED[name]
    for sheet in all_sheets(wanted):
        (line,) = (line for line in sheet.lines if line.name == name)
        assert not line.proven, "people sit against it"
    for sheet in all_sheets(without):
        assert name not in names(sheet)
        short = {"same_team": "S", "met_teams": "M", "missing_roles": "D"}[name]
        written = sheet.as_dict()
        assert short not in written["bounds"] and short not in written["proven"] and short in written["metrics"]


@pytest.mark.parametrize("wish", WISHES)
def test_wishes_have_a_line_only_where_there_are_any(wish):
    rows = [dict(enumerate(row)) for row in TWICE]
    assert "hard" not in names(prove_as_seated(task(), rows))
    (line,) = (line for line in prove_as_seated(task(**wish), rows).lines if line.name == "hard")
    assert line.value and not line.proven


def test_sizes_are_a_rule_of_every_task():
    crowded = prove(task(), [[0, 0, 0, 1], [0, 0, 1, 1]])
    assert crowded.lines[0].name == "hard" and not crowded.lines[0].proven


@pytest.mark.parametrize("alike", [True, False])
def test_by_answers_nobody_asks_for_other_teams_or_new_people(alike):
    rows, answers = [dict(enumerate(row)) for row in TWICE], ["a", "b", "a", "b"] if alike else ["a", "a", "b", "b"]
    own = {"mixed_groups", "uneven"} if alike else {"answers_met"}
    for more, instance in (set(), task(teams=True)), ({"missing_roles"}, task(teams=True, roles=True)):
        sheet = prove_answers(instance, answers, rows, alike=alike)
        assert names(sheet) == own | more
        assert not any(line.proven for line in sheet.lines if line.name != "uneven")
        assert names(prove_answers(instance, None, rows, alike=alike)) == more


def test_nothing_can_be_less_than_zero_also_where_a_wish_failed():
    instance = replace(task(teams=True, apart=((0, 2),)), rounds=1)
    lines = {line.name: line for line in prove(instance, [[0, 1, 0, 1]]).lines}
    assert not lines["hard"].proven and not lines["met_teams"].proven
    assert lines["same_team"].value == 0 and lines["same_team"].proven

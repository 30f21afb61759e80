"""What the research measured in pure Python is reached, on all its instances, with a budget instead of a clock."""

import json
from pathlib import Path

import pytest

from rooms.breakouts.dealing import instance_from, solve

from .instances import INSTANCES

EXAMPLES = Path(__file__).parent / "examples"


def dealt(instance, seconds=1.0, seed=0):
    """Values and proofs by name."""
    deal = solve(instance, seconds=seconds, seed=seed, deadline=120)
    assert not deal.cut_short
    return {line.name: line for line in (*deal.proof.lines, *deal.proof.extra)}


def example(name):
    return instance_from(json.loads((EXAMPLES / f"{name}.json").read_text()))


def test_fifteen_schoolgirls_walk_seven_days():
    assert all(line.proven for line in dealt(example("D_kirkman_5-3-7")).values())


def test_fifty_people_of_five_teams():
    assert all(line.proven for line in dealt(example("K_50x5teams_6x4")).values())


def test_thirty_people_of_ten_municipalities():
    lines = dealt(example("E_30x10muni_6x5groups"))
    assert lines["same_team"].value == 0
    assert lines["missing_roles"].value <= 1
    assert lines["coincidences"].value <= 88


@pytest.mark.parametrize("name", "ADKL")
def test_all_that_a_formula_gives_is_proven(name):
    assert all(line.proven for line in dealt(INSTANCES[name]()).values())


def test_five_thousand_people_of_uneven_teams():
    assert all(line.proven for line in dealt(INSTANCES["F"](), seconds=0.1).values())


@pytest.mark.parametrize(("name", "met"), [("B", 0.969), ("I", 0.94), ("J", 0.923), ("N", 0.914), ("O", 0.909)])
def test_the_rest_is_as_near_to_its_bound_as_in_the_research(name, met):
    lines = dealt(INSTANCES[name](), seconds=0.5)
    met_teams = lines.pop("met_teams")
    assert all(line.proven for line in lines.values())
    assert met_teams.value >= met * met_teams.bound


def test_six_by_six_meets_the_bound_of_the_missing_latin_squares():
    lines = dealt(INSTANCES["M"]())
    assert lines["repeats"].proven and lines["repeats"].value == 2


def test_thirty_two_golfers_in_ten_weeks():
    assert dealt(INSTANCES["C"]())["coincidences"].value <= 10


@pytest.mark.parametrize("name", "GH")
def test_visits_see_as_many_groups_as_there_are(name):
    lines = dealt(INSTANCES[name]())
    good = ("hard", "same_team", "repeats", "coincidences", "own_group", "seen_twice", "groups_seen")
    assert all(lines[key].proven for key in good)

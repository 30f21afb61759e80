"""The sheet of a room tells of what its host asked for, and of nothing else as if it were proven."""

import pytest
from django.utils import timezone

from livesessions.programme.models import Participant
from rooms.breakouts.models import Plan, Seat
from rooms.breakouts.plan.background import settle
from rooms.breakouts.plan.counting import count_anew
from rooms.live.base.people import Role
from tests.browsing import Browser
from tests.scene import Scene

ALWAYS = {"repeats", "coincidences"}


def two_sides(teams: bool) -> Scene:
    """An open room with four people of practice in one team and four of policy in another; or without teams."""
    scene = Scene.build(teams=2)
    scene.must("room.open")
    own = list(scene.programme.teams.all())
    scene.people = Participant.objects.bulk_create(
        Participant(
            programme=scene.programme,
            name=f"P {i}",
            team=own[i % 2] if teams else None,
            role=("uitvoering", "beleid")[i % 2],
        )
        for i in range(8)
    )
    return scene


def seat_each_side_together(plan: Plan) -> None:
    """In every round practice sits in one group and policy in the other: against all that can be asked for."""
    for round_ in plan.rounds.all():
        for group, role in zip(round_.groups.all(), ("uitvoering", "beleid"), strict=True):
            Seat.objects.filter(round=round_, participant__role=role).update(group=group)


def counted(plan: Plan) -> dict[str, dict]:
    """The lines of the sheet, as people sit now."""
    count_anew(plan)
    settle()
    return {line["name"]: line for line in plan.deals.last().sheet["lines"]}


@pytest.mark.parametrize("way", ["mix", "random", "hand", "choice", "again"])
@pytest.mark.parametrize(
    ("sides", "wish", "teams"), [(True, True, True), (False, False, False), (True, False, True), (False, True, True)]
)
def test_what_was_not_asked_is_not_proven(way, sides, wish, teams, transactional_db, monkeypatch):
    monkeypatch.setattr("rooms.breakouts.plan.divide.SECONDS", 0.1)
    scene = two_sides(teams)
    scene.dealt(way=way, groups=2, rounds=2, **({"both_sides": "1"} if sides else {}))
    plan = scene.current_plan
    seat_each_side_together(plan)
    if way == "choice":
        Seat.objects.update(pinned_at=None)
    if wish:
        Seat.objects.filter(participant=scene.people[0]).update(pinned_at=timezone.now())
    lines = counted(plan)
    by_choice = way == "choice"  # where people choose, every seat is a wish
    wanted = ALWAYS | ({"same_team", "met_teams"} if teams else set())
    wanted |= ({"missing_roles"} if sides else set()) | ({"hard"} if wish or by_choice else set())
    assert set(lines) == wanted
    # Everybody sits against what can be asked for.
    assert {name for name, line in lines.items() if line["proven"]} <= {"hard"}
    held = {name for name, line in lines.items() if line["bound"] is not None}
    assert held == (wanted if way == "mix" else wanted & {"hard"} if by_choice else wanted & {"hard", "missing_roles"})
    page = Browser(scene, Role.HOST).parts()["briefing"]
    assert ("praktijk of beleid" in page) == sides
    assert ("wensen die niet lukten" in page) == (wish or by_choice) == ("bewezen: minder kan niet" in page)
    assert "Beter kan niet" not in page


@pytest.mark.parametrize("sides", [True, False])
def test_peeking_has_hosts_at_home_and_no_wishes(sides, transactional_db, monkeypatch):
    monkeypatch.setattr("rooms.breakouts.plan.divide.SECONDS", 0.1)
    scene = two_sides(teams=True)
    scene.dealt(way="visits", groups=2, rounds=1, **({"both_sides": "1"} if sides else {}))
    dealt = {line["name"] for line in scene.current_deal.sheet["lines"]}
    assert "hard" not in dealt and ("missing_roles" in dealt) == sides
    seat_each_side_together(scene.current_plan)
    lines = counted(scene.current_plan)
    assert "hard" not in lines and ("missing_roles" in lines) == sides
    assert not sides or lines["missing_roles"]["value"] == 2


def test_the_sheet_that_was_false(transactional_db, monkeypatch):
    """Practice and policy unticked, groups of one side each: the sheet said that neither is missing, proven."""
    monkeypatch.setattr("rooms.breakouts.plan.divide.SECONDS", 0.1)
    scene = two_sides(teams=True)
    scene.out(way="mix", groups=2)
    seat_each_side_together(scene.current_plan)
    counted(scene.current_plan)
    assert "praktijk of beleid" not in Browser(scene, Role.HOST).parts()["briefing"]
    scene.end()
    client = scene.client(Role.STRANGER)
    client.force_login(scene.organiser)
    for page in ("harvest/", "divisions.csv"):
        kept = client.get(f"/archive/{scene.programme.slug}/{page}").content.decode()
        assert "praktijk of beleid" not in kept and "missing_roles" not in kept

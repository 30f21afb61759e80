"""The proof sheet stays true: after somebody was put elsewhere, after dividing the coming rounds, in the archive."""

import pytest

from livesessions.archive.models import Record
from rooms.breakouts.models import Round, Seat
from rooms.breakouts.plan.background import settle
from rooms.breakouts.plan.proof_sheet import can_be_compared, cost
from rooms.live.base.people import Audience, Role
from rooms.live.models import Room
from rooms.live.rendering.renderer import render_all, render_changed
from rooms.live.rendering.view_cache import ViewCache
from tests.browsing import Browser
from tests.rooms.breakouts.test_mending import come_in, go_away
from tests.rooms.breakouts.test_out_and_back import crowd
from tests.stage import Stage


@pytest.fixture(autouse=True)
def _think_briefly(monkeypatch):
    monkeypatch.setattr("rooms.breakouts.plan.divide.SECONDS", 0.1)


def circle(teams: int = 4, people: int = 16) -> Stage:
    """An open room with people of so many teams."""
    stage = Stage.build(teams=teams)
    stage.must("room.open")
    crowd(stage, people)
    return stage


def put_with_a_colleague(stage: Stage, round_: Round, who: int = 0) -> None:
    """The host puts somebody in the group of somebody of the same team."""
    seat = Seat.objects.get(round=round_, participant=stage.people[who + 4])
    stage.must("breakouts.place", **stage.shown_plan(), person=str(stage.people[who].pk), group=seat.group_id)


def values(stage: Stage) -> dict[str, int]:
    """What the sheet says now."""
    settle()
    return {line["name"]: line["value"] for line in stage.current_deal.sheet["lines"]}


def test_a_move_in_one_of_three_rounds_is_counted_and_its_cost_is_said(transactional_db):
    stage = circle()
    stage.dealt(way="mix", groups=4, rounds=3)
    second = stage.current_plan.rounds.get(number=2)
    before = values(stage)
    put_with_a_colleague(stage, second)
    after = values(stage)
    assert after["hard"] == 0, "the groups differ in size now, and that is no wish that failed"
    assert after["same_team"] == before["same_team"] + 1
    page = Browser(stage, Role.HOST).page()
    assert "Rondes 1, 2 en 3, 16 mensen" in page
    assert "Je hebt mensen anders neergezet" in page and "1 keer vaker zitten twee collega&#x27;s samen" in page
    assert "wensen die niet lukten: 0" in page
    stage.must("breakouts.deal", **stage.shown_plan(), seed=3)
    settle()
    assert "Je hebt mensen anders neergezet" not in Browser(stage, Role.HOST).page()


def test_a_move_that_costs_nothing_says_so():
    lines = [{"name": "same_team", "value": 2, "bound": 0, "proven": False}]
    dealt = {"lines": lines, "rounds": [1], "people": 4}
    better = {**dealt, "lines": [lines[0] | {"value": 0}]}
    assert can_be_compared(dealt, dealt) and cost(dealt, dealt) == []
    assert cost(dealt, better) != []
    assert cost(dealt, {**better, "rounds": [2]}) == [], "of another round"
    assert cost(dealt, {}) == cost({}, dealt) == [], "not counted yet, and not dealt"


def test_while_people_are_out_the_sheet_tells_of_how_they_sit(transactional_db):
    stage = circle()
    out = stage.out(way="mix", groups=4)
    assert values(stage)["same_team"] == 0
    put_with_a_colleague(stage, out)
    assert values(stage)["same_team"] == 1
    proof = Round.objects.get(pk=out.pk).deal.proof
    assert {line["name"]: line["value"] for line in proof["lines"]}["same_team"] == 0, "as they were dealt"


def test_who_comes_late_is_not_counted_and_that_is_said(transactional_db):
    stage = circle(people=8)
    stage.out(way="mix", groups=2)
    late = type(stage.people[0]).objects.create(programme=stage.programme, name="Laat")
    stage.people.append(late)
    Browser(stage, Role.PARTICIPANT, -1).page()
    assert "1 kwam later en telt hier niet mee" in Browser(stage, Role.HOST).page()


def test_every_round_is_kept_with_the_number_and_sheet_of_its_own_division(transactional_db):
    """The second round was divided again, because somebody had left and somebody came."""
    stage = circle()
    first = stage.out(way="mix", groups=4, rounds=3)
    seed, sheet = stage.current_deal.seed, stage.current_deal.sheet
    stage.must("breakouts.recall", round=first.pk)
    go_away(stage, 0)
    new = type(stage.people[0]).objects.create(
        programme=stage.programme, name="Nieuw", team=stage.programme.teams.first()
    )
    stage.people.append(new)
    come_in(stage, -1)
    part = Browser(stage, Role.HOST).parts()["mending"]
    assert "Ronde 2 en 3 opnieuw verdelen" in part and "wie er nu is" in part
    stage.must("breakouts.deal", **stage.shown_plan(), seed=99)
    settle()
    assert "Rondes 2 en 3, 16 mensen" in Browser(stage, Role.HOST).page(), "shown before anybody goes"
    second = stage.current_plan.rounds.get(number=2)
    stage.must("breakouts.send", **stage.shown_plan(), round=second.pk)
    stage.end()
    kept = [record.payload for record in Record.objects.filter(kind="round").order_by("begun_at")]
    assert [(round_["number"], round_["seed"]) for round_ in kept] == [(1, seed), (2, 99)]
    assert kept[0]["proof"] == sheet and kept[1]["proof"]["rounds"] == [2, 3]


def test_a_round_that_is_sent_while_its_sheet_is_counted_gets_it_afterwards(transactional_db):
    stage = circle()
    round_ = stage.dealt(way="random", groups=4)
    put_with_a_colleague(stage, round_)
    stage.must("breakouts.send", **stage.shown_plan(), round=round_.pk)
    assert values(stage) and Round.objects.get(pk=round_.pk).deal.sheet["lines"]


def test_dividing_again_leaves_nobody_alone(transactional_db):
    """Half of the people left: fewer groups rather than one person in each."""
    stage = circle(people=12)
    first = stage.out(way="mix", groups=6, rounds=2)
    stage.must("breakouts.recall", round=first.pk)
    for who in range(5):
        go_away(stage, who)
    stage.must("breakouts.deal", **stage.shown_plan())
    settle()
    second = stage.current_plan.rounds.get(number=2)
    sizes = [group.seats.count() for group in second.groups.all()]
    assert sorted(sizes) == [0, 0, 0, 2, 2, 3]


def test_putting_one_person_elsewhere_draws_two_groups_and_not_the_street(stage):
    """Forty groups are hundreds of thousands of bytes."""
    crowd(stage, 12)
    round_ = stage.dealt(groups=6)
    settle()
    seat = Seat.objects.get(round=round_, participant=stage.people[0])
    stage.room.refresh_from_db()
    before = stage.room.hosts_version, stage.room.participants_version
    other = round_.groups.exclude(pk=seat.group_id).first()
    stage.must("breakouts.place", **stage.shown_plan(), person=str(stage.people[0].pk), group=other.pk)
    settle()
    stage.room.refresh_from_db()
    drawn = render_changed(Room.fetch(stage.room.pk), Audience.HOSTS, "nl", before[0])
    assert {picture.id for picture in drawn.rendered_parts if picture.part == "group"} == {
        f"group-{group}" for group in (seat.group_id, other.pk)
    }
    assert "groups" not in drawn.whole
    assert stage.room.participants_version == before[1], "nobody else can see it"


def test_a_group_that_goes_out_with_its_street_is_sent_once(stage):
    stage.dealt(groups=2)
    settle()
    room = Room.fetch(stage.room.pk)
    fresh = ViewCache(room.epoch).take(render_all(room, Audience.HOSTS, "nl"), 1)
    ids = [picture.id for picture in fresh]
    assert "groups" in ids and not any(id.startswith("group-") for id in ids)

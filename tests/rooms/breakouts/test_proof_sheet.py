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
from tests.scene import Scene


@pytest.fixture(autouse=True)
def _think_briefly(monkeypatch):
    monkeypatch.setattr("rooms.breakouts.plan.divide.SECONDS", 0.1)


def circle(teams: int = 4, people: int = 16) -> Scene:
    """An open room with people of so many teams."""
    scene = Scene.build(teams=teams)
    scene.must("room.open")
    crowd(scene, people)
    return scene


def put_with_a_colleague(scene: Scene, round_: Round, who: int = 0) -> None:
    """The host puts somebody in the group of somebody of the same team."""
    seat = Seat.objects.get(round=round_, participant=scene.people[who + 4])
    scene.must("breakouts.place", **scene.shown_plan(), person=str(scene.people[who].pk), group=seat.group_id)


def values(scene: Scene) -> dict[str, int]:
    """What the sheet says now."""
    settle()
    return {line["name"]: line["value"] for line in scene.current_deal.sheet["lines"]}


def test_a_move_in_one_of_three_rounds_is_counted_and_its_cost_is_said(transactional_db):
    scene = circle()
    scene.dealt(way="mix", groups=4, rounds=3)
    second = scene.current_plan.rounds.get(number=2)
    before = values(scene)
    put_with_a_colleague(scene, second)
    after = values(scene)
    assert after["hard"] == 0, "the groups differ in size now, and that is no wish that failed"
    assert after["same_team"] == before["same_team"] + 1
    page = Browser(scene, Role.HOST).page()
    assert "Rondes 1, 2 en 3, 16 mensen" in page
    assert "Je hebt mensen anders neergezet" in page and "1 keer vaker zitten twee collega&#x27;s samen" in page
    assert "wensen die niet lukten: 0" in page
    scene.must("breakouts.deal", **scene.shown_plan(), seed=3)
    settle()
    assert "Je hebt mensen anders neergezet" not in Browser(scene, Role.HOST).page()


def test_a_move_that_costs_nothing_says_so():
    lines = [{"name": "same_team", "value": 2, "bound": 0, "proven": False}]
    dealt = {"lines": lines, "rounds": [1], "people": 4}
    better = {**dealt, "lines": [lines[0] | {"value": 0}]}
    assert can_be_compared(dealt, dealt) and cost(dealt, dealt) == []
    assert cost(dealt, better) != []
    assert cost(dealt, {**better, "rounds": [2]}) == [], "of another round"
    assert cost(dealt, {}) == cost({}, dealt) == [], "not counted yet, and not dealt"


def test_while_people_are_out_the_sheet_tells_of_how_they_sit(transactional_db):
    scene = circle()
    out = scene.out(way="mix", groups=4)
    assert values(scene)["same_team"] == 0
    put_with_a_colleague(scene, out)
    assert values(scene)["same_team"] == 1
    proof = Round.objects.get(pk=out.pk).deal.proof
    assert {line["name"]: line["value"] for line in proof["lines"]}["same_team"] == 0, "as they were dealt"


def test_who_comes_late_is_not_counted_and_that_is_said(transactional_db):
    scene = circle(people=8)
    scene.out(way="mix", groups=2)
    late = type(scene.people[0]).objects.create(programme=scene.programme, name="Laat")
    scene.people.append(late)
    Browser(scene, Role.PARTICIPANT, -1).page()
    assert "1 kwam later en telt hier niet mee" in Browser(scene, Role.HOST).page()


def test_every_round_is_kept_with_the_number_and_sheet_of_its_own_division(transactional_db):
    """The second round was divided again, because somebody had left and somebody came."""
    scene = circle()
    first = scene.out(way="mix", groups=4, rounds=3)
    seed, sheet = scene.current_deal.seed, scene.current_deal.sheet
    scene.must("breakouts.recall", round=first.pk)
    go_away(scene, 0)
    new = type(scene.people[0]).objects.create(
        programme=scene.programme, name="Nieuw", team=scene.programme.teams.first()
    )
    scene.people.append(new)
    come_in(scene, -1)
    part = Browser(scene, Role.HOST).parts()["mending"]
    assert "Ronde 2 en 3 opnieuw verdelen" in part and "wie er nu is" in part
    scene.must("breakouts.deal", **scene.shown_plan(), seed=99)
    settle()
    assert "Rondes 2 en 3, 16 mensen" in Browser(scene, Role.HOST).page(), "shown before anybody goes"
    second = scene.current_plan.rounds.get(number=2)
    scene.must("breakouts.send", **scene.shown_plan(), round=second.pk)
    scene.end()
    kept = [record.payload for record in Record.objects.filter(kind="round").order_by("begun_at")]
    assert [(round_["number"], round_["seed"]) for round_ in kept] == [(1, seed), (2, 99)]
    assert kept[0]["proof"] == sheet and kept[1]["proof"]["rounds"] == [2, 3]


def test_a_round_that_is_sent_while_its_sheet_is_counted_gets_it_afterwards(transactional_db):
    scene = circle()
    round_ = scene.dealt(way="random", groups=4)
    put_with_a_colleague(scene, round_)
    scene.must("breakouts.send", **scene.shown_plan(), round=round_.pk)
    assert values(scene) and Round.objects.get(pk=round_.pk).deal.sheet["lines"]


def test_dividing_again_leaves_nobody_alone(transactional_db):
    """Half of the people left: fewer groups rather than one person in each."""
    scene = circle(people=12)
    first = scene.out(way="mix", groups=6, rounds=2)
    scene.must("breakouts.recall", round=first.pk)
    for who in range(5):
        go_away(scene, who)
    scene.must("breakouts.deal", **scene.shown_plan())
    settle()
    second = scene.current_plan.rounds.get(number=2)
    sizes = [group.seats.count() for group in second.groups.all()]
    assert sorted(sizes) == [0, 0, 0, 2, 2, 3]


def test_putting_one_person_elsewhere_draws_two_groups_and_not_the_street(scene):
    """Forty groups are hundreds of thousands of bytes."""
    crowd(scene, 12)
    round_ = scene.dealt(groups=6)
    settle()
    seat = Seat.objects.get(round=round_, participant=scene.people[0])
    scene.room.refresh_from_db()
    before = scene.room.hosts_version, scene.room.participants_version
    other = round_.groups.exclude(pk=seat.group_id).first()
    scene.must("breakouts.place", **scene.shown_plan(), person=str(scene.people[0].pk), group=other.pk)
    settle()
    scene.room.refresh_from_db()
    drawn = render_changed(Room.fetch(scene.room.pk), Audience.HOSTS, "nl", before[0])
    assert {picture.id for picture in drawn.rendered_parts if picture.part == "group"} == {
        f"group-{group}" for group in (seat.group_id, other.pk)
    }
    assert "groups" not in drawn.whole
    assert scene.room.participants_version == before[1], "nobody else can see it"


def test_a_group_that_goes_out_with_its_street_is_sent_once(scene):
    scene.dealt(groups=2)
    settle()
    room = Room.fetch(scene.room.pk)
    fresh = ViewCache(room.epoch).take(render_all(room, Audience.HOSTS, "nl"), 1)
    ids = [picture.id for picture in fresh]
    assert "groups" in ids and not any(id.startswith("group-") for id in ids)

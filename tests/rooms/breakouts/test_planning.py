"""Planning: rounds with their groups, places by hand and by a list, and what cannot be planned."""

import pytest

from livesessions.programme.models import Participant
from rooms.breakouts.models import Group, Seat
from rooms.breakouts.plan.background import settle
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from tests.browsing import Browser
from tests.rooms.breakouts.test_out_and_back import crowd, groups_of
from tests.scene import Scene


@pytest.mark.parametrize("way", ["mix", "random", "again", "hand"])
def test_everybody_gets_one_group_in_every_round_and_groups_are_even(way, scene):
    crowd(scene, 14)
    plan = scene.dealt(way=way, groups=4, rounds=3).plan
    for round_ in plan.rounds.all():
        sizes = sorted(len(people) for people in groups_of(round_).values())
        assert sum(sizes) == 14 and sizes[-1] - sizes[0] <= 1


def test_a_mix_brings_colleagues_apart_and_says_that_it_is_proven(transactional_db):
    scene = Scene.build(teams=4)
    scene.must("room.open")
    crowd(scene, 16)
    plan = scene.dealt(way="mix", groups=4, rounds=3).plan
    for round_ in plan.rounds.all():
        for people in groups_of(round_).values():
            assert len({person.team_id for person in people}) == 4
    lines = {line["name"]: line for line in scene.current_deal.proof["lines"]}
    assert lines["same_team"] == {"name": "same_team", "value": 0, "bound": 0, "proven": True}
    assert "bewezen" in Browser(scene, Role.HOST).page()


def test_hosted_visits_makes_a_group_of_every_team(transactional_db):
    scene = Scene.build(teams=4)
    scene.must("room.open")
    crowd(scene, 16)
    round_ = scene.dealt(way="visits", groups=2, rounds=2)
    assert [str(group) for group in round_.groups.all()] == [team.name for team in scene.programme.teams.all()]
    for group, people in groups_of(round_).items():
        host_team = Group.objects.get(pk=group).name
        assert any(person.team.name == host_team for person in people), "somebody stays with their own team"


def test_a_second_plan_knows_who_met_before(transactional_db):
    """A circle meets everybody: the history of the programme counts, also of another plan."""
    scene = Scene.build(teams=1, people=4)
    scene.must("room.open")
    met: list[frozenset] = []
    for _ in range(3):
        round_ = scene.dealt(way="mix", groups=2)
        met += [frozenset(person.pk for person in people) for people in groups_of(round_).values()]
        scene.must("breakouts.send", **scene.shown_plan(), round=round_.pk)
        scene.must("breakouts.recall", round=round_.pk)
    assert len(set(met)) == 6, "four people make three different pairs of pairs"


def test_the_same_number_gives_the_same_division(scene):
    crowd(scene, 12)
    first = {seat.participant_id: seat.group.number for seat in Seat.objects.filter(round=scene.dealt(way="mix"))}
    again = {seat.participant_id: seat.group.number for seat in Seat.objects.filter(round=scene.dealt(way="mix"))}
    assert first == again


def test_who_was_put_by_hand_stays_there_when_people_are_divided_again(scene):
    crowd(scene, 9)
    round_ = scene.dealt(way="mix", groups=3)
    last = round_.groups.last()
    for person in scene.people[:3]:
        scene.must("breakouts.place", **scene.shown_plan(), person=str(person.pk), group=last.pk)
    settle()
    assert scene.current_deal.sheet["lines"], "the sheet was counted anew"
    scene.must("breakouts.deal", **scene.shown_plan())
    settle()
    seats = {seat.participant_id: seat.group_id for seat in Seat.objects.filter(round=round_)}
    assert {seats[person.pk] for person in scene.people[:3]} == {last.pk} and len(seats) == 9


def test_more_wishes_than_seats_are_explained(scene):
    scene.group_plan(way="visits")
    scene.programme.teams.all().delete()
    scene.must("breakouts.deal", **scene.shown_plan())
    settle()
    assert scene.current_deal.failure


def test_a_plan_with_more_groups_than_people(scene):
    round_ = scene.dealt(way="mix", groups=7)
    assert Seat.objects.filter(round=round_).count() == 3


def test_a_stranger_to_the_programme_cannot_be_placed(scene, elsewhere):
    round_ = scene.dealt()
    asked = {"person": str(elsewhere.people[0].pk), "group": round_.groups.first().pk}
    assert perform("breakouts.place", scene.as_host, {**scene.shown_plan(), **asked}).code == 404


def test_a_list_puts_people_or_says_which_line_it_cannot_read(scene):
    scene.group_plan(groups=2, rounds=2)
    for lines, word in (("Mens 0", "Mens 0"), ("Mens 0; 9", "9"), ("Niemand; 1", "Niemand")):
        receipt = scene.ask("breakouts.import", **scene.shown_plan(), lines=lines)
        assert receipt.code == 422 and word in receipt.sentence
    assert not Seat.objects.exists()
    scene.must("breakouts.import", **scene.shown_plan(), lines="mens 0; 2\nMens 1\t1")
    assert Seat.objects.filter(group__number=2, participant=scene.people[0]).count() == 2
    scene.must("breakouts.place", **scene.shown_plan(), person=str(scene.people[0].pk), group="")
    assert not Seat.objects.filter(participant=scene.people[0], pinned_at__isnull=False).exists()


def test_dividing_leaves_who_chose_where_they_chose(scene):
    round_ = scene.group_plan(way="choice", groups=2, size=3).rounds.get()
    second = Group.objects.get(round=round_, number=2)
    for who in (0, 1):
        assert perform("breakouts.choose", scene.as_participant(who), {"group": second.pk}).status == "ok"
    scene.must("breakouts.deal", **scene.shown_plan(), seed=3)
    settle()
    seats = dict(Seat.objects.filter(round=round_).values_list("participant", "group__number"))
    assert [seats[person.pk] for person in scene.people] == [2, 2, 1]


def test_a_list_tells_nobody_who_takes_part_elsewhere(scene):
    """A host could try all names of a programme of which they lead one session."""
    scene.gather()
    Participant.objects.create(programme=scene.programme, name="Geheime Gast")
    scene.group_plan()
    answers = {
        scene.ask("breakouts.import", **scene.shown_plan(), lines=f"{name}; 1").sentence.replace(name, "")
        for name in ("Geheime Gast", "Niemand Hier")
    }
    assert len(answers) == 1
    scene.must("breakouts.import", **scene.shown_plan(), lines="Mens 1; 1")

"""Dividing the coming rounds again: what was stays, and who was put by hand stays where they were put."""

from django.db.models import F

from livesessions.programme.models import Participant
from rooms.breakouts.dealing.proof.recount import recount
from rooms.breakouts.models import Seat, Way
from rooms.breakouts.plan.background import settle
from rooms.breakouts.plan.divide import task_for
from rooms.live.base.people import Role
from tests.browsing import Browser
from tests.rooms.breakouts.test_mending import come_in, go_away, seats_of
from tests.rooms.breakouts.test_out_and_back import crowd
from tests.scene import Scene


def test_the_coming_rounds_are_divided_again_around_those_that_were(transactional_db):
    """Two came, one left: nobody meets somebody from the first round again, and who was put by hand stays there."""
    scene = Scene.build(teams=4)
    scene.must("room.open")
    crowd(scene, 16)
    first = scene.out(way="mix", groups=4, rounds=3)
    told = seats_of(first)
    assert "Verdeel de volgende rondes opnieuw" not in Browser(scene, Role.HOST).page()
    scene.must("breakouts.recall", round=first.pk)
    assert "Verdeel de volgende rondes opnieuw" not in Browser(scene, Role.HOST).page()
    second, third = scene.current_plan.rounds.filter(sent_at=None)
    pinned = second.groups.get(number=2)
    scene.must("breakouts.place", **scene.shown_plan(), person=str(scene.people[3].pk), group=pinned.pk)
    settle()
    go_away(scene, 0)
    for name in ("Nieuw", "Ook nieuw"):
        new = Participant.objects.create(programme=scene.programme, name=name, team=scene.programme.teams.first())
        scene.people.append(new)
        come_in(scene, -1)
    page = Browser(scene, Role.HOST).page()
    assert "2 mensen kwamen erbij" in page and "1 persoon is er nu niet" in page
    scene.must("breakouts.deal", **scene.shown_plan(), seed=7)
    settle()
    assert "Verdeel de volgende rondes opnieuw" not in Browser(scene, Role.HOST).page()
    assert seats_of(first) == told
    assert seats_of(second)[scene.people[3].pk] == pinned.pk
    assert set(seats_of(second)) == set(seats_of(third)) == {person.pk for person in scene.people[1:]}
    pairs = [meetings(told), meetings(seats_of(second)), meetings(seats_of(third))]
    repeated = len(pairs[0] & pairs[1]) + len(pairs[0] & pairs[2]) + len(pairs[1] & pairs[2])
    lines = {line["name"]: line for line in scene.current_deal.sheet["lines"]}
    assert lines["hard"]["value"] == 0
    assert lines["repeats"]["value"] == repeated
    assert repeated <= 1


def meetings(seats: dict) -> set[frozenset]:
    """Everybody who shares a group with somebody."""
    return {frozenset((a, b)) for a in seats for b in seats if a != b and seats[a] == seats[b]}


def test_hosted_visits_leaves_who_was_put_by_hand_and_counts_anew(transactional_db):
    scene = Scene.build(teams=4)
    scene.must("room.open")
    crowd(scene, 16)
    round_ = scene.dealt(way="visits", groups=4, rounds=2)
    assert [group.team_id for group in round_.groups.all()] == list(scene.programme.teams.values_list("pk", flat=True))
    sheet = scene.current_deal.sheet
    traveller = next(
        seat
        for seat in Seat.objects.filter(round=round_).select_related("group", "participant")
        if seat.group.team_id != seat.participant.team_id
    )
    away = round_.groups.exclude(pk=traveller.group_id).exclude(team=traveller.participant.team_id).first()
    scene.must("breakouts.place", **scene.shown_plan(), person=str(traveller.participant_id), group=away.pk)
    settle()
    counted = {line["name"]: line for line in scene.current_deal.sheet["lines"]}
    assert set(counted) == {"hard", *(line["name"] for line in sheet["lines"])}, "the sheet was counted anew"
    scene.must("breakouts.deal", **scene.shown_plan(), seed=3)
    settle()
    assert scene.current_deal.answered_at
    seat = Seat.objects.get(round=round_, participant=traveller.participant_id)
    assert seat.group.team_id == away.team_id and seat.pinned_at
    lines = {line["name"]: line for line in scene.current_deal.sheet["lines"]}
    assert lines["hard"]["value"] == 0
    task = task_for(scene.current_plan, {person.pk for person in scene.people})
    schedule = [
        [Seat.objects.get(round=r, participant=person).group.number - 1 for person in task.people] for r in task.rounds
    ]
    assert recount(task.instance, schedule).hard == 0
    assert task.way == Way.VISITS


def test_hosted_visits_keeps_somebody_with_a_team_when_its_group_gets_another_number(transactional_db):
    scene = Scene.build(teams=4)
    scene.must("room.open")
    crowd(scene, 16)
    round_ = scene.dealt(way="visits", groups=4)
    last, visitor = round_.groups.last(), scene.people[1]
    scene.must("breakouts.place", **scene.shown_plan(), person=str(visitor.pk), group=last.pk)
    settle()
    for who in (0, 4, 8, 12):
        go_away(scene, who)
    scene.must("breakouts.deal", **scene.shown_plan())
    settle()
    assert scene.current_deal.answered_at
    seat = Seat.objects.select_related("group").get(round=round_, participant=visitor)
    assert (seat.group.number, seat.group.team_id) == (3, last.team_id)
    assert round_.groups.count() == 3


def test_who_did_not_host_yet_hosts_first_when_people_are_divided_again(transactional_db):
    scene = Scene.build(teams=4)
    scene.must("room.open")
    crowd(scene, 16)
    first = scene.out(way="visits", groups=4, rounds=2)
    scene.must("breakouts.recall", round=first.pk)
    scene.must("breakouts.deal", **scene.shown_plan())
    settle()
    hosts = [
        set(round_.seats.filter(group__team=F("participant__team")).values_list("participant_id", flat=True))
        for round_ in scene.current_plan.rounds.all()
    ]
    assert all(hosts) and not hosts[0] & hosts[1]

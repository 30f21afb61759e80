"""A wish to divide people is a row: answered once, by whoever takes it up, with its own people and its own seed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from rooms.breakouts.deals import PATIENCE
from rooms.breakouts.models import Deal, Plan, Round, Seat
from rooms.breakouts.plan.background import settle
from rooms.breakouts.plan.deal_requests import LEASE, MOST_TIMES, answer
from rooms.breakouts.plan.divide import Division
from rooms.breakouts.plan.resuming import resume_all, resume_in
from rooms.breakouts.plan.storing import store
from rooms.live.base.people import Role
from rooms.live.hub.presence import presence
from tests.at_once import all_at_once
from tests.browsing import Browser
from tests.rooms.breakouts.test_mending import go_away
from tests.rooms.breakouts.test_out_and_back import crowd
from tests.scene import Scene


def lost(scene: Scene, *, ago: timedelta, taken: int = 1, **wanted: object) -> Deal:
    """A wish of everybody who is here, of which the server was killed: begun so long ago, and nobody knows of it."""
    plan = scene.group_plan(**wanted)
    return Deal.objects.create(
        plan=plan,
        version=plan.version,
        people=sorted(presence.here(scene.room.pk)),
        seed=7,
        language="nl",
        asked_at=timezone.now() - ago,
        begun_at=timezone.now() - ago if taken else None,
        taken=taken,
    )


def seats(round_: Round) -> dict:
    """Group numbers by person."""
    return dict(Seat.objects.filter(round=round_).values_list("participant", "group__number"))


def briefing(scene: Scene) -> str:
    """What the host reads beside the street."""
    return Browser(scene, Role.HOST).parts()["briefing"]


def leave_everybody(scene: Scene) -> None:
    """Nobody is here any more, as when a server has just started."""
    for who in range(len(scene.people)):
        go_away(scene, who)


@pytest.mark.both_databases
@pytest.mark.parametrize("taken", [0, 1])
def test_the_next_server_answers_with_the_same_people_and_seed(scene, taken):
    crowd(scene, 12)
    asked_here = seats(scene.dealt(groups=4, rounds=2))
    wish = lost(scene, ago=timedelta(seconds=1), taken=taken, groups=4, rounds=2, minutes=9)
    leave_everybody(scene)
    assert "De mensen worden verdeeld" in briefing(scene)
    resume_all()
    settle()
    wish.refresh_from_db()
    assert (wish.seed, wish.taken, wish.people) == (7, taken + 1, []) and wish.answered_at
    assert seats(scene.current_plan.rounds.first()) == asked_here
    assert set(scene.current_plan.rounds.values_list("deal", flat=True)) == {wish.pk}


def test_another_process_waits_until_nobody_can_be_working_on_it(scene):
    wish = lost(scene, ago=LEASE - timedelta(seconds=3))
    resume_in(scene.room)
    settle()
    assert not Seat.objects.exists()
    Deal.objects.filter(pk=wish.pk).update(begun_at=timezone.now() - LEASE)
    resume_in(scene.room)
    settle()
    assert Seat.objects.count() == 3


def test_what_fails_because_the_server_stops_is_left_to_the_next(scene, monkeypatch):
    """Who stops a server ends the process that thinks as well."""
    wish = lost(scene, ago=timedelta(seconds=1), taken=0, way="mix")
    with monkeypatch.context() as stopping:
        stopping.setattr("rooms.live.base.readiness.stopping", True)
        stopping.setattr("rooms.breakouts.dealing.worker.GRACE", -1.999)
        resume_all()
        settle()
    wish.refresh_from_db()
    assert wish.taken == 1 and wish.is_open
    resume_all()
    settle()
    wish.refresh_from_db()
    assert wish.answered_at and Seat.objects.count() == 3


@pytest.mark.both_databases
def test_processes_that_find_a_wish_at_once_answer_it_once(scene):
    wish = lost(scene, ago=LEASE)
    found = Deal.objects.get(pk=wish.pk).begun_at
    all_at_once(*[lambda: answer(wish.pk, found)] * 6)
    wish.refresh_from_db()
    assert wish.taken == 2 and wish.answered_at and Seat.objects.count() == 3
    version = scene.current_plan.version
    resume_in(scene.room)
    settle()
    assert scene.current_plan.version == version


@pytest.mark.parametrize(("ago", "taken"), [(PATIENCE, 1), (LEASE, MOST_TIMES)])
def test_a_wish_that_is_old_or_was_taken_up_too_often_fails_and_can_be_made_again(scene, ago, taken):
    """It may be what kills the server."""
    wish = lost(scene, ago=ago, taken=taken)
    resume_in(scene.room)
    settle()
    wish.refresh_from_db()
    assert wish.failed_at and not wish.people and not Seat.objects.exists()
    assert "Het verdelen is niet gelukt" in briefing(scene) and "de server is opnieuw gestart" in briefing(scene)
    scene.must("breakouts.deal", **scene.shown_plan())
    settle()
    assert Seat.objects.count() == 3 and scene.current_plan.deals.count() == 2


def test_an_old_wish_reads_as_failed_before_anybody_wrote_that_down(scene):
    lost(scene, ago=PATIENCE)
    assert "Het verdelen is niet gelukt" in briefing(scene)
    scene.must("breakouts.deal", **scene.shown_plan())
    settle()
    assert Seat.objects.count() == 3


def test_nobody_takes_up_what_another_plan_or_the_end_of_the_room_made_void(scene):
    for void in (lambda: scene.must("breakouts.plan", way="hand", groups=3, minutes=5), scene.end):
        wish = lost(scene, ago=timedelta(seconds=1))
        void()
        resume_all()
        settle()
        wish.refresh_from_db()
        assert wish.failed_at and not wish.people and not Seat.objects.exists()


def test_an_answer_that_comes_after_another_changes_nothing(scene):
    wish = lost(scene, ago=LEASE)
    resume_in(scene.room)
    settle()
    before, version = list(Seat.objects.values_list("pk", "group")), scene.current_plan.version
    store(wish, Division(seats={scene.current_plan.rounds.first().pk: {}}))
    store(wish, Division(failure="Te laat."))
    assert list(Seat.objects.values_list("pk", "group")) == before
    assert scene.current_plan.version == version and not scene.current_deal.failure


def test_an_answer_to_an_old_plan_changes_no_seat_and_says_why(scene):
    """Somebody was put elsewhere while people were being divided."""
    wish = lost(scene, ago=timedelta())
    group = scene.current_plan.rounds.first().groups.first()
    scene.must("breakouts.place", **scene.shown_plan(), person=str(scene.people[0].pk), group=group.pk)
    before, seen = list(Seat.objects.values_list("pk", "group")), scene.current_plan.version
    store(wish, Division(seats={scene.current_plan.rounds.first().pk: {}}))
    assert list(Seat.objects.values_list("pk", "group")) == before
    assert "Het plan veranderde" in briefing(scene)
    assert scene.current_plan.version > seen, "a page that shows an older plan would be taken for the newest"


@pytest.mark.both_databases
def test_a_second_wish_takes_the_place_of_one_that_is_not_answered(scene):
    old = lost(scene, ago=timedelta())
    Plan.objects.filter(pk=old.plan_id).update(version=old.version + 1)
    scene.must("breakouts.deal", **scene.shown_plan(), seed=3)
    settle()
    old.refresh_from_db()
    assert old.failed_at and scene.current_deal.seed == 3 and scene.current_deal.answered_at
    lost_again(scene)
    with pytest.raises(IntegrityError), transaction.atomic():
        lost_again(scene)


def test_the_number_on_the_sheet_is_that_of_the_division_that_is_shown(scene):
    """A second wish failed: people sit as the first said."""
    scene.dealt()
    wish = lost_again(scene)
    assert "Nummer van deze verdeling: 7." in briefing(scene), "while others are being thought about"
    store(wish, Division(failure="Dat lukte niet."))
    assert "Nummer van deze verdeling: 7." in briefing(scene) and "Dat lukte niet." in briefing(scene)
    round_ = scene.current_plan.rounds.first()
    scene.must("breakouts.send", **scene.shown_plan(), round=round_.pk)
    assert Round.objects.get(pk=round_.pk).deal.seed == 7


def lost_again(scene: Scene) -> Deal:
    """A second wish for the same plan, which nobody answers."""
    plan = scene.current_plan
    return Deal.objects.create(plan=plan, version=plan.version, seed=99, language="nl", asked_at=timezone.now())


def test_who_was_here_is_forgotten_with_the_answer(scene):
    scene.dealt()
    assert scene.current_deal.people == [] and scene.current_deal.answered_at

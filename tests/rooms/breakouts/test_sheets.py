"""Proof sheets of divisions that were not dealt, and sheets that wait to be counted."""

import pytest
from django.utils import timezone

from rooms.breakouts.models import Deal, Group, Round, Seat
from rooms.breakouts.plan.background import settle
from rooms.breakouts.plan.counting import count
from rooms.breakouts.plan.resuming import resume_all, resume_in
from tests.rooms.breakouts.test_deals import briefing


def test_people_who_were_all_put_by_hand_have_a_sheet_without_a_number(scene):
    """Nobody asked to divide them, and the sheet is kept with the round."""
    round_ = scene.group_plan(way="hand").rounds.get()
    for person in scene.people:
        group = round_.groups.first()
        scene.must("breakouts.place", **scene.shown_plan(), person=str(person.pk), group=group.pk)
    settle()
    assert scene.current_plan.deals.count() == 1 and scene.current_deal.seed is None
    shown = briefing(scene)
    assert "wensen die niet lukten: 0" in shown and "Nummer van deze verdeling" not in shown
    assert "Dat kost niets" not in shown, "they were never dealt otherwise"
    scene.must("breakouts.deal", **scene.shown_plan(), seed=5)
    settle()
    assert scene.current_plan.deals.count() == 2 and Round.objects.get(pk=round_.pk).deal.seed == 5


def test_who_chose_and_went_out_has_a_sheet(scene):
    round_ = scene.group_plan(way="choice").rounds.get()
    group = Group.objects.filter(round=round_).first()
    Seat.objects.create(round=round_, participant=scene.people[0], group=group)
    scene.must("breakouts.send", **scene.shown_plan(), round=round_.pk)
    settle()
    deal = Round.objects.get(pk=round_.pk).deal
    assert deal.seed is None and deal.sheet["people"] >= 1


@pytest.mark.both_databases
def test_a_sheet_that_nobody_counted_is_counted_when_a_server_starts(scene):
    """The server was killed between a move and the counting."""
    scene.dealt()
    moved = timezone.now()
    Deal.objects.update(sheet={}, moved_at=moved)
    resume_in(scene.room)
    settle()
    assert scene.current_deal.sheet == {}, "another process may be counting"
    resume_all()
    settle()
    assert scene.current_deal.sheet["lines"] and scene.current_deal.counted_at == moved
    scene.room.refresh_from_db()
    version = scene.room.hosts_version
    resume_all()
    settle()
    scene.room.refresh_from_db()
    assert scene.room.hosts_version == version, "once"


def test_a_sheet_is_not_written_over_a_later_move(scene, monkeypatch):
    scene.dealt()
    Deal.objects.update(sheet={}, moved_at=timezone.now())

    def move_meanwhile(deal: Deal) -> dict:
        Deal.objects.filter(pk=deal.pk).update(moved_at=timezone.now())
        return {"lines": [], "rounds": [1], "people": 0}

    monkeypatch.setattr("rooms.breakouts.plan.counting.recount", move_meanwhile)
    count(scene.current_deal.pk)
    assert scene.current_deal.sheet == {}

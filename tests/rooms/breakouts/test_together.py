"""Everything at the same moment, through several processes: nobody waits for ever, sits twice, or is lost."""

import logging
import random
import threading

import pytest
from django.db import connection, transaction

from livesessions.programme.models import Participant
from rooms.breakouts.models import Entry, EntryUpvote, Group, Round, Seat, Wording
from rooms.breakouts.plan.background import settle
from rooms.breakouts.round.clock import mind_the_round, seat_who_arrives
from rooms.live.commands.performing import perform, perform_all
from rooms.live.commands.register import CommandRequest
from rooms.live.models import Room
from tests.at_once import all_at_once
from tests.rooms.breakouts.test_mending import come_in, go_away
from tests.rooms.breakouts.test_out_and_back import crowd

pytestmark = pytest.mark.both_databases


@pytest.fixture
def no_trouble(caplog):
    """Nothing was logged as failed: a deadlock would be healed by a second try, a second later."""
    with caplog.at_level(logging.ERROR):
        yield
    assert [record.getMessage() for record in caplog.records] == []


def test_the_last_place_is_one_persons(scene, no_trouble):
    crowd(scene, 8)
    group = scene.group_plan(way="choice", groups=2, size=1).rounds.get().groups.first()
    asks = [
        lambda who=who: perform("breakouts.choose", scene.as_participant(who), {"group": group.pk}) for who in range(8)
    ]
    all_at_once(*asks)
    assert Seat.objects.filter(group=group).count() == 1
    line = list(Seat.objects.filter(waits_for=group).values_list("waits_turn", flat=True))
    assert sorted(line) == list(range(1, 8))


def test_going_out_coming_late_mending_and_coming_back_at_once(scene, no_trouble):
    """A host, a clock, latecomers, and people who come, go, write and ask for help: each in an order of its own."""
    crowd(scene, 12)
    teams = list(scene.programme.teams.all())
    late = Participant.objects.bulk_create(
        Participant(programme=scene.programme, name=f"Laat {i}", team=teams[i % 3]) for i in range(4)
    )
    first = scene.dealt(groups=4, rounds=2)
    second = first.plan.rounds.get(number=2)
    chance, saved = random.Random(5), set()
    scene.must("breakouts.send", **scene.shown_plan(), round=first.pk)
    groups = list(Group.objects.filter(round=first).values_list("pk", flat=True))
    for group in groups[:2]:
        for person in [each.pk for each in scene.people if seat_in(first, each) == group][1:]:
            go_away(scene, [each.pk for each in scene.people].index(person))

    def people(some: range) -> None:
        """What a group does, of several groups in one transaction, as the writer takes it together."""
        asks = []
        for who in some:
            mine = seat_in(first, scene.people[who])
            for name, data in (
                ("breakouts.write", {"group": mine, "field": "note", "base": 0, "text": f"Van {who}", "sequence": 1}),
                ("breakouts.done", {"group": mine, "on": "1"}),
                ("breakouts.curtain", {"group": mine, "on": "1"}),
                ("breakouts.stay", {"round": first.pk, "where": "plenary"}),
                ("breakouts.return", {"round": first.pk}),
                ("breakouts.curtain", {"group": mine}),
            ):
                asks.append(CommandRequest(name, scene.as_participant(who), data, "nl"))
        for _again in range(2):
            chance.shuffle(asks)
            receipts = perform_all(asks)
            assert not [receipt for receipt in receipts if receipt.status == "busy"]
            for ask, receipt in zip(asks, receipts, strict=True):
                if ask.name == "breakouts.write" and receipt.status == "ok":
                    saved.add(ask.data["text"])

    def arrivals() -> None:
        for person in late[:2]:
            seat_who_arrives(Room.objects.get(pk=scene.room.pk), person.pk)

    def heartbeats() -> None:
        for person in late[2:]:
            scene.people.append(person)
            come_in(scene, -1)
            mind_the_round(Room.objects.get(pk=scene.room.pk))

    def host() -> None:
        for _turn in range(4):
            receipts = [
                perform("breakouts.mend", scene.as_host, {**scene.shown_plan(), "round": first.pk, "moves": 2}),
                perform("breakouts.tell", scene.as_host, {"round": first.pk, "text": f"Nog {_turn}"}),
                perform(
                    "breakouts.place",
                    scene.as_host,
                    {**scene.shown_plan(), "person": str(scene.people[9].pk), "group": groups[_turn]},
                ),
                perform("breakouts.extend", scene.as_host, {"round": first.pk, "until": ends(first), "minutes": 1}),
            ]
            assert not [receipt for receipt in receipts if receipt.status == "busy"]

    def second_host() -> None:
        for _turn in range(3):
            asked = {**scene.shown_plan(), "person": str(scene.people[8].pk), "group": second.groups.last().pk}
            assert perform("breakouts.place", scene.as_host, asked).status != "busy"
            assert perform("breakouts.deal", scene.as_host, scene.shown_plan()).status != "busy"
        assert perform("breakouts.recall", scene.as_host, {"round": first.pk}).status == "ok"
        asked = {**scene.shown_plan(), "round": second.pk}
        assert perform("breakouts.send", scene.as_host, asked).status != "busy"

    all_at_once(lambda: people(range(6)), lambda: people(range(6, 12)), arrivals, heartbeats, host, second_host)
    settle()
    everybody = {each.pk for each in (*scene.people[:12], *late)}
    seats = Seat.objects.filter(round=first, group__isnull=False)
    assert seats.count() == seats.values("participant").distinct().count()
    assert everybody - {each.pk for each in late} <= set(seats.values_list("participant", flat=True))
    texts = " ".join(Entry.objects.filter(group__round=first, field="note").values_list("text", flat=True))
    assert all(text in texts for text in saved), "what was receipted is there, or was taken in when all came back"
    # Who was moved twice since has no way back to the first group: the words are refused, and stay on the device.
    moved_twice = {f"Van {who}" for who in range(12)} - saved
    assert moved_twice <= {"Van 9"}, "the host moved nobody else by hand"


def seat_in(round_: Round, person: Participant) -> int | None:
    """The group of somebody in a round."""
    return Seat.objects.get(round=round_, participant=person).group_id


def ends(round_: Round) -> int | None:
    """When a round ends, as the page would show it now."""
    return Round.objects.get(pk=round_.pk).ends_ms


def test_the_end_of_a_room_waits_for_who_finds_a_line_important(scene, no_trouble):
    """What came in time is counted, and nothing that came late leads to a person afterwards."""
    round_ = scene.out()
    words = {"group": scene.seat_of().group_id, "field": "home", "base": 0, "text": "Samen", "sequence": 1}
    assert perform("breakouts.write", scene.as_participant(), words).status == "ok"
    scene.must("breakouts.recall", round=round_.pk)
    scene.must("breakouts.show", round=round_.pk, how="wall")
    entry = Entry.objects.get(text="Samen")
    upvoted, closed = threading.Event(), []

    def upvote() -> None:
        with transaction.atomic():
            asked = {"entry": entry.pk, "on": "1"}
            assert perform("breakouts.upvote", scene.as_participant(), asked).status == "ok"
            upvoted.set()
            threading.Event().wait(0.3)  # the other is on its way by then
            closed.append(Room.objects.get(pk=scene.room.pk).closed_at)

    def end() -> None:
        assert upvoted.wait(10)
        for name in ("room.close", "room.finish"):
            assert perform(name, scene.as_host, {}).status == "ok"

    all_at_once(upvote, end)
    assert closed == [None]
    assert not EntryUpvote.objects.exists() and not Wording.objects.exists()
    assert connection.vendor in ("sqlite", "postgresql")

"""The end of a session: at first it can be taken back with everything as it was, then it is finished, whoever looks."""

import threading
import time

import pytest
from django.db import connections

from livesessions.archive.models import Record
from livesessions.unfinished import still_to_come
from polls.asking.ballots import lock_open
from polls.asking.models import Ballot, Poll
from rooms.board.models import Board, Upvote
from rooms.live.base.people import Role
from rooms.live.changes.hooks import call_heartbeats
from rooms.live.commands.background import changing
from rooms.live.commands.finishing import finish, finish_overdue, keep_finishing
from rooms.live.commands.performing import perform, perform_all
from rooms.live.commands.register import CommandRequest
from rooms.live.models import ModeratorLink, Room
from tests.at_once import all_at_once
from tests.browsing import Browser, inside
from tests.everything import everything

WRITTEN_BY_ENDING = {"closed_at", "closed_by_id"}


def state() -> dict[str, list[dict[str, object]]]:
    """Everything but who is here now, which the end notes of an open poll."""
    found = everything()
    for poll in found["polls_asking.Poll"]:
        del poll["present_at_end"], poll["received_at_end"]
    return found


@pytest.fixture
def busy(scene):
    """A session in the middle of everything: a poll with a vote, a question with an upvote, people in groups."""
    scene.out()
    scene.vote(scene.asked())
    scene.upvote(scene.question(), who=1)
    scene.moderator()
    scene.must("floor.announce", text="Nog vijf minuten.")
    return scene


@pytest.mark.both_databases
@pytest.mark.parametrize("name", ["room.close", "room.finish"])
def test_a_vote_in_flight_and_the_end_do_not_block_one_another(name, busy):
    poll = Poll.objects.get(state="open")
    if name == "room.finish":
        busy.must("room.close")
    voting, done = threading.Event(), []

    def vote():
        try:
            with changing() as changes:
                lock_open([poll.pk])
                voting.set()
                time.sleep(0.3)  # the end begins, and waits
                changes.touch(busy.room, "bar")
            done.append("voted")
        finally:
            connections.close_all()

    thread = threading.Thread(target=vote)
    thread.start()
    voting.wait()
    busy.must(name)
    thread.join()
    assert done == ["voted"]


@pytest.mark.both_databases
def test_an_end_that_is_taken_back_leaves_everything_as_it_was(busy):
    before = state()
    busy.must("room.close")
    assert not busy.room.is_open
    assert Ballot.objects.exists() and Upvote.objects.exists()
    busy.must("room.reopen")
    assert state() == before
    assert busy.room.is_open


def test_nobody_takes_part_or_comes_in_while_the_end_can_be_taken_back(busy, client):
    poll = Poll.objects.get(state="open")
    busy.must("room.close")
    assert busy.vote(poll, option=1, who=2).code == 409
    assert client.post("/", {"code": busy.room.code}).status_code == 422
    assert busy.ask("room.open").code == 409


@pytest.mark.both_databases
@pytest.mark.parametrize("how", ["now", "by time"])
def test_finishing_destroys_what_was_to_be_destroyed_and_keeps_the_rest(how, busy):
    poll = Poll.objects.get(state="open")
    busy.must("room.close")
    closed_at = busy.room.closed_at
    if how == "now":
        busy.must("room.finish")
    else:
        busy.time_passes()
        closed_at = busy.room.closed_at
        finish_overdue()
    busy.room.refresh_from_db()
    assert busy.room.finished_at is not None and busy.room.code is None
    assert not Ballot.objects.exists() and not Upvote.objects.exists()
    assert not Board.objects.filter(secret__isnull=False).exists()
    assert not ModeratorLink.objects.filter(ended_at=None).exists()
    kept = busy.record(poll)
    assert kept.answered == 1 and kept.present == 3 and kept.ended_at == closed_at
    assert {record.kind for record in Record.objects.all()} == {"poll", "round", "question", "board"}
    assert busy.ask("room.reopen").code == 409
    busy.must("room.open")
    assert busy.room.is_open and busy.room.finished_at is None and busy.room.code


def test_who_was_here_counts_also_when_everybody_has_gone_by_then(busy):
    poll = Poll.objects.get(state="open")
    busy.must("room.close")
    from rooms.live.hub.presence import presence

    for person in busy.people:
        presence.sit(busy.room.pk, person.pk.hex, presence.here(busy.room.pk)[person.pk.hex], stay=0)
    busy.must("room.finish")
    assert busy.record(poll).present == 3


def test_the_end_is_not_taken_back_after_its_time_even_before_somebody_finishes(busy):
    busy.must("room.close")
    busy.time_passes()
    assert busy.ask("room.reopen").code == 409
    busy.must("room.open")  # finishes first
    assert not Ballot.objects.exists()


@pytest.mark.both_databases
def test_two_processes_that_finish_at_once_do_it_once(busy):
    busy.must("room.close")
    busy.time_passes()
    seen, done = [Room.fetch(busy.room.pk) for _process in range(2)], []

    def once(room):
        with changing() as changes:
            done.append(finish(room, changes))

    all_at_once(*(lambda room=room: once(room) for room in seen))
    assert sorted(done) == [False, True]
    assert Record.objects.filter(kind="board").count() == Record.objects.filter(kind="board").newest().count()


@pytest.mark.parametrize("name", ["room.close", "room.reopen", "room.finish"])
def test_a_room_that_never_opened_has_no_end(name, prepared):
    before = everything()
    assert prepared.ask(name).code == 409
    assert everything() == before


def test_who_finishes_an_end_that_was_just_taken_back_reads_so(busy):
    busy.must("room.close")
    commands = [CommandRequest(name, busy.as_host, {}, "nl") for name in ("room.reopen", "room.finish")]
    assert [receipt.code for receipt in perform_all(commands)] == [200, 409]
    busy.room.refresh_from_db()
    assert busy.room.is_open


def test_an_end_that_was_taken_back_is_not_finished_by_who_read_it_before(busy):
    busy.must("room.close")
    read = Room.fetch(busy.room.pk)
    busy.must("room.reopen")
    busy.must("room.close")
    with changing() as changes:
        assert not finish(read, changes)


@pytest.mark.parametrize("who", ["a server that starts", "the heartbeat of a console", "the archive", "my sessions"])
def test_it_is_finished_whoever_comes_by(who, busy, client):
    busy.must("room.close")
    busy.time_passes()
    match who:
        case "a server that starts":
            stopped = keep_finishing(every=0.01)
            for _ in range(500):
                busy.room.refresh_from_db()
                if busy.room.finished_at:
                    break
                stopped.wait(0.02)
            stopped.set()
        case "the heartbeat of a console":
            call_heartbeats(busy.room.pk)
        case "the archive":
            client.force_login(busy.organiser)
            assert client.get(f"/archive/{busy.programme.slug}/").status_code == 200
        case "my sessions":
            client.force_login(busy.host)
            assert client.get("/hosting/").status_code == 200
    busy.room.refresh_from_db()
    assert busy.room.finished_at is not None


def test_pages_about_what_is_kept_say_that_results_come_in_a_moment(busy, client):
    busy.must("room.close")
    assert set(still_to_come([busy.session.pk])) == {busy.session.pk}
    client.force_login(busy.organiser)
    for address in (f"/archive/{busy.programme.slug}/", f"/hosting/{busy.session.pk}/answers/"):
        page = client.get(address).content.decode()
        assert "data-still-to-come" in page
        assert busy.session.title in page
    busy.must("room.finish")
    assert "data-still-to-come" not in client.get(f"/archive/{busy.programme.slug}/").content.decode()


async def test_the_console_says_until_when_by_push_and_after_a_reload(scene, quick):
    console = await Browser(scene, Role.HOST).open()
    await inside(lambda: scene.must("room.close"))
    await console.until(lambda: "room.reopen" in console.shows("ending"))
    assert console.shows("ending") in await inside(console.page)
    await inside(lambda: scene.must("room.reopen"))
    await console.until(lambda: "room.reopen" not in console.shows("ending"))
    await inside(lambda: scene.must("room.close"))
    await inside(scene.time_passes)
    await console.until(lambda: "room.open" in console.shows("door"))  # a heartbeat finished it
    assert "room.reopen" not in console.shows("ending")
    await console.leave()


def test_without_scripts_the_end_is_asked_for_once_more(scene):
    """The button stands behind a summary, which opens without a script, beside what it does."""
    page = Browser(scene, Role.HOST).page()
    assert page.index("<summary>") < page.index('value="room.close"')
    assert Browser(scene, Role.HOST).post("room.close").status_code == 302
    assert perform("room.reopen", scene.as_host, {}).status == "ok"

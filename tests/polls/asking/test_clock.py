"""The time of an open poll."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from livesessions.archive.models import Record
from polls.asking.life.clock import close_in_time
from polls.asking.models import Ballot, Poll
from rooms.live.base.people import Role
from rooms.live.commands.background import changing
from rooms.live.models import Room
from tests.browsing import Browser


def test_a_poll_that_stands_still_takes_no_vote_and_keeps_those_it_has(scene):
    poll = scene.asked()
    assert scene.vote(poll, option=0).status == "ok"
    scene.must("poll.pause", poll=poll.pk)
    for who in (0, 1):
        late = scene.vote(poll, option=1, who=who, sequence=2)
        assert late.code == 409 and "staat even stil" in late.sentence
    assert Ballot.objects.get().answer == f'"{poll.options.first().pk}"'
    scene.must("poll.resume", poll=poll.pk)
    assert scene.vote(poll, option=1, who=1).status == "ok"


def test_closing_sees_a_poll_that_stands_still(scene):
    poll = scene.asked()
    for who in range(3):
        assert scene.vote(poll, who=who).status == "ok"
    scene.must("poll.pause", poll=poll.pk)
    scene.end()
    poll.refresh_from_db()
    assert (poll.state, poll.paused_at, poll.secret) == ("closed", None, None)
    assert not Ballot.objects.exists()


def test_everybody_reads_that_it_stands_still_and_only_an_open_poll_can(scene):
    draft = scene.draft("Nog niet?")
    assert scene.ask("poll.pause", poll=draft.pk).code == 409
    poll = scene.asked()
    says = {
        Role.HOST: "Staat stil sinds",
        Role.PARTICIPANT: "Je keuze blijft staan.",
        Role.SCREEN: "De peiling staat even stil",
    }
    for asked, is_said in (("poll.pause", True), ("poll.resume", False)):
        scene.must(asked, poll=poll.pk)
        for role, text in says.items():
            assert (text in Browser(scene, role).page()) == is_said
    assert Poll.objects.get(pk=poll.pk).state == "open"


def _timed(scene, **more) -> Poll:
    """An open poll with a countdown of a minute."""
    scene.must("poll.draft", text="Wat is nodig?", options="Tijd\nGeld", countdown="60", **more)
    poll = scene.room.polls.get()
    scene.must("poll.open", poll=poll.pk)
    poll.refresh_from_db()
    return poll


def _passes(scene, poll: Poll, seconds: int) -> None:
    """So many seconds go by for a poll that counts down."""
    ago = timedelta(seconds=seconds)
    with changing() as changes:
        scene.room.polls.update(closes_at=F("closes_at") - ago, paused_at=F("paused_at") - ago)
        changes.touch(scene.room, "timer")
    poll.refresh_from_db()


def _beat(scene, poll: Poll) -> None:
    """A heartbeat of the hub."""
    close_in_time(Room.objects.get(pk=scene.room.pk))
    poll.refresh_from_db()


def test_a_poll_closes_by_itself_a_little_after_its_time_if_the_host_chose_so(scene):
    poll = _timed(scene, closes_itself="on")
    assert poll.closes_at - poll.opened_at == timedelta(seconds=60)
    for who in range(2):
        assert scene.vote(poll, who=who).status == "ok"
    _passes(scene, poll, 62)
    _beat(scene, poll)
    assert poll.state == "open" and scene.vote(poll, who=2).status == "ok"  # the last votes are still on their way
    _passes(scene, poll, 4)
    _beat(scene, poll)
    assert (poll.state, poll.closed_by) == ("closed", None)
    assert Record.objects.filter(kind="poll", key=poll.pk).exists()


def test_a_vote_after_the_end_is_too_late_also_when_nobody_closed_the_poll_yet(scene):
    poll = _timed(scene, closes_itself="on")
    _passes(scene, poll, 66)
    assert scene.vote(poll).code == 409
    assert 'value="poll.vote"' not in Browser(scene, Role.PARTICIPANT).page()
    poll.refresh_from_db()
    assert poll.state == "closed"


@pytest.mark.parametrize("more", [{}, {"closes_itself": "on"}], ids=["stays open", "stands still"])
def test_no_other_poll_closes_by_itself(scene, more):
    poll = _timed(scene, **more)
    if more:
        scene.must("poll.pause", poll=poll.pk)
        poll.refresh_from_db()
    _passes(scene, poll, 3600)
    _beat(scene, poll)
    assert poll.state == "open"
    scene.must("poll.resume", poll=poll.pk)
    assert scene.vote(poll).status == "ok"


def test_a_standstill_stops_the_clock(scene):
    poll = _timed(scene)
    _passes(scene, poll, 35)
    scene.must("poll.pause", poll=poll.pk)
    poll.refresh_from_db()
    left = round((poll.closes_at - poll.paused_at).total_seconds())
    _passes(scene, poll, 20)
    page = Browser(scene, Role.PARTICIPANT).page()
    assert f"<time>0:{left}</time>" in page and "van 1:00" in page
    scene.must("poll.resume", poll=poll.pk)
    poll.refresh_from_db()
    assert poll.closes_at > timezone.now() + timedelta(seconds=left - 2)
    assert f'data-clock="{poll.ends_ms}"' in Browser(scene, Role.SCREEN).page()


def test_more_time_is_added_once_for_the_end_that_was_shown_and_from_now_on_after_the_end(scene):
    poll = _timed(scene)
    was, shown = poll.closes_at, poll.ends_ms
    for _again in range(2):
        scene.must("poll.extend", poll=poll.pk, until=shown, seconds=30)
    poll.refresh_from_db()
    assert (poll.closes_at, poll.span, poll.countdown) == (was + timedelta(seconds=30), 90, 60)
    _passes(scene, poll, 200)
    scene.must("poll.extend", poll=poll.pk, until=poll.ends_ms, seconds=30)
    poll.refresh_from_db()
    assert poll.closes_at > timezone.now() + timedelta(seconds=29)


def test_a_countdown_begins_on_a_poll_that_had_none(scene):
    poll = scene.asked()
    assert "data-stops" not in Browser(scene, Role.PARTICIPANT).page()
    scene.must("poll.extend", poll=poll.pk, until=0, seconds=60)
    poll.refresh_from_db()
    assert (poll.span, poll.countdown) == (60, None)
    assert f'data-clock="{poll.ends_ms}"' in Browser(scene, Role.PARTICIPANT).page()


@pytest.mark.parametrize("given", ["9", "3601", "een", "1.5"])
def test_a_countdown_takes_ten_seconds_to_an_hour(scene, given):
    receipt = scene.ask("poll.draft", text="Wat is nodig?", options="Tijd\nGeld", countdown=given)
    assert (receipt.code, receipt.field) == (422, "countdown")

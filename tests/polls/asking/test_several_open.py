"""Several polls open at once: one is on the stage, and everybody can reach the others."""

import pytest

from polls.asking.models import Ballot, Poll, PollState
from rooms.live.base.people import Role
from tests.browsing import Browser


@pytest.fixture
def two(scene, quick):
    """Two open polls; the second is on the stage."""
    return scene.asked("Een?"), scene.asked("Twee?")


def test_the_stage_shows_the_one_that_was_opened_last_and_the_other_is_within_reach(scene, two):
    phone = Browser(scene, Role.PARTICIPANT)
    assert "Twee?" in phone.parts()["poll"] and "Een?" not in phone.parts()["poll"]
    assert "Een?" in phone.parts()["also_open"] and 'value="poll.vote"' in phone.parts()["also_open"]
    assert "Een?" not in Browser(scene, Role.SCREEN).page()


def test_a_vote_counts_in_the_poll_that_it_is_for(scene, two):
    first, second = two
    scene.vote(first, 1)
    scene.vote(second, 0)
    assert Ballot.objects.filter(poll=first).count() == Ballot.objects.filter(poll=second).count() == 1
    own = Browser(scene, Role.PARTICIPANT).parts()["own_vote"]
    assert own.count("data-fills") == 2 and own.count("Je antwoord") == 2
    host = Browser(scene, Role.HOST).parts()["also_open"]
    assert "Een?" in host and "1 persoon antwoordde" in host and "Twee?" not in host


def test_a_host_puts_the_other_one_on_the_stage(scene, two):
    first, _second = two
    scene.must("poll.stage", poll=first.pk)
    phone = Browser(scene, Role.PARTICIPANT)
    assert "Een?" in phone.parts()["poll"] and "Twee?" in phone.parts()["also_open"]
    assert set(Poll.objects.values_list("state", flat=True)) == {PollState.OPEN}


def test_a_closed_poll_is_not_put_on_the_stage_but_shown_again(scene, two):
    first, _second = two
    scene.must("poll.close", poll=first.pk)
    assert scene.ask("poll.stage", poll=first.pk).status == "refused"


def test_closing_the_one_beside_leaves_the_stage_alone(scene, two):
    first, _second = two
    phone = Browser(scene, Role.PARTICIPANT)
    before = phone.parts()["poll"]
    scene.must("poll.close", poll=first.pk)
    assert phone.parts()["poll"] == before
    assert "Een?" not in phone.parts()["also_open"]
    assert Poll.objects.get(pk=first.pk).secret is None and not Ballot.objects.filter(poll=first).exists()


def test_a_result_that_is_shown_does_not_close_what_is_open(scene, two):
    first, _second = two
    scene.must("poll.close", poll=first.pk)
    scene.must("poll.reveal", poll=first.pk)
    phone = Browser(scene, Role.PARTICIPANT)
    assert "Een?" in phone.parts()["poll"] and "Twee?" in phone.parts()["also_open"]


def test_all_of_them_end_with_the_session(scene, two):
    scene.must("room.close")
    scene.must("room.finish")
    assert not Ballot.objects.exists() and not Poll.objects.filter(state=PollState.OPEN).exists()


def test_a_room_has_a_limit(scene, quick, monkeypatch):
    monkeypatch.setattr("polls.asking.commands.MOST_OPEN", 1)
    scene.asked("Een?")
    scene.must("poll.draft", text="Twee?", options="ja\nnee")
    refused = scene.ask("poll.open", poll=scene.room.polls.get(text="Twee?").pk)
    assert refused.status == "refused" and "1" in refused.sentence

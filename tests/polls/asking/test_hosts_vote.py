"""A host who takes part in the same browser votes along where the poll says so, and nowhere else."""

import logging
from html import unescape

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from polls.asking.models import Ballot, Poll
from rooms.live.base.form_token import FIELD, form_token
from rooms.live.base.people import Audience, Role
from rooms.live.entry.admission import admit
from rooms.live.entry.remembering import remember
from tests.browsing import Browser
from tests.scene import Scene

pytestmark = pytest.mark.both_databases


def asked(scene: Scene, hosts_vote: str) -> Poll:
    scene.must("poll.draft", text="Wat is nodig?", options="Tijd\nMensen", hosts_vote=hosts_vote)
    poll = scene.room.polls.get()
    scene.must("poll.open", poll=poll.pk)
    return poll


def both(scene: Scene) -> Client:
    """A browser in which the host is logged in, and takes part as the first of the people."""
    browser, response = scene.client(Role.HOST), HttpResponse()
    remember(response, HttpRequest(), scene.people[0], scene.room, scene.secret_of(0))
    browser.cookies.update(response.cookies)
    return browser


def vote(scene: Scene, browser: Client, poll: Poll) -> str:
    """The sentence with which a vote without a socket is answered."""
    fields = {"command": "poll.vote", "poll": poll.pk, "option": poll.options.first().pk, "sequence": 1, "id": "1"}
    answer = browser.post(
        f"/r/{scene.room.pk}/do/", fields | {FIELD: form_token(scene.room.pk)}, headers={"HX-Request": "true"}
    )
    return unescape(answer.content.decode())


def test_unless_the_poll_says_so_the_browser_of_a_host_is_refused(scene, caplog):
    poll, browser = asked(scene, hosts_vote=""), both(scene)
    with caplog.at_level(logging.INFO):
        caplog.clear()
        assert "Begeleiders stemmen niet mee" in vote(scene, browser, poll)
    assert not caplog.records, "no log says which account takes part"
    assert not Ballot.objects.exists()
    assert "Je stem is geteld" in vote(scene, scene.client(Role.PARTICIPANT), poll), "the same person without a login"
    assert "meestemmen" not in Browser(scene, Role.PARTICIPANT).parts()["poll"]
    assert "Stem mee" not in Browser(scene, Role.HOST).parts()["poll"]


def test_where_the_poll_says_so_a_host_votes_once_and_as_everybody(scene):
    poll, browser = asked(scene, hosts_vote="on"), both(scene)
    assert "mogen meestemmen" in Browser(scene, Role.PARTICIPANT).parts()["poll"]
    assert f'href="/r/{scene.room.pk}/"' in Browser(scene, Role.HOST).parts()["poll"]
    for _again in range(2):
        assert "Je stem is geteld" in vote(scene, browser, poll)
    of_host = Ballot.objects.get()
    scene.vote(poll, 0, 1)
    other = Ballot.objects.exclude(pk=of_host.pk).get()
    assert (len(of_host.key), of_host.answer, of_host.sealed) == (len(other.key), other.answer, other.sealed)
    receipt = scene.ask("poll.edit", poll=poll.pk, text="Wat is nodig?", options="Tijd\nMensen")
    assert receipt.status == "refused" and scene.room.polls.get().hosts_vote, "it is fixed once the poll is open"


def test_a_socket_knows_it_too_and_a_host_of_another_session_is_a_participant_like_any_other(scene):
    cookies = {name: morsel.value for name, morsel in both(scene).cookies.items()}
    actor, _team = admit(scene.room.pk, Audience.PARTICIPANTS, cookies)
    assert (actor.role, actor.hosts_too, actor.user) == (Role.PARTICIPANT, True, None)
    Scene.build(slug="elders").session.hostings.update(session=scene.session)
    scene.session.hostings.filter(user=scene.host).delete()
    assert not admit(scene.room.pk, Audience.PARTICIPANTS, cookies)[0].hosts_too


def test_a_host_who_does_not_take_part_yet_is_led_to_the_door_with_the_code(scene):
    address = scene.client(Role.HOST).get(f"/r/{scene.room.pk}/")["Location"]
    assert address.startswith(f"/#{scene.room.shown_code}~")
    assert scene.client(Role.STRANGER).get(f"/r/{scene.room.pk}/")["Location"] == "/"

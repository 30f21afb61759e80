"""A rehearsal: everything that is prepared is there, every page says what it is, and nothing of it is kept."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from livesessions.archive.access import programmes_for, records_for, sessions_for
from livesessions.archive.models import Record
from livesessions.programme.models import Hosting, Participant, Programme, Session
from livesessions.programme.moving import movable, programmes_to_move_to
from livesessions.programme.retention import purge_besides
from polls.library.commands import polls_of_host
from rooms.live.base.people import Role
from rooms.live.models import Room
from tests.browsing import Browser
from tests.scene import Scene

SAID = "Dit is een oefening"


def rehearsed(scene, user=None):
    """The answer to the button."""
    client = Client()
    client.force_login(user or scene.host)
    return client.post(f"/hosting/{scene.session.pk}/", {"rehearse": "1"})


@pytest.fixture
def rehearsal(prepared) -> Scene:
    """A rehearsal of a session with a poll, in which one person is."""
    prepared.draft("Wat is nodig?")
    answer = rehearsed(prepared)
    room = Room.objects.get(session__is_rehearsal=True)
    assert answer.url == f"/r/{room.pk}/host/"
    person = Participant.objects.create(programme=room.session.programme, name="Mo")
    return Scene(room.session.programme, room.session, room, prepared.host, prepared.organiser, [person])


def asked(rehearsal):
    """Its poll was answered and closed."""
    poll = rehearsal.room.polls.get()
    rehearsal.must("poll.open", poll=poll.pk)
    assert rehearsal.vote(poll).status == "ok"
    rehearsal.must("poll.close", poll=poll.pk)


def asked_and_over(rehearsal):
    """The same, and the rehearsal has ended."""
    asked(rehearsal)
    assert Record.objects.filter(session=rehearsal.session).exists(), "its result can be shown meanwhile"
    for user in (rehearsal.host, rehearsal.organiser):
        assert not records_for(user.pk).exists() and rehearsal.programme not in programmes_for(user.pk)
        assert not sessions_for(user.pk).filter(pk=rehearsal.session.pk).exists()
    rehearsal.end()


def test_a_rehearsal_is_open_with_all_that_is_prepared_and_leaves_the_session_as_it_is(rehearsal, prepared):
    room = Room.objects.get(pk=rehearsal.room.pk)
    assert room.is_open and [poll.text for poll in room.polls.all()] == ["Wat is nodig?"]
    names = [[team.name for team in each.teams.all()] for each in (rehearsal.programme, prepared.programme)]
    assert names[0] == names[1]
    prepared.room.refresh_from_db()
    assert prepared.room.opened_at is None and prepared.room.polls.get().state == "draft"


def test_every_page_says_that_it_is_a_rehearsal_and_no_other_page_does(rehearsal, prepared):
    for role in (Role.HOST, Role.PARTICIPANT, Role.SCREEN, Role.MODERATOR):
        assert SAID in Browser(rehearsal, role).page(), role
    rehearsal.must("room.close")
    assert SAID in Browser(rehearsal, Role.HOST).page()
    prepared.must("room.open")
    for role in (Role.HOST, Role.PARTICIPANT, Role.SCREEN, Role.MODERATOR):
        assert SAID not in Browser(prepared, role).page(), role


def test_nothing_of_it_is_kept_and_no_list_has_it(rehearsal):
    asked_and_over(rehearsal)
    assert not Record.objects.exists()
    page = rehearsal.client(Role.HOST).get("/hosting/").content.decode()
    assert rehearsal.room.pk not in page
    console = rehearsal.client(Role.HOST).get(f"/r/{rehearsal.room.pk}/host/")
    assert console.status_code == 200 and "Dit was een oefening" in console.content.decode()


def test_a_second_press_leads_to_the_same_rehearsal_and_after_the_end_to_a_new_one(rehearsal, prepared):
    assert rehearsed(prepared).url == f"/r/{rehearsal.room.pk}/host/"
    asked_and_over(rehearsal)
    fresh = rehearsed(prepared).url
    assert fresh != f"/r/{rehearsal.room.pk}/host/"
    assert not Room.objects.filter(pk=rehearsal.room.pk).exists()
    assert Session.objects.filter(is_rehearsal=True).count() == 1


def test_the_day_after_it_is_thrown_away(rehearsal, prepared):
    asked(rehearsal)
    today = timezone.localdate()
    Programme.objects.filter(pk=rehearsal.programme.pk).update(ends_on=today)
    assert not purge_besides(today)["rehearsals"]
    assert purge_besides(today + timedelta(days=1))["rehearsals"] == 1
    assert not Session.objects.filter(is_rehearsal=True).exists() and not Record.objects.exists()
    assert not Participant.objects.filter(pk=rehearsal.people[0].pk).exists()
    assert Programme.objects.filter(pk=prepared.programme.pk).exists()


def test_hosts_of_the_session_rehearse_it_and_nobody_else(prepared, elsewhere):
    cohost = get_user_model().objects.create_user("co", "co@wijkteams.example")
    Hosting.objects.create(session=prepared.session, user=cohost)
    administrator = get_user_model().objects.create_superuser("a", "a@wijkteams.example")
    for user in (elsewhere.host, prepared.organiser, administrator):
        assert rehearsed(prepared, user).status_code == 404
    assert not Session.objects.filter(is_rehearsal=True).exists()
    address = rehearsed(prepared, cohost).url
    consoles = {prepared.host: 200, cohost: 200, elsewhere.host: 403, prepared.organiser: 403}
    for user, status in consoles.items():
        client = Client()
        client.force_login(user)
        assert client.get(address).status_code == status


def test_it_is_not_rehearsed_moved_or_taken_from_itself(rehearsal):
    assert rehearsed(rehearsal).url == f"/r/{rehearsal.room.pk}/host/"
    assert Session.objects.filter(is_rehearsal=True).count() == 1
    assert not movable(rehearsal.session, rehearsal.host.pk)
    assert rehearsal.programme not in programmes_to_move_to(rehearsal.host.pk)
    assert not polls_of_host(rehearsal.host.pk).filter(room=rehearsal.room).exists()

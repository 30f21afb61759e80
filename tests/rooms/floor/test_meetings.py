"""A meeting that nobody planned: who may begin one, what is ready in it, and who reads it afterwards."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import translation

from livesessions.archive.access import programmes_for, records_for
from livesessions.programme.models import Hosting, Programme, Session
from polls.asking.models import Poll
from rooms.floor.meetings.beginning import MOST_A_DAY
from rooms.floor.meetings.examples import EXAMPLES
from rooms.live.base.people import Actor, Role
from rooms.live.commands.performing import perform
from rooms.live.models import Room

KEY = "abcdefgh2345"
"""As the form draws one."""


@pytest.fixture
def maker(transactional_db):
    """Somebody with an account who hosts and organises nothing."""
    return get_user_model().objects.create_user("maker", "maker@wijkteams.example")


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def begin(client, **fields):
    """The answer to the form."""
    return client.post("/hosting/new/", {"title": "Even bij elkaar", "key": KEY, **fields})


def room_of(user) -> Room:
    return Room.objects.get(session__hostings__user=user)


def test_with_an_account_and_a_title_somebody_stands_in_an_open_room_with_a_code(maker):
    client = browser(maker)
    page = client.get("/hosting/new/").content.decode()
    assert all(f'value="{name}"' in page for name in EXAMPLES)
    answer = begin(client, open="1", title="  Even \t bij elkaar ")
    room = room_of(maker)
    assert answer.url == f"/r/{room.pk}/host/" and room.is_open and room.code
    assert room.shown_code in client.get(answer.url).content.decode()
    programme = room.session.programme
    assert (programme.title, room.session.title) == ("Even bij elkaar",) * 2
    assert programme.single and not programme.published and list(programme.organisers.all()) == [maker]
    room.session.full_clean()
    hosting = client.get("/hosting/").content.decode()
    assert "Losse bijeenkomst" in hosting and hosting.count('<h2 dir="auto">Even bij elkaar<') == 1
    assert Client().get(f"/p/{programme.slug}/").status_code == 404, "nobody announced it"


def test_who_has_no_account_or_no_second_factor_begins_nothing(maker, settings):
    assert "/accounts/login/" in begin(Client()).url
    settings.SECOND_FACTOR = True
    assert begin(browser(maker)).url == "/accounts/2fa/"
    maker.is_active = False
    maker.save()
    assert "/accounts/" in begin(browser(maker)).url
    assert not Programme.objects.filter(single=True).exists()


def test_only_its_maker_and_who_hosts_it_leads_and_reads_it(maker, scene):
    begin(browser(maker), open="1")
    room = room_of(maker)
    as_maker = Actor(room.pk, Role.HOST, user=maker.pk)
    assert perform("poll.draft", as_maker, {"text": "Wie?", "kind": "mood"}).status == "ok"
    assert perform("poll.open", as_maker, {"poll": Poll.objects.get(room=room).pk}).status == "ok"
    for name in ("room.close", "room.finish"):
        assert perform(name, as_maker, {}).status == "ok"
    cohost = get_user_model().objects.create_user("co", "co@wijkteams.example")
    Hosting.objects.create(session=room.session, user=cohost)
    administrator = get_user_model().objects.create_superuser("a", "a@wijkteams.example")
    people = {maker: 200, cohost: 200, scene.host: 403, scene.organiser: 403, administrator: 403}
    for user, console in people.items():
        client, reads = browser(user), console == 200
        assert client.get(f"/r/{room.pk}/host/").status_code == console
        assert records_for(user.pk).filter(session=room.session).exists() is reads
        archive = client.get(f"/archive/{room.session.programme.slug}/polls/").status_code
        assert archive == (200 if reads else 404)
        assert (room.session.programme in programmes_for(user.pk)) is reads


def test_a_form_that_is_sent_twice_begins_one_meeting_and_somebody_elses_key_begins_none(maker, scene):
    client = browser(maker)
    first = begin(client, open="1", example="check-in")
    assert begin(client, open="1", example="check-in").url == first.url
    assert Poll.objects.filter(room=room_of(maker)).count() == len(EXAMPLES["check-in"].polls)
    assert begin(browser(scene.host)).status_code == 404
    assert Session.objects.filter(programme__single=True).count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"title": "\u200b "}, {"title": "x" * 121}, {"example": "unknown"}, {"key": "x"}, {"key": ""}],
)
def test_a_form_with_a_mistake_keeps_what_was_typed_and_begins_nothing(wrong, maker):
    answer = begin(browser(maker), **({"example": "testing"} | wrong))
    page = answer.content.decode()
    assert answer.status_code == 422 and 'role="alert"' in page
    assert wrong.get("title", "Even bij elkaar")[:120] in page
    assert not Session.objects.exists()


def test_nobody_begins_more_meetings_than_a_day_has_room_for(maker, monkeypatch):
    monkeypatch.setattr("rooms.floor.meetings.views.MOST_A_DAY", 1)
    assert MOST_A_DAY > 1
    client = browser(maker)
    assert begin(client).status_code == 302
    assert begin(client, key=KEY[::-1]).status_code == 422
    assert Session.objects.count() == 1


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_all_of_an_example_is_ready_in_the_language_of_its_host(name, language, maker):
    client = browser(maker)
    client.cookies["django_language"] = language
    begin(client, example=name)
    example, room = EXAMPLES[name], room_of(maker)
    assert room.opened_at is None and room.code is None and room.session.kind == example.kind
    assert room.session.ends_at - room.session.starts_at == timedelta(minutes=example.minutes)
    with translation.override(language):
        items = [str(title) for title, _minutes in example.agenda]
        asked = [str(poll["text"]) for poll in example.polls]
    assert [item.title for item in room.agenda.all()] == items
    assert sum(item.minutes for item in room.agenda.all()) == example.minutes
    assert [poll.text for poll in room.polls.filter(state="draft")] == asked
    plan = room.plans.get()
    assert plan.task and plan.rounds.get().groups.count() == int(example.groups["groups"])
    assert [board.moderation for board in room.boards.all()] == [*filter(None, [example.board.get("moderation")])]


def test_a_board_that_is_set_and_not_opened_is_seen_by_hosts_alone(maker, prepared):
    begin(browser(maker), example="testing", open="1")
    room = room_of(maker)
    prepared.room, prepared.host = room, maker
    board = room.boards.get()
    assert board.secret is None and len(board.categories) == 3
    version = room.participants_version
    prepared.must("board.set", names="named")
    assert room.participants_version == version, "nobody but hosts is told"
    assert prepared.ask("board.freeze").status != "ok"
    assert prepared.ask("floor.stage", act="board").status != "ok"
    prepared.must("board.open")
    board.refresh_from_db()
    assert board.is_open and board.names == "named" and len(board.categories) == 3


def test_a_board_that_was_never_opened_is_not_kept(maker):
    begin(browser(maker), example="testing", open="1")
    host = Actor(room_of(maker).pk, Role.HOST, user=maker.pk)
    for name in ("room.close", "room.finish"):
        assert perform(name, host, {}).status == "ok"
    assert not records_for(maker.pk).exists()
    assert perform("room.open", host, {}).status == "ok"
    assert perform("board.open", host, {}).status == "ok"

"""A session is copied with everything that is prepared in it, and with nothing that anybody said."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.test import Client

from livesessions.programme.copying import decisions
from livesessions.programme.demo.other_kinds import PREPARED
from livesessions.programme.models import Hosting, Session
from polls.asking.drafts.preparing import decided_of
from polls.asking.models import Poll
from polls.kinds.register import kinds
from rooms.breakouts.models import Seat, Way
from rooms.live.base.people import Actor, Role
from rooms.live.commands.performing import perform
from rooms.live.models import Room
from tests.pictures import give_pictures

KEY = "abcdefgh2345"


def related(model):
    """The models to which it has a relation in a column of its own."""
    return {field.related_model for field in model._meta.concrete_fields} - {None}


def test_of_everything_that_hangs_on_a_session_it_is_said_whether_it_comes_along():
    """A new model: register how it is copied with `@copies`, or say `not_copied`, where its feature is."""
    copied, left = decisions()
    hanging = {model for model in apps.get_models() if related(model) & {Session, Room, *copied}}
    assert {model._meta.label for model in hanging - copied - left} == set()
    assert not copied & left and copied | left <= hanging


def copied(scene, user=None, **fields):
    """The room of a copy of the scene's session, or the answer where there is none."""
    client = Client()
    client.force_login(user or scene.host)
    sent = {"title": "Nog een keer", "key": KEY, "example": "copy", "copied": scene.session.pk, **fields}
    answer = client.post("/hosting/new/", sent)
    return Room.objects.filter(session__programme__slug=f"meeting-{KEY}").first() or answer


def asked_in(room):
    """Everything that was decided about the polls of a room, in their order."""
    return [decided_of(poll) for poll in room.polls.exclude(state="removed")]


def test_polls_of_every_kind_come_along_with_options_pictures_and_settings(prepared):
    for fields in PREPARED:
        prepared.must("poll.draft", **fields)
    for poll in prepared.room.polls.all():
        give_pictures(poll)
    prepared.must("poll.discard", poll=prepared.draft("Toch niet").pk)
    prepared.must("survey.make", title="Terugblik", poll=[str(poll.pk) for poll in prepared.room.polls.all()[4:6]])
    room = copied(prepared)
    assert {poll.kind for poll in room.polls.all()} == set(kinds())
    assert asked_in(room) == asked_in(prepared.room)
    assert {poll.state for poll in room.polls.all()} == {"draft"}
    survey = room.surveys.get()
    assert survey.title == "Terugblik"
    assert [poll.text for poll in survey.polls.all()] == [poll.text for poll in prepared.room.surveys.get().polls.all()]


def test_of_a_session_that_was_held_only_what_was_prepared_comes_along(scene):
    scene.plan(("Welkom", "Gluren"))
    scene.must("floor.start", item=scene.room.agenda.first().pk)
    scene.must("board.open", names="named", moderation="open", categories="Zorg\nTijd")
    scene.question("visible", "Wat nu?")
    scene.card()
    poll = scene.asked("Wat is nodig?")
    scene.draft("Later?")
    scene.vote(poll)
    scene.must("poll.close", poll=poll.pk)
    scene.must("poll.again", poll=poll.pk)
    scene.must("breakouts.plan", way="random", groups="2", minutes="10", task="Praat met elkaar")
    group = scene.room.plans.get().rounds.get().groups.first().pk
    as_written = {"group": group, "name": "Keuken", "task": "Kook", "link": "https://bellen.example/1"}
    assert perform("breakouts.task", scene.as_host, as_written).status == "ok"
    scene.out()
    scene.end()
    room = copied(scene)
    assert [(item.title, item.started_at) for item in room.agenda.all()] == [("Welkom", None), ("Gluren", None)]
    assert [(each.text, each.state, each.round) for each in room.polls.all()] == [
        ("Wat is nodig?", "draft", 1),
        ("Later?", "draft", 1),
    ]
    board = room.boards.get()
    assert (board.names, board.moderation, board.categories) == ("named", "open", ["Zorg", "Tijd"])
    assert board.secret is None and board.opened_at is None and not board.questions.exists() and not board.log.exists()
    made = [(each.name, each.task, each.link) for each in room.plans.get().rounds.get().groups.all()]
    was = scene.room.plans.latest("pk").rounds.get().groups.all()
    assert made == [(each.name, each.task, each.link) for each in was]
    assert not Seat.objects.filter(round__plan__room=room).exists()
    assert not room.session.programme.participants.exists() and room.code is None and room.opened_at is None
    assert list(room.session.hostings.values_list("user", flat=True)) == [scene.host.pk]
    before = scene.session
    assert (room.session.kind, room.session.by) == (before.kind, before.by)
    assert room.session.ends_at - room.session.starts_at == before.ends_at - before.starts_at


@pytest.mark.parametrize("way", [Way.ALIKE, Way.AGAIN])
def test_a_plan_that_needs_answers_or_people_is_not_copied(way, scene):
    scene.must("breakouts.plan", way="random", groups="2", minutes="10")
    scene.room.plans.update(way=way)
    assert not copied(scene).plans.exists()


def test_a_copy_can_be_held(scene):
    scene.must("board.set", names="named")
    scene.draft()
    room = copied(scene, open="1")
    host = Actor(room.pk, Role.HOST, user=scene.host.pk)
    for name, data in (("board.open", {}), ("poll.open", {"poll": Poll.objects.get(room=room).pk}), ("room.close", {})):
        assert perform(name, host, data).status == "ok"


def test_only_hosts_of_a_session_copy_it(scene, elsewhere):
    administrator = get_user_model().objects.create_superuser("a", "a@wijkteams.example")
    for user in (elsewhere.host, scene.organiser, administrator):
        assert copied(scene, user).status_code == 422
    assert copied(scene, copied="").status_code == 422
    cohost = get_user_model().objects.create_user("co", "co@wijkteams.example")
    Hosting.objects.create(session=scene.session, user=cohost)
    assert list(copied(scene, cohost).session.programme.organisers.all()) == [cohost]


def test_the_page_offers_a_copy_to_hosts_alone(prepared, elsewhere):
    address = f"/hosting/new/?copied={prepared.session.pk}"
    host = prepared.client(Role.HOST)
    assert address in host.get("/hosting/").content.decode()
    assert 'value="copy" checked' in host.get(address).content.decode()
    for browser, path in ((elsewhere.client(Role.HOST), address), (host, "/hosting/new/?copied=x")):
        assert 'value="copy"' not in browser.get(path).content.decode()

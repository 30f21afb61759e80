"""A single meeting moves into a programme of its maker, with everything that hangs on it, and only for its maker."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from livesessions.archive.access import records_for
from livesessions.archive.checksums import changed_records
from livesessions.archive.models import Note, Record, SavedView, Tag
from livesessions.archive.trends.models import BarometerGiven
from livesessions.archive.webhooks.models import Webhook
from livesessions.programme.models import Hosting, Participant, Programme, Session, Team
from polls.asking.models import Poll
from rooms.board.models import WordList
from rooms.floor.meetings.beginning import Wanted, begin
from rooms.floor.meetings.examples import EXAMPLES
from rooms.live.base.people import Role
from rooms.live.models import Room
from tests.scene import Scene

HOW = {
    "Session": "it moves", "Participant": "they move", "Record": "it moves", "Tag": "it moves", "Note": "it moves",
    "BarometerGiven": "it moves", "WordList": "its words move",
    "Team": "a meeting with teams does not move", "Purge": "it stays, under its address",
    "Export": "it is forgotten", "SavedView": "it ends", "Webhook": "it ends", "Token": "it loses the programme",
}  # fmt: skip
"""What becomes of everything that hangs on a programme."""


def test_of_everything_that_hangs_on_a_programme_it_is_decided_whether_it_moves():
    hanging = {
        model.__name__
        for model in apps.get_models()
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
        if field.related_model is Programme
    }
    assert hanging == set(HOW)


@pytest.fixture
def meeting(transactional_db) -> Scene:
    """A single meeting of a maker, in which somebody is."""
    maker = get_user_model().objects.create_user("maker", "maker@wijkteams.example")
    room = begin(maker, Wanted("abcdefgh2345", "Even bij elkaar", EXAMPLES["check-in"], None, opens=False))
    person = Participant.objects.create(programme=room.session.programme, name="Mo")
    return Scene(room.session.programme, room.session, room, maker, maker, [person])


@pytest.fixture
def target(prepared) -> Programme:
    """A programme of this week, which the maker neither organises nor hosts in."""
    today = timezone.localdate()
    programme = prepared.programme
    programme.starts_on, programme.ends_on = today - timedelta(days=3), today + timedelta(days=3)
    programme.save()
    return programme


def held(scene: Scene) -> Poll:
    """A poll that was asked, in a meeting that is over."""
    scene.must("room.open")
    poll = scene.asked("Wat neem je mee?")
    scene.vote(poll)
    scene.end()
    return poll


def moved(scene: Scene, target: Programme, user=None, **fields):
    client = Client()
    client.force_login(user or scene.host)
    return client.post(f"/hosting/{scene.session.pk}/programme/", {"programme": target.slug, **fields})


def test_everything_moves_and_the_organisers_of_the_programme_read_it(meeting, target, prepared):
    held(meeting)
    target.organisers.add(meeting.host)
    source = Programme.objects.get(pk=meeting.programme.pk)
    record = Record.objects.get(programme=source)
    beside = {"programme": source, "kind": record.kind, "key": record.key}
    Tag.objects.create(**beside, name="rust")
    Note.objects.create(**beside, about="room", text="Goed gesprek", by_name="Mo")
    BarometerGiven.objects.create(**beside, barometer="rust-1")
    WordList.objects.create(programme=source, words="dossier\nnaam")
    WordList.objects.create(programme=target, words="naam\nstraat")
    Webhook.objects.create(programme=source, address="https://elders.example/")
    SavedView.objects.create(programme=source, owner=meeting.host, name="x", search="x", saved_on=timezone.localdate())
    assert not records_for(prepared.organiser.pk).exists()
    answer = moved(meeting, target)
    assert answer.status_code == 302, answer.content.decode()
    assert not Programme.objects.filter(pk=source.pk).exists()
    room = Room.objects.get(pk=meeting.room.pk)
    assert room.session.programme == target and room.polls.filter(state="draft").exists()
    for user in (meeting.host, prepared.organiser):
        assert records_for(user.pk).get().programme == target
    assert not records_for(prepared.host.pk).exists(), "another host of the programme reads their own sessions"
    assert not list(changed_records()), "the checksums are those of the records where they are now"
    for model in (Participant, Tag, Note, BarometerGiven):
        assert model.objects.filter(programme=target).exists()
    assert WordList.objects.get(programme=target).words == "naam\nstraat\ndossier"
    assert not Webhook.objects.exists() and not SavedView.objects.exists()
    client = meeting.client(Role.HOST)
    assert client.get(f"/archive/{target.slug}/polls/").status_code == 200
    assert client.get(f"/r/{room.pk}/host/").status_code == 200


@pytest.mark.parametrize(
    ("who", "may"),
    [("maker", True), ("maker hosts there", False), ("maker of nothing there", False), ("cohost", False),
     ("organiser of the programme", False), ("maker who hosts no more", False), ("maker who organises no more", False),
     ("administrator", False)],
)  # fmt: skip
def test_only_its_maker_moves_it_into_a_programme_of_theirs(who, may, meeting, target, prepared):
    user = meeting.host
    match who:
        case "maker hosts there":
            Hosting.objects.create(session=prepared.session, user=user)
        case "maker of nothing there":
            pass
        case "cohost":
            user = get_user_model().objects.create_user("co", "co@wijkteams.example")
            Hosting.objects.create(session=meeting.session, user=user)
            target.organisers.add(user)
        case "organiser of the programme":
            user = prepared.organiser
        case "administrator":
            user = get_user_model().objects.create_superuser("a", "a@wijkteams.example")
        case _:
            target.organisers.add(user)
            if who == "maker who hosts no more":
                Hosting.objects.filter(session=meeting.session).delete()
            if who == "maker who organises no more":
                meeting.programme.organisers.clear()
    answer = moved(meeting, target, user)
    assert answer.status_code in ((302,) if may else (404, 422))
    assert Session.objects.filter(pk=meeting.session.pk, programme=target).exists() is may
    assert Programme.objects.filter(single=True).exists() is not may


def test_a_meeting_of_a_programme_does_not_move(prepared, target):
    prepared.programme.organisers.add(prepared.host)
    assert moved(prepared, target).status_code == 404


def test_while_people_can_be_inside_it_stays_where_it_is(meeting, target):
    target.organisers.add(meeting.host)
    for command in ("room.wait", "room.open", "room.close"):
        meeting.must(command)
        assert moved(meeting, target).status_code == 409
    meeting.must("room.finish")
    assert moved(meeting, target).status_code == 302


def test_a_meeting_to_come_gets_a_time_within_the_programme_and_one_that_was_held_keeps_its_own(meeting, target):
    target.organisers.add(meeting.host)
    before = Session.objects.get(pk=meeting.session.pk)
    day = timezone.localdate()
    for wrong in (f"{day + timedelta(days=9)}T10:00", "morgen"):
        assert moved(meeting, target, starts_at=wrong).status_code == 422
    assert Session.objects.get(pk=before.pk).starts_at == before.starts_at
    assert moved(meeting, target, starts_at=f"{day + timedelta(days=2)}T10:00").status_code == 302
    after = Session.objects.get(pk=before.pk)
    assert timezone.localtime(after.starts_at).hour == 10
    assert after.ends_at - after.starts_at == before.ends_at - before.starts_at


def test_a_meeting_that_was_held_on_another_day_or_that_has_teams_does_not_move(meeting, target):
    held(meeting)
    target.organisers.add(meeting.host)
    Programme.objects.filter(pk=target.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    later = f"{timezone.localdate() - timedelta(days=2)}T10:00"
    assert moved(meeting, target, starts_at=later).status_code == 422, "what was held keeps its time"
    Programme.objects.filter(pk=target.pk).update(ends_on=timezone.localdate())
    Team.objects.create(programme=meeting.programme, name="Noord", number=1)
    assert moved(meeting, target).status_code == 422
    assert Programme.objects.filter(single=True).exists()


def test_the_page_offers_what_its_maker_may_choose(meeting, target, elsewhere):
    target.organisers.add(meeting.host)
    client = meeting.client(Role.HOST)
    address = f"/hosting/{meeting.session.pk}/programme/"
    assert address in client.get("/hosting/").content.decode()
    page = client.get(address).content.decode()
    assert f'value="{target.slug}"' in page and elsewhere.programme.slug not in page
    assert 'name="starts_at"' in page

"""One person is erased: nothing leads to them any more, no count changes, and everybody else stays as they were."""

import re
from collections import Counter

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import CASCADE
from django.test import Client

from livesessions.archive.models import Record
from livesessions.programme import retention
from livesessions.programme.erasing import erase
from livesessions.programme.models import Participant, Purge, Team
from rooms.board.models import Question
from rooms.live.base.people import Role
from rooms.live.changes.erasing import erased_columns
from rooms.live.entry.outsiders import let_wait, who_waits
from rooms.live.hub.presence import PresenceEntry, presence
from rooms.live.models import Room
from tests.planting import files_of_the_database, pages
from tests.read_aloud import Texts
from tests.rooms.board.test_keeping import whole_dump
from tests.scene import Scene
from tests.session_story import hold

NAME, TEAM = "Quirijn", "Zandkasteel"
COUNTED = {"breakouts.Seat.participant", "breakouts.Wording.author", "live.Outsider.participant"}
"""Rows without a name that go with the row of their participant: a room that goes on counts them."""


def links():
    """Every foreign key to a participant, by name."""
    fields = [field for model in apps.get_models() for field in model._meta.concrete_fields]
    return {str(field).replace("polls.", ""): field for field in fields if field.related_model is Participant}


def columns_with(word: str) -> set[str]:
    """The columns in which the word stands, in any row of any table."""
    found = set()
    for model in apps.get_models():
        for row in model._default_manager.values():
            found |= {f"{model._meta.label}.{name}" for name, value in row.items() if word in str(value)}
    return found


def shown(scene: Scene) -> dict[str, str]:
    """Every page and file. All people but the last are here and have all that there is on their screens."""
    for person in scene.people:
        stay = 600 if person != scene.people[-1] else 0
        presence.sit(scene.room.pk, person.pk.hex, PresenceEntry(person.team_id or 0, 2**40, fallback=False), stay=stay)
    return pages(scene)


def told(texts: dict[str, str]) -> dict[str, Counter[str]]:
    """The numbers that stand on every page and in every file, but for a row that says what NAME answered."""
    found = {}
    for name, page in texts.items():
        reader = Texts()
        reader.feed(page)
        rows = re.split(r"[\n{}]", "\n".join(reader.texts))
        found[name] = Counter(re.findall(r"\d+", "\n".join(row for row in rows if NAME not in row)))
    return found


def told_by_the_database() -> list[tuple[object, ...]]:
    """What is counted and kept: records of every version, without what changes with words."""
    same = ("kind", "key", "version", "payload", "present", "received", "answered", "checksum", "stems")
    return list(Record.objects.order_by("pk").values_list(*same))


@pytest.fixture
def lived(transactional_db):
    """A session in which one of the people did everything that can be done; they come last among the people."""
    scene = Scene.build(people=5)
    person = scene.people[0]
    person.name, person.team = NAME, Team.objects.create(programme=scene.programme, name=TEAM, number=9)
    person.save()
    hold(scene)
    scene.must("poll.draft", text="Waar sluit je aan?", options="Werkplaats\nLeerkring", named="on")
    named = scene.room.polls.get(named=True)
    scene.must("poll.open", poll=named.pk)
    for who in range(len(scene.people)):
        assert scene.vote(named, who % 2, who).status == "ok"
    scene.must("poll.reveal", poll=named.pk)
    LogEntry.objects.create(
        user=scene.host,
        content_type=ContentType.objects.get_for_model(Participant),
        object_id=str(person.pk),
        object_repr=person.name,
        action_flag=CHANGE,
    )
    scene.people.append(scene.people.pop(0))
    return scene


@pytest.mark.parametrize("is_over", [False, True], ids=["in the room", "afterwards"])
def test_nothing_leads_to_who_was_erased_and_no_count_changes(lived, is_over):
    person = lived.people[-1]
    known = columns_with(NAME) - {"admin.LogEntry.object_repr"}
    if not is_over:
        assert known - {"programme.Participant.name"} == {"board.Question.name"} < erased_columns()
        assert {link for link in links() if not _has_rows(link, person)} == {"live.Outsider.participant"}
    if is_over:
        lived.end()
    before, kept = shown(lived), told_by_the_database()
    assert NAME in before["download polls" if is_over else "host"]
    assert erase(person.pk)
    after = shown(lived)
    assert told(after) == told(before) and told_by_the_database() == kept
    assert [name for name, page in after.items() if NAME in page] == []
    assert NAME not in whole_dump()
    if is_over:
        assert not Participant.objects.filter(pk=person.pk).exists()
    else:
        assert {link for link in links() if _has_rows(link, person)} == COUNTED - {"live.Outsider.participant"}
        lived.end()
    dump = whole_dump()
    assert not [each for each in (NAME, person.pk.hex, str(person.pk)) if each in dump]
    assert [name for name, content in files_of_the_database().items() if NAME.encode() in content] == []
    assert Participant.objects.count() == 4 and not erase(person.pk)
    assert Purge.objects.get().what == "erased"


def _has_rows(link: str, person: Participant) -> bool:
    field = links()[link]
    return field.model._default_manager.filter(**{field.name: person.pk}).exists()


def test_every_link_to_a_participant_is_taken_out():
    """A new foreign key has an eraser, or goes with the row and is counted while the room goes on."""
    found = links()
    assert found.keys() - COUNTED == {column for column in erased_columns() if column in found}
    assert {field.remote_field.on_delete for name, field in found.items() if name in COUNTED} == {CASCADE}
    columns = {f"{model._meta.label}.{field.name}" for model in apps.get_models() for field in model._meta.fields}
    assert erased_columns() <= columns


@pytest.mark.both_databases
def test_who_leaves_takes_everything_away_and_is_nobody_then(scene):
    scene.open_board(names="named")
    scene.put("Met naam?")
    phone, other = scene.client(Role.PARTICIPANT), scene.client(Role.PARTICIPANT)
    room, address = f"/r/{scene.room.pk}/", f"/r/{scene.room.pk}/erase/"
    assert address in phone.get(f"{room}leave/").content.decode()
    sure = phone.get(address).content.decode()
    assert "Haal alles van mij weg" in sure and "kunt dit niet terugdraaien" in sure
    assert Participant.objects.filter(name="Mens 0").exists(), "they were not sure yet"
    answer = phone.post(address)
    assert answer.status_code == 303 and "Alles van jou is weg" in phone.get(answer["Location"]).content.decode()
    assert phone.get(address).status_code == 302
    assert other.get(room).status_code == 403, "another device of theirs"
    again = {"command": "room.introduce", "name": "Weer ik", "role": "anders"}
    assert other.post(f"{room}do/", again).status_code == 403
    assert other.get(f"{room}elsewhere/").status_code == 302
    assert Question.objects.get().name == "" and "Mens 0" not in whole_dump()
    assert Client().post(address).status_code == 303, "of nobody nothing goes"
    assert Purge.objects.count() == 1


def test_who_waits_and_who_was_put_out_are_erased_too(scene):
    Room.objects.filter(pk=scene.room.pk).update(waiting_at=scene.room.opened_at)
    assert let_wait(scene.room, scene.people[0].pk)
    scene.must("room.remove", person=scene.people[1].pk)
    for person in scene.people[:2]:
        assert erase(person.pk)
    assert who_waits(scene.room) == []
    page = scene.client(Role.HOST).get(f"/r/{scene.room.pk}/people/").content.decode()
    assert "Mens 0" not in page and "Mens 1" not in page
    assert scene.client(Role.PARTICIPANT, 1).get(f"/r/{scene.room.pk}/").status_code == 403, "erasing is no way in"
    scene.end()
    assert [person.name for person in Participant.objects.all()] == ["Mens 2"]


def test_what_was_left_is_swept_every_day(scene):
    assert erase(scene.people[0].pk)
    assert retention.purge_besides() == {}, "the room goes on"
    Room.objects.update(finished_at=scene.room.opened_at, code=None)
    assert retention.purge_besides() == {"rows of erased people": 1}
    assert Participant.objects.count() == 2


def test_organisers_take_out_who_asks_for_it(scene, elsewhere, caplog):
    caplog.set_level("INFO")
    Participant.objects.filter(pk=scene.people[2].pk).update(name="")
    address = f"/archive/{scene.programme.slug}/people/"
    organiser = Client()
    organiser.force_login(scene.organiser)
    page = organiser.get(address).content.decode()
    assert "2 namen zijn bewaard" in page and "Mens 0" in page and 'placeholder="Zonder naam"' not in page
    assert "Mens 1" not in organiser.get(address, {"name": "mens 0"}).content.decode()
    answer = organiser.post(address, {"person": scene.people[0].pk}, follow=True).content.decode()
    assert "Elk getal" in answer and "Mens 0" not in answer and "iemand weggehaald" in answer
    for key in (scene.people[0].pk, elsewhere.people[0].pk, "x"):
        assert "staat niet meer in de lijst" in organiser.post(address, {"person": key}, follow=True).content.decode()
    assert Participant.objects.filter(programme=elsewhere.programme).exclude(name="").count() == 3
    assert "participant.erased" in caplog.text and "Mens 0" not in caplog.text
    for client in (scene.client(Role.HOST), scene.client(Role.PARTICIPANT), Client()):
        for response in (client.get(address), client.post(address, {"person": scene.people[1].pk})):
            assert response.status_code in (302, 404) and "Mens 1" not in response.content.decode()
    assert Participant.objects.filter(name="Mens 1").exists()
    assert "bewaartermijn" not in organiser.get(f"/archive/{scene.programme.slug}/").content.decode()

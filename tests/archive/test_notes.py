"""Notes beside what was kept: who may read the thing writes them; its author and organisers remove them."""

from datetime import date

import pytest
from django.test import Client

from livesessions.archive.models import Note, Record
from livesessions.archive.notes.models import LONGEST_NOTE
from livesessions.archive.notes.noting import MOST
from livesessions.programme.models import Hosting, Programme
from livesessions.programme.retention import purge
from rooms.live.base.people import Role
from tests.archive.conftest import sung

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("songs")]


@pytest.fixture
def song(prepared):
    return sung(prepared, "Een lied", key="een-lied")


def address(record: Record) -> str:
    return f"/archive/{record.programme.slug}/kept/{record.kind}/{record.key}/"


def posted(client: Client, record: Record, **form: object):
    return client.post(f"{address(record)}notes/", {"about": "remark"} | form)


def test_a_host_writes_what_came_of_it_and_organisers_read_it(song, prepared, organiser):
    text = "<b>De gemeente</b> heeft\n\nhet overgenomen."
    answer = posted(prepared.client(Role.HOST), song, about="came_of_it", text=text)
    assert answer.headers["Location"] == f"{address(song)}#notes"
    page = organiser.get(address(song)).content.decode()
    assert "&lt;b&gt;De gemeente&lt;/b&gt;" in page and "Wat eruit kwam" in page and "host-dag" in page
    assert Record.objects.get().checksum == song.checksum and Record.objects.count() == 1, "the record is as it was"


def test_its_author_and_organisers_remove_it_and_nobody_else(song, prepared, organiser):
    posted(organiser, song, text="Van de organisator.")
    other = prepared.client(Role.HOST)
    posted(other, song, remove=Note.objects.get().pk)
    assert Note.objects.count() == 1
    posted(other, song, text="Van de begeleider.")
    posted(other, song, remove=Note.objects.get(text="Van de begeleider.").pk)
    assert Note.objects.get().text == "Van de organisator."
    posted(organiser, song, remove="x")
    posted(organiser, song, remove=Note.objects.get().pk)
    assert Note.objects.count() == 0


def test_a_note_of_another_thing_stays(song, prepared, organiser):
    other = sung(prepared, "Nog een lied", key="nog-een")
    posted(organiser, other, text="Hier.")
    posted(organiser, song, remove=Note.objects.get().pk)
    assert Note.objects.count() == 1


def test_it_stays_without_a_name_when_its_author_is_gone(song, prepared, organiser):
    posted(prepared.client(Role.HOST), song, text="Van de begeleider.")
    Hosting.objects.all().delete()
    prepared.host.delete()
    page = organiser.get(address(song)).content.decode()
    assert "Van de begeleider." in page and "<bdi>een begeleider</bdi>" in page and "host-dag" not in page


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"text": " \n "}, "verplicht"),
        ({"text": "x" * (LONGEST_NOTE + 1)}, "2000"),
        ({"text": "Goed", "about": "iets"}, "Goed"),
    ],
)
def test_what_is_no_note_is_said_and_what_was_typed_stays(form, sentence, song, organiser):
    answer = posted(organiser, song, **form)
    page = answer.content.decode()
    assert answer.status_code == 422 and sentence in page and form["text"] in page
    assert not Note.objects.exists()


def test_a_thing_has_so_many_notes(song, organiser):
    Note.objects.bulk_create(
        Note(programme=song.programme, kind="song", key=song.key, about="remark", text="x") for _ in range(MOST)
    )
    answer = posted(organiser, song, text="Nog een.")
    assert answer.status_code == 422 and "Nog een." in answer.content.decode() and Note.objects.count() == MOST


def test_after_the_term_none_is_written_and_the_page_says_so(song, organiser):
    Programme.objects.update(starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 1))
    page = organiser.get(address(song)).content.decode()
    assert 'name="text"' not in page and "kan hier geen notitie meer bij" in page
    assert "Woorden bewaren we tot" not in page and "Aantallen blijven tot" in page
    answer = posted(organiser, song, text="Te laat.")
    assert answer.status_code == 422 and "kan hier geen notitie meer bij" in answer.content.decode()
    assert not Note.objects.exists()


def test_notes_go_with_the_term(song, organiser):
    posted(organiser, song, text="Van de organisator.")
    last = song.programme.ends_on
    purge(last.replace(year=last.year + 2))
    assert not Note.objects.exists()

"""A closed poll in the archive: counts, how many people were there, and what nobody may see."""

import csv
import io

import pytest
from django.test import Client

from livesessions.archive.models import Record
from rooms.live.base.people import Role
from rooms.live.hub.presence import PresenceEntry, presence
from tests.archive.trends.polls import kept
from tests.browsing import Browser

pytestmark = pytest.mark.both_databases


def archive(scene) -> tuple[str, list[list[str]]]:
    """Page and download, for the organiser."""
    organiser = Client()
    organiser.force_login(scene.organiser)
    address = f"/archive/{scene.programme.slug}/"
    text = organiser.get(f"{address}polls.csv").content.decode().removeprefix("\ufeff")
    return organiser.get(address).content.decode(), list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def closed(scene, minimum: int = 1, votes: int = 3):
    """A poll that so many people answered, each something else, and that is closed."""
    scene.must("poll.draft", text="Wat is nodig?", options="Meer tijd\nMinder regels\nKoffie", minimum=minimum)
    poll = scene.room.polls.get()
    scene.must("poll.open", poll=poll.pk)
    poll.refresh_from_db()
    for who in range(votes):
        assert scene.vote(poll, who, who).status == "ok"
    scene.must("poll.close", poll=poll.pk)
    return poll


def test_the_page_and_the_download_tell_the_same(scene):
    closed(scene)
    page, rows = archive(scene)
    assert "Wat is nodig?" in page and "3 antwoorden" in page and page.count('class="many">') == 3
    assert rows[0] == [
        "Bijeenkomst",
        "Peiling",
        "Gesloten",
        "Antwoorden",
        "Antwoord",
        "Stemmen",
        "Procent",
        "Deel",
        "Waarde",
        "Vragenlijst",
        "Soort",
        "Geteld",
        "Handen in de zaal",
        "Ronde",
        "Naam",
    ]
    assert [(row[0], row[1], *row[3:7]) for row in rows[1:]] == [
        ("Gluren dag", "Wat is nodig?", "3", "Meer tijd", "1", "33"),
        ("Gluren dag", "Wat is nodig?", "3", "Minder regels", "1", "33"),
        ("Gluren dag", "Wat is nodig?", "3", "Koffie", "1", "33"),
    ]


def test_below_the_minimum_organisers_read_no_answer_in_either(scene):
    closed(scene, minimum=5)
    page, rows = archive(scene)
    assert "minder dan 5 antwoorden" in page and "Koffie" not in page and 'class="many"' not in page
    assert [row[3:7] for row in rows[1:]] == [["", "Te weinig antwoorden om te tonen", "", ""]]


def test_it_is_kept_how_many_were_there_had_it_on_their_screen_and_answered(scene):
    poll = scene.asked()
    asked_at = scene.room.participants_version
    for who, seen in enumerate((asked_at, asked_at - 1, asked_at + 5)):
        presence.sit(scene.room.pk, scene.people[who].pk.hex, PresenceEntry(0, seen, fallback=False), stay=600)
    assert scene.vote(poll).status == "ok"
    scene.must("poll.close", poll=poll.pk)
    record = scene.record(poll)
    assert (record.present, record.received, record.answered) == (3, 2, 1)


def test_what_an_administrator_removed_is_nowhere_shown(scene):
    poll = closed(scene)
    assert "33%" in Browser(scene, Role.HOST).parts()["tally"]
    Record.objects.filter(kind="poll", key=str(poll.pk)).delete()
    page, rows = archive(scene)
    assert "Wat is nodig?" not in page and len(rows) == 1
    scene.must("poll.reveal", poll=poll.pk)
    assert "33%" not in Browser(scene, Role.HOST).parts()["tally"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_cost_the_same_for_one_and_for_three(number, scene, django_assert_num_queries):
    for i in range(number):
        scene.must("poll.close", poll=scene.asked(f"Vraag {i}?").pk)
    organiser = Client()
    organiser.force_login(scene.organiser)
    # session, user, programme, who organises it; what is still to come; how many, those of this page; sessions twice;
    # what was purged, last use
    with django_assert_num_queries(12):
        assert organiser.get(f"/archive/{scene.programme.slug}/").content.decode().count("<section") == number
    with django_assert_num_queries(7):  # session, user, factors, programme, what is to be finished, how many, records
        organiser.get(f"/archive/{scene.programme.slug}/polls.csv")


@pytest.mark.parametrize("number", [1, 3])
def test_what_polls_need_besides_their_records_is_read_at_once(number, scene, django_assert_num_queries):
    """Approved words, the round before, and pictures: one query each for a page and for a file, whatever it holds."""
    words = {"kind": "words", "options": [], "settings": {"words": 3, "approve": True}, "minimum": 1}
    pictures = {"kind": "picture", "options": [["8001", "Huis"], ["8002", "Boom"]], "minimum": 1}
    choice = {"kind": "single", "options": [["1", "Tijd"], ["2", "Rust"]], "minimum": 1}
    for _ in range(number):
        kept(scene.session, {"tijd": 3}, **words)
        kept(scene.session, {"8001": 3, "8002": 2}, **pictures)
        before = kept(scene.session, {"1": 3, "2": 2}, **choice)
        kept(scene.session, {"1": 2, "2": 3}, round=2, again_of=before.key, **choice)
    organiser = Client()
    organiser.force_login(scene.organiser)
    with django_assert_num_queries(15):  # those of the test before, and three
        assert organiser.get(f"/archive/{scene.programme.slug}/").content.decode().count("<section") == 4 * number
    with django_assert_num_queries(10):
        organiser.get(f"/archive/{scene.programme.slug}/polls.csv")

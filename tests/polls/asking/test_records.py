"""A closed poll in the archive: counts, how many people were there, and what nobody may see."""

import csv
import io

import pytest
from django.test import Client

from livesessions.archive.models import Record
from rooms.live.base.people import Role
from rooms.live.hub.presence import PresenceEntry, presence
from tests.browsing import Browser

pytestmark = pytest.mark.both_databases


def archive(stage) -> tuple[str, list[list[str]]]:
    """Page and download, for the organiser."""
    organiser = Client()
    organiser.force_login(stage.organiser)
    address = f"/archive/{stage.programme.slug}/"
    text = organiser.get(f"{address}polls.csv").content.decode().removeprefix("\ufeff")
    return organiser.get(address).content.decode(), list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def closed(stage, minimum: int = 1, votes: int = 3):
    """A poll that so many people answered, each something else, and that is closed."""
    stage.must("poll.draft", text="Wat is nodig?", options="Meer tijd\nMinder regels\nKoffie", minimum=minimum)
    poll = stage.room.polls.get()
    stage.must("poll.open", poll=poll.pk)
    poll.refresh_from_db()
    for who in range(votes):
        assert stage.vote(poll, who, who).status == "ok"
    stage.must("poll.close", poll=poll.pk)
    return poll


def test_the_page_and_the_download_tell_the_same(stage):
    closed(stage)
    page, rows = archive(stage)
    assert "Wat is nodig?" in page and "3 antwoorden" in page and page.count('class="many">') == 3
    assert rows[0] == ["Bijeenkomst", "Peiling", "Gesloten", "Antwoorden", "Antwoord", "Stemmen", "Procent"]
    assert [(row[0], row[1], *row[3:]) for row in rows[1:]] == [
        ("Gluren dag", "Wat is nodig?", "3", "Meer tijd", "1", "33"),
        ("Gluren dag", "Wat is nodig?", "3", "Minder regels", "1", "33"),
        ("Gluren dag", "Wat is nodig?", "3", "Koffie", "1", "33"),
    ]


def test_below_the_minimum_organisers_read_no_answer_in_either(stage):
    poll = closed(stage, minimum=5)
    assert set(stage.record(poll).payload["counts"].values()) == {1}, "make sure that it could leak"
    page, rows = archive(stage)
    assert "Minder dan 5 antwoorden" in page and "Koffie" not in page and 'class="many"' not in page
    assert [row[3:] for row in rows[1:]] == [["3", "Te weinig antwoorden om te tonen", "", ""]]


def test_it_is_kept_how_many_were_there_had_it_on_their_screen_and_answered(stage):
    poll = stage.asked()
    asked_at = stage.room.participants_version
    for who, seen in enumerate((asked_at, asked_at - 1, asked_at + 5)):
        presence.sit(stage.room.pk, stage.people[who].pk.hex, PresenceEntry(0, seen, fallback=False), stay=600)
    assert stage.vote(poll).status == "ok"
    stage.must("poll.close", poll=poll.pk)
    record = stage.record(poll)
    assert (record.present, record.received, record.answered) == (3, 2, 1)


def test_what_an_administrator_removed_is_nowhere_shown(stage):
    poll = closed(stage)
    assert "33%" in Browser(stage, Role.HOST).parts()["tally"]
    Record.objects.filter(kind="poll", key=str(poll.pk)).delete()
    page, rows = archive(stage)
    assert "Wat is nodig?" not in page and len(rows) == 1
    stage.must("poll.reveal", poll=poll.pk)
    assert "33%" not in Browser(stage, Role.HOST).parts()["tally"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_cost_the_same_for_one_and_for_three(number, stage, django_assert_num_queries):
    for i in range(number):
        stage.must("poll.close", poll=stage.asked(f"Vraag {i}?").pk)
    organiser = Client()
    organiser.force_login(stage.organiser)
    # session, user, programme; what is still to come; how many, those of this page; sessions twice
    with django_assert_num_queries(9):
        assert organiser.get(f"/archive/{stage.programme.slug}/").content.decode().count("<section") == number
    with django_assert_num_queries(6):  # session, user, factors, programme, what is to be finished, records
        organiser.get(f"/archive/{stage.programme.slug}/polls.csv")

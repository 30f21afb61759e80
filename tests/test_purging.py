"""The term of a programme is over: no name and no word of anybody is left, and the figures are."""

import logging
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.translation import override

from livesessions.archive.models import BarometerGiven, Record, Tag
from livesessions.archive.register import kinds_with_sheets
from livesessions.programme import retention
from livesessions.programme.models import Participant, Programme, Purge
from livesessions.programme.retention import Term
from rooms.breakouts.models import Group, Plan
from rooms.live.base.people import Role
from rooms.live.models import Room
from tests.planting import WORD, files_of_the_database, pages, plant_cards, plant_groups, plant_questions, plant_words
from tests.rooms.board.test_afterwards import code_of, look_up, write
from tests.rooms.board.test_keeping import whole_dump

NAMES = ("Mens 0", "Mens 1", "Mens 2", "Fatima", "host-dag")
LONG_AGO = datetime(2020, 1, 1, 12, tzinfo=UTC)
SOON, LATER, AT_LAST = date(2031, 8, 20), date(2032, 5, 20), date(2036, 5, 20)
"""After three months people go, after a year their words, after five years the numbers."""


def _long_ago() -> None:
    """The programme is over since years, and its room with it."""
    Programme.objects.update(starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 1))
    Room.objects.update(opened_at=LONG_AGO, closed_at=LONG_AGO)


def lived(scene) -> str:
    """A session in which everything was written that can be; the code of a question."""
    scene.moderator()
    scene.must("floor.announce", text=f"Vraag {WORD}.")
    planted = plant_questions(scene)
    plant_cards(scene)
    plant_groups(scene)
    scene.must("breakouts.tell", round=scene.current_plan.rounds.get().pk, text=f"Nog even, {WORD}.")
    scene.must("board.words", words=WORD)
    plant_words(scene)
    Plan.objects.update(task="Praat.")  # what hosts asked stays, as a poll does
    Group.objects.update(task="")
    question = scene.room.boards.get(kind="questions").questions.get(pk=planted[0][1])
    code = code_of(scene, question)
    scene.end()
    write(scene, question, f"Vraag het {WORD}.")
    person = scene.people[0]
    LogEntry.objects.create(
        user=scene.host,
        content_type=ContentType.objects.get_for_model(Participant),
        object_id=str(person.pk),
        object_repr=person.name,
        action_flag=CHANGE,
    )
    return code


def downloads(scene) -> dict[str, str]:
    """Every sheet of the archive, as its organiser has it."""
    organiser = Client()
    organiser.force_login(scene.organiser)
    return {
        sheet.name: organiser.get(f"/archive/{scene.programme.slug}/{sheet.name}.csv").content.decode()
        for _kind, sheet in kinds_with_sheets()
    }


@pytest.mark.both_databases
def test_after_the_term_nobodys_name_and_nobodys_words_are_left(scene, caplog):
    caplog.set_level(logging.DEBUG)
    code = lived(scene)
    ids = {person.pk.hex for person in scene.people} | {str(person.pk) for person in scene.people}
    figures = Counter(Record.objects.newest().values_list("kind", flat=True))
    votes = [record.payload["votes"] for record in Record.objects.filter(kind="question").newest().order_by("pk")]
    caplog.clear()
    assert retention.purge(SOON - timedelta(days=1)) == {}, "the day before, nothing goes"
    before = downloads(scene)
    assert retention.purge(SOON) == {"participants": 3, "moderators": 1}
    assert downloads(scene) == before, "no number and no word goes with people"
    dump = whole_dump()
    assert [each for each in ids if each in dump] == [] and "Fatima" not in dump and WORD in dump
    assert retention.purge(LATER - timedelta(days=1)) == {}, "and of words"
    went = retention.purge(LATER)
    assert went["words of records"]
    dump = whole_dump()
    accounts = ("host-dag",)  # they are removed by hand
    assert [each for each in (*NAMES, WORD, *ids) if each in dump and each not in accounts] == []
    for name, content in files_of_the_database().items():
        assert [each for each in (*NAMES, WORD) if each.encode() in content and each not in accounts] == [], name
    assert not Record.objects.filter(payload__icontains="host-dag").exists()
    assert Counter(Record.objects.newest().values_list("kind", flat=True)) == figures
    kept = Record.objects.filter(kind="question").newest().order_by("pk")
    assert [record.payload["votes"] for record in kept] == votes
    shown = pages(scene)
    assert [name for name, page in shown.items() if WORD in page or "Mens 0" in page] == []
    assert ";3;" in shown["download polls"] and "bewaartermijn" in shown["archive poll"], "how many answered stays"
    assert Record.objects.get(kind="poll", variant="words").payload["cells"] == {}
    chosen = Record.objects.get(kind="poll", variant="single")
    assert chosen.purged_at is None and set(chosen.payload["cells"].values()) == {3}, "nobody wrote it"
    assert "bewaartermijn" in shown["archive question"] and "gewist" in shown["archive question"]
    assert look_up(code).status_code == 422
    assert WORD not in caplog.text and "Mens" not in caplog.text and " of groups" in caplog.text


def test_again_changes_nothing_and_other_programmes_stay(scene, elsewhere):
    lived(scene)
    elsewhere.question("visible", text="Blijft dit?")
    Programme.objects.filter(pk=elsewhere.programme.pk).update(people_kept_months=36, texts_kept_months=36)
    assert retention.purge(LATER)
    recorded = Purge.objects.filter(programme=scene.programme).count()
    assert recorded and retention.purge(LATER) == {}
    assert Purge.objects.count() == recorded
    assert Participant.objects.filter(programme=elsewhere.programme).count() == 3
    assert "Blijft dit?" in whole_dump()


def test_a_room_that_nobody_ended_ends_and_is_kept(scene):
    scene.question("answered", text="Wie sluit er?")
    assert retention.purge(LATER)
    assert Room.objects.get().finished_at is not None
    assert Record.objects.get(kind="question").payload["text"] == ""
    assert retention.purge(LATER) == {}


def test_a_programme_that_cannot_be_purged_does_not_stop_the_others(scene, elsewhere, monkeypatch, caplog):
    def fails(programme, now):
        if programme == scene.programme:
            raise RuntimeError("no")
        return {}

    monkeypatch.setattr(retention, "_purges", [(Term.PEOPLE, fails), *retention._purges])
    assert retention.purge(LATER)["participants"] == 3
    assert Participant.objects.filter(programme=scene.programme).count() == 3
    assert "could not be purged" in caplog.text


def said(*options: str) -> str:
    """What the command prints."""
    to = StringIO()
    call_command("purge", *options, stdout=to)
    return to.getvalue()


def test_the_command_says_what_went(scene):
    assert said() == "Nothing to purge.\n"
    _long_ago()
    assert said().startswith("dag:\n  3 participants\n")
    with pytest.raises(CommandError):
        said("--dry-run", "--rewrite")


@pytest.mark.both_databases
def test_a_dry_run_says_what_would_go_and_changes_nothing(scene, elsewhere, caplog):
    """Also of a room that nobody ended: ending it is part of what is taken back."""
    lived(scene)
    elsewhere.question("visible", text="Wie sluit er?")
    elsewhere.moderator()
    Programme.objects.update(starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 1))
    Room.objects.update(opened_at=LONG_AGO)
    Room.objects.filter(closed_at__isnull=False).update(closed_at=LONG_AGO)
    before = whole_dump()
    caplog.clear()
    caplog.set_level(logging.INFO)
    would_go = said("--dry-run")
    assert whole_dump() == before and not caplog.records
    assert would_go.endswith("This was a dry run: nothing was changed.\n")
    assert "elders:\n" in would_go and "dag:\n" in would_go
    assert would_go.startswith(said()) and whole_dump() != before
    assert said("--dry-run") == "Nothing to purge.\n"


def test_what_went_is_recorded_without_what_it_was(scene, client):
    lived(scene)
    went = retention.purge(LATER)
    assert {purge.what: purge.number for purge in Purge.objects.all()} == went
    assert {row.programme for row in Purge.objects.all()} == {scene.programme}
    client.force_login(scene.organiser)
    page = client.get("/archive/dag/").content.decode()
    assert "gewist: 3 deelnemers, " in page and "1 antwoord," in page
    with override("nl"):
        assert not [purge for purge in Purge.objects.all() if purge.what in retention.in_words(purge)]
    Programme.objects.all().delete()
    assert set(Purge.objects.values_list("programme", "slug")) == {(None, "dag")}


@pytest.mark.both_databases
def test_after_the_last_term_nothing_is_left_but_what_was_planned(scene, client):
    lived(scene)
    Tag.objects.create(programme=scene.programme, kind="question", key="1", name="zorg")
    BarometerGiven.objects.create(programme=scene.programme, kind="poll", key="1", barometer="hoe-is-het")
    assert retention.purge(LATER)["tags"] == 1 and Record.objects.exists()
    went = retention.purge(AT_LAST)
    assert went["records"] and went["rooms"] == 1
    planned = {"Programme", "Purge", "Session", "Hosting", "Team"}
    rows = {
        model.__name__: model._default_manager.count()
        for label in ("programme", "live", "floor", "board", "breakouts", "polls_asking", "polls_groups", "archive")
        for model in apps.get_app_config(label).get_models()
    }
    assert {name for name, number in rows.items() if number} == planned
    client.force_login(scene.organiser)
    assert client.get("/archive/dag/").status_code == 200
    assert retention.purge(AT_LAST) == {}


def test_a_serving_process_does_it_by_itself(scene):
    _long_ago()

    stopped = retention.keep_purging(every=0.05)
    try:
        until = time.monotonic() + 10
        while Participant.objects.exists() and time.monotonic() < until:
            time.sleep(0.05)
    finally:
        stopped.set()
    assert not Participant.objects.exists()
    assert scene.client(Role.HOST).get("/hosting/").status_code == 200

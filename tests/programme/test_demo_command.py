"""`manage.py demo`: what it prepares, and that a second run is a quick one."""

import json
import logging
import os
import stat
from logging.handlers import BufferingHandler

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from livesessions.management import preparing
from livesessions.management.commands.demo import Command
from livesessions.programme.demo import loading
from livesessions.programme.demo.workshop import POLLS, QUESTIONS, RUNNING_ORDER
from livesessions.programme.models import Participant
from polls.asking.models import Option, Poll
from polls.kinds.register import kinds
from rooms.board.models import Question
from rooms.breakouts.models import Plan, Seat
from rooms.floor.models import AgendaItem
from rooms.live.base.people import Actor, Role
from rooms.live.commands.performing import perform
from rooms.live.models import Room

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "One rare word"
msgstr "Eén zeldzaam woord"
"""


@pytest.fixture
def var(tmp_path, settings, transactional_db, monkeypatch):
    """A folder of our own instead of var/, a catalogue to compile, no static files to collect, no meetings to hold.

    Commits are real: people are divided after one.
    """
    monkeypatch.setattr(Command, "meetings", ())
    settings.VAR_DIR = tmp_path / "var"
    settings.HASHED_STATIC = False
    messages = tmp_path / "locale" / "nl" / "LC_MESSAGES"
    messages.mkdir(parents=True)
    (messages / "django.po").write_text(PO, "utf-8")
    settings.LOCALE_PATHS = [tmp_path / "locale", *settings.LOCALE_PATHS]
    yield settings.VAR_DIR
    preparing.translation_file_changed(None, messages / "django.mo")


def demo(var, *options):
    """Prepare, and answer what was written."""
    call_command("demo", "--no-serve", "--port", "8123", *options)
    return json.loads((var / "demo.json").read_text())


def contents():
    """Everything the demo put into its room."""
    models = (Room, AgendaItem, Poll, Option, Question, Plan, Seat, Participant)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_the_workshop_is_open_with_its_running_order_polls_and_groups(var, capsys):
    written = demo(var)
    room = loading.workshop().room
    assert room.is_open
    assert written["url"] == "http://127.0.0.1:8123"
    assert written["room"] == room.pk
    assert written["code"] == room.shown_code
    assert list(room.agenda.values_list("title", "minutes")) == list(RUNNING_ORDER)
    drafts = [(poll.text, tuple(option.text for option in poll.options.all())) for poll in room.polls.all()]
    assert drafts[: len(POLLS)] == list(POLLS)
    assert {poll.kind for poll in room.polls.all()} == set(kinds()), "the demo shows every kind"
    board = room.boards.get()
    shown = [text for text, votes in QUESTIONS if votes is not None]
    assert [board.questions.get(pk=pk).text for pk in board.order] == shown
    assert board.questions.filter(state="pending").count() == len(QUESTIONS) - len(shown)
    plan = room.plans.get(ended_at=None)
    assert all(round_.seats.filter(group__isnull=False).count() == 24 for round_ in plan.rounds.all())
    host = Actor(room.pk, Role.HOST, user=room.session.hostings.first().user_id)
    shown = {"plan": plan.pk, "version": plan.version, "round": plan.rounds.first().pk}
    assert perform("breakouts.send", host, shown).status == "ok", "one button sends everybody out"
    printed = capsys.readouterr().out
    for value in (written["code"], *written["host"].values(), *written["organiser"].values(), f"/r/{room.pk}/screen/"):
        assert value in printed


def test_nothing_is_logged_between_the_addresses(var):
    logger, heard = logging.getLogger("livesessions.security"), BufferingHandler(1000)
    logger.addHandler(heard)
    demo(var)
    logger.removeHandler(heard)
    assert not heard.buffer
    assert not logger.disabled


def test_the_written_passwords_are_right_and_not_for_other_eyes(var, client):
    written = demo(var)
    assert stat.S_IMODE((var / "demo.json").stat().st_mode) == 0o600
    assert [path.name for path in var.iterdir()] == ["demo.json"]
    for who in ("host", "organiser"):
        assert client.login(**written[who])


def test_twice_is_once(var):
    first, before = demo(var), contents()
    modified = (var / "demo.json").stat().st_mtime_ns
    assert demo(var) == first
    assert contents() == before
    assert (var / "demo.json").stat().st_mtime_ns == modified


@pytest.mark.parametrize("spoiled", ["", "[]", "{", "\\0"])
def test_a_spoiled_file_costs_a_new_password_only(var, client, spoiled):
    room = demo(var)["room"]
    (var / "demo.json").write_text(spoiled)
    again = demo(var)
    assert again["room"] == room
    assert client.login(**again["host"])


def test_a_room_that_was_closed_opens_again(var):
    first = demo(var)
    host = loading.workshop().hostings.first().user_id
    perform("room.close", Actor(first["room"], Role.HOST, user=host), {})
    again = demo(var)
    assert loading.workshop().room.is_open
    assert again["code"] != first["code"]
    assert again["room"] == first["room"]


def test_what_the_door_refuses_is_said(var):
    demo(var)
    Poll.objects.all().delete()
    loading.workshop().hostings.all().delete()
    loading.User.objects.update(is_active=False)
    with pytest.raises(CommandError, match=r"\w"):
        demo(var)


def test_only_on_a_laptop(var, settings):
    settings.LAPTOP = False
    with pytest.raises(CommandError, match="LAPTOP=1"):
        demo(var)
    assert not Room.objects.exists()


def test_fresh_throws_away_no_database_but_its_own(var):
    with pytest.raises(CommandError, match="--fresh"):
        demo(var, "--fresh")


def test_catalogues_are_compiled_when_stale(var, settings):
    settings.LOCALE_PATHS = settings.LOCALE_PATHS[:1]
    assert preparing.compile_catalogues() == 1
    with translation.override("nl"):
        assert translation.gettext("One rare word") == "Eén zeldzaam woord"
    assert preparing.compile_catalogues() == 0
    [source] = settings.LOCALE_PATHS[0].glob("*/*/*.po")
    later = source.with_suffix(".mo").stat().st_mtime + 10
    os.utime(source, (later, later))
    assert preparing.compile_catalogues() == 1
    assert sorted(path.name for path in source.parent.iterdir()) == ["django.mo", "django.po"]


def test_static_files_are_collected_when_stale(tmp_path, settings, monkeypatch):
    sources, root = tmp_path / "sources", tmp_path / "static"
    sources.mkdir()
    (sources / "a.css").write_text("a{}")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT, settings.HASHED_STATIC = [sources], root, True
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    collected = []

    def collect(name, **options):
        collected.append(name)
        root.mkdir(exist_ok=True)
        (root / "staticfiles.json").write_text("{}")

    monkeypatch.setattr(preparing, "call_command", collect)
    assert preparing.collect_static() is True
    assert preparing.collect_static() is False
    later = (root / "staticfiles.json").stat().st_mtime + 10
    os.utime(sources / "a.css", (later, later))
    assert preparing.collect_static() is True
    assert collected == ["collectstatic"] * 2
    settings.HASHED_STATIC = False
    os.utime(sources / "a.css", (later + 10, later + 10))
    assert preparing.collect_static() is False

"""The demo's archive: meetings of 2021 to 2023, held by commands at their own time, the same in every demo."""

import json
from collections import defaultdict
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from livesessions.archive.checksums import changed_records
from livesessions.archive.files.spreadsheet import to_csv
from livesessions.archive.finding.tagging import with_tag
from livesessions.archive.models import Record
from livesessions.archive.reading import rows_of
from livesessions.archive.register import kinds_with_sheets, named
from livesessions.management.commands.demo import Command
from livesessions.management.held.clock import clock_at
from livesessions.management.held.holding import EARLY, LATER
from livesessions.programme.demo import loading
from livesessions.programme.demo.held import HELD, circle_together, proeftuinen_language
from livesessions.programme.demo.held.barometers import NEEDED
from livesessions.programme.demo.held.shapes import Asked, AskedAgain, Groups, Prompt
from livesessions.programme.demo.held.tags import TAGS
from livesessions.programme.retention import due
from livesessions.texts.redacting import MARK
from polls.asking.kept.results import disclosed
from polls.kinds.register import kinds
from rooms.live.hub.presence import presence
from rooms.live.models import TAKE_BACK
from tests.rooms.board.test_keeping import whole_dump

MOMENTS = ("begun_at", "ended_at", "kept_at", "redacted_at")


@pytest.fixture
def made(tmp_path, settings, transactional_db, monkeypatch):
    """``made(*meetings)`` prepares a demo in which these were held, and answers its logins. Commits are real."""
    settings.VAR_DIR, settings.HASHED_STATIC, settings.SMALLEST_RESULT = tmp_path / "var", False, 5

    def make(*meetings):
        monkeypatch.setattr(Command, "meetings", meetings)
        call_command("demo", "--no-serve", "--port", "8123")
        return json.loads((settings.VAR_DIR / "demo.json").read_text())

    return make


def test_it_is_full(made):
    made(*HELD)
    kept = Record.objects.newest().select_related("programme").order_by("ended_at")
    polls = [record for record in kept if record.kind == "poll"]
    assert {record.payload["kind"] for record in polls} == set(kinds()), "every kind was asked"
    assert {record.kind for record in kept} == {"poll", "board", "question", "prompt", "card", "round"}
    assert len({record.programme_id for record in polls}) == len(loading.PROGRAMMES)
    assert sum(disclosed(record).reason == "too_few" for record in polls) == 3
    assert any(record.payload["survey"] for record in polls)
    assert [record.payload["question"] for record in polls if record.payload["wordings"]] == [NEEDED]
    by_team = [record.payload["voices"] for record in polls if record.payload["voices"]]
    assert len(by_team) > 10
    assert all(voices["teams"] >= 3 and len(voices["sides"]) == 2 for voices in by_team)
    for held in HELD:
        _its_moments_are_those_of_the_session(held)
    _barometers_are_lines_that_break(polls)
    for tag, tagged in TAGS.items():
        found = with_tag(Record.objects.listed(), tag)
        asked = {next(iter(named(record.kind).words(record.payload))) for record in found}
        assert asked == set(tagged), "everything that should have the tag is kept"
    assert not due(date(2032, 1, 1)), "words are there as long as somebody may try the demo"
    assert list(changed_records()) == []


def _its_moments_are_those_of_the_session(held):
    session = loading.session_of(held)
    opened, written = session.starts_at - EARLY, session.ends_at + TAKE_BACK + LATER + timedelta(minutes=5)
    assert session.room.opened_at == opened
    for record in Record.objects.filter(session=session):
        moments = [at for name in MOMENTS if (at := getattr(record, name))]
        assert all(opened <= at <= written for at in moments)
        assert str(timezone.now().year) not in json.dumps(record.payload)


def _barometers_are_lines_that_break(polls):
    lines = defaultdict(list)
    for record in polls:
        if record.payload["round"] == 1:
            lines[record.payload["barometer"]].append(record)
    growth = lines["groei-en-veiligheid"]
    words = [record.payload["question"] for record in growth]
    assert words == 3 * ["Ontwikkeling gaat voor veiligheid."] + 3 * ["Wie groeit, komt ook tot meer veiligheid."]
    assert [record.answered for record in growth] == [402, 36, 34, 58, None, 365]
    shares = [[row.share for row in disclosed(record).result.rows] for record in lines["randvoorwaarde"]]
    assert shares == [[32, 36, 20, 12], [38, 31, 20, 11]]
    medians = [disclosed(record).result.median for record in lines["praten-over-zorgen"]]
    assert medians == [6, 6, 7]


def test_a_meeting_is_kept_as_it_was_held(made, client):
    held = circle_together.MEETING
    organiser = made(held)["organiser"]
    meeting = loading.session_of(held)
    assert not meeting.room.is_open
    assert not presence.here(meeting.room.pk)
    kept = Record.objects.filter(session=meeting).newest()
    polls = [record.payload for record in kept.filter(kind="poll").order_by("ended_at")]
    asked = [step for step in held.steps if isinstance(step, Asked | AskedAgain)]
    assert [poll["question"] for poll in polls] == [step.text for step in asked]
    counted = {(poll["question"], poll["round"]): tuple(poll["cells"].values()) for poll in polls}
    [again] = [step for step in asked if isinstance(step, AskedAgain)]
    [first] = [step for step in asked if isinstance(step, Asked) and step.text == again.text]
    assert counted[again.text, 1] == tuple(people for _answer, people in first.answers)
    assert counted[again.text, 2] == again.counts
    outcomes = {record.payload["text"]: record.payload["outcome"] for record in kept.filter(kind="question").listed()}
    assert set(outcomes.values()) == {"session", "writing", "open", "waiting"}
    questions = circle_together.BOARD.questions
    shown = {question.text: question.upvotes for question in questions if question.upvotes}
    [redacted] = [question.text for question in questions if question.redacted]
    [withdrawn] = [question.text for question in questions if question.withdrawn]
    votes = shown.pop(redacted)
    assert [record.payload["votes"] for record in kept if MARK in record.payload.get("text", "")] == [votes]
    for gone in (redacted, withdrawn, "Zonnevelt"):
        assert gone not in whole_dump()
    assert kept.get(kind="question", payload__state="withdrawn").payload["text"] == ""
    assert {r.payload["text"]: r.payload["votes"] for r in kept if r.payload.get("text") in shown} == shown
    [turned_down] = [question for question in questions if question.reason]
    assert turned_down.text not in outcomes
    [out] = [step for step in held.steps if isinstance(step, Groups)]
    groups = kept.get(kind="round").payload["groups"]
    assert [{line["field"]: line["text"] for line in group["lines"]} for group in groups] == list(out.harvest)
    [prompt] = [step for step in held.steps if isinstance(step, Prompt)]
    cards = [kept.get(kind="card", payload__text=text).payload for text, _cluster, _votes in prompt.cards]
    assert [(card["text"], card["cluster"], card["votes"]) for card in cards] == list(prompt.cards)
    assert client.login(**organiser)
    archive = f"/archive/{meeting.programme.slug}/"
    for page, words in (
        ("", asked[0].text),
        ("questions/", next(question.reply for question in questions if question.reply)),
        ("harvest/", out.harvest[0]["noticed"]),
        ("cards/", prompt.title),
        ("moderation.csv", turned_down.reason),
    ):
        assert words in client.get(archive + page).content.decode()


def test_it_is_the_same_in_every_demo_and_made_once(made):
    meetings = (circle_together.MEETING, proeftuinen_language.MEETING)
    made(*meetings)
    first, records = downloads(), list(Record.objects.values())
    made(*meetings)
    assert list(Record.objects.values()) == records, "a meeting is held once"
    call_command("flush", interactive=False, verbosity=0)
    made(*meetings)
    assert downloads() == first


def downloads():
    """What the archive says, as an organiser takes it along: questions, options, counts, moments."""
    found = {}
    for kind, sheet in kinds_with_sheets():
        records = Record.objects.listed() if kind.page else Record.objects.newest()
        records = records.filter(kind=kind.name, within="").order_by("ended_at", "text")
        found[sheet.name] = to_csv(sheet.columns, rows_of(kind, sheet, records))
    return found


def test_the_clock_stands_still_until_it_is_moved_and_is_right_again_after_an_error():
    long_ago = datetime(2021, 9, 16, 12, tzinfo=UTC)
    with suppress(ZeroDivisionError), clock_at(long_ago) as clock:
        assert timezone.now() == timezone.now() == long_ago
        clock.wait(90)
        assert timezone.now() == long_ago + timedelta(seconds=90)
        raise ZeroDivisionError
    assert timezone.now() > long_ago + timedelta(days=365)

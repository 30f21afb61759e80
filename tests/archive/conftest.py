"""A kind of record that no feature has: songs that a room sang, with the verses that are shown with them."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TypedDict

import pytest
from django.db.models import Count, IntegerField, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.template import engines
from django.test import Client

from livesessions.archive import register as kinds
from livesessions.archive.keeping import Reason, keep
from livesessions.archive.models import Record
from livesessions.archive.register import Choice, Page, RecordKind, Sheet, register
from tests.scene import NOON, Scene


class SongPayload(TypedDict):
    """What is kept of a song."""

    title: str
    mood: str
    singers: int
    composer: str


class VersePayload(TypedDict):
    """What is kept of a verse."""

    words: str


def _rows(record: Record, within: Sequence[Record]) -> Iterable[tuple[Record, str]]:
    return [(record, verse.payload["words"]) for verse in within] or [(record, "")]


MENDED = Reason("mended")
SONG = RecordKind(
    name="song",
    reasons={"mended": "Verbeterd"},
    schema=SongPayload,
    words=lambda payload: [payload["title"]],
    template="song.html",
    shown=lambda record, within: {"title": record.payload["title"], "verses": within},
    page=Page(
        name="songs",
        title="Liedjes",
        empty="Er is nog niet gezongen.",
        place=99,
        choices=[Choice("mood", "Stemming")],
        figures=[("Liedjes", Count("pk")), ("Zangers", Sum(Cast(KT("payload__singers"), IntegerField())))],
    ),
    sheets=[
        Sheet(
            name="songbook",
            title="Liedboek",
            page="songs",
            rows=_rows,
            columns=[
                ("Liedje", lambda row: row[0].payload["title"]),
                ("Zangers", lambda row: row[0].payload["singers"]),
                ("Couplet", lambda row: row[1]),
            ],
        )
    ],
)
VERSE = RecordKind(
    name="verse",
    schema=VersePayload,
    words=lambda payload: [payload["words"]],
    template="verse.html",
    shown=lambda record, within: {"words": record.payload["words"]},
    inside="song",
)
TEMPLATES = {
    "song.html": '<section class="record" id="{{ item.id }}"><h2>{{ shown.title }}</h2>{% for each in shown.verses %}'
    "{% include each.template with item=each shown=each.shown only %}{% endfor %}</section>",
    "verse.html": '<p class="verse">{{ shown.words }}</p>',
}


@pytest.fixture
def songs(monkeypatch, tmp_path):
    """The two kinds, registered as a feature would, with their templates; for one test."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    for name, source in TEMPLATES.items():
        (tmp_path / name).write_text(source)
    monkeypatch.setattr(engines["django"].engine, "dirs", [*engines["django"].engine.dirs, tmp_path])
    for loader in engines["django"].engine.template_loaders:
        loader.reset()
    register(SONG)
    register(VERSE)


def sung(scene: Scene, title: str, mood: str = "vrolijk", singers: int = 3, **more: object) -> Record:
    """A song that a room sang, kept."""
    payload = {"title": title, "mood": mood, "singers": singers, "composer": "Geheim"}
    given = {"kind": "song", "key": title.casefold(), "payload": payload, "begun_at": NOON + timedelta(minutes=singers)}
    [kept] = keep(scene.session, [Record(**given | more)])
    return kept


@pytest.fixture
def organiser(prepared) -> Client:
    """The browser of who organises the programme."""
    client = Client()
    client.force_login(prepared.organiser)
    return client

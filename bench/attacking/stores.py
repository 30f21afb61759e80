"""The stores as somebody finds them who has them: tables, files of the database, Redis, logs."""

import logging
import re
import threading
from pathlib import Path
from typing import Any

import redis
from django.apps import apps
from django.db import connection

from .rooms import Evidence

FEATURES = (
    "programme",
    "live",
    "floor",
    "board",
    "breakouts",
    "polls_asking",
    "polls_groups",
    "polls_library",
    "archive",
    "followup",
)
STAYS = {"programme_programme", "programme_team", "programme_programme_organisers"}
RUN = re.compile(rb"[A-Za-z0-9_-]{43,300}")
LENGTH = 43
"""Characters of a key, which may stand between other letters."""
MARK = "bench.attacking"
NEAR = 160
"""Bytes on both sides of a key in which somebody's id would lead to its owner."""


def tables() -> list[str]:
    """The tables of our features."""
    models = [model for label in FEATURES for model in apps.get_app_config(label).get_models(include_auto_created=True)]
    return sorted({model._meta.db_table for model in models})


def empty() -> None:
    """Take away what the last room left."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys = OFF")
            for table in set(tables()) - STAYS:
                cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608  (our own tables)
            cursor.execute("PRAGMA foreign_keys = ON")
        else:
            names = ", ".join(f'"{table}"' for table in set(tables()) - STAYS)
            cursor.execute(f"TRUNCATE {names}")


def dump() -> list[tuple[Any, ...]]:
    """Every row of every table, in the order in which the database stores them; UUIDs and bytes as hexadecimal."""
    found: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  (our own tables)
            found += [(table, *(_plain(value) for value in row)) for row in cursor.fetchall()]
    return found


def _plain(value: Any) -> str:
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).hex()
    return str(value)


def files(people: list[str]) -> dict[str, set[str]]:
    """The keys that stand in the files of the database and in its log, each with the people who stand beside it."""
    forms = [(person, (bytes.fromhex(person), person.encode(), _dashed(person).encode())) for person in people]
    found: dict[str, set[str]] = {}
    for path in _paths():
        try:
            data = path.read_bytes()
        except FileNotFoundError:  # PostgreSQL gave a segment of its log another name
            continue
        for match in RUN.finditer(data):
            beside = data[max(0, match.start() - NEAR) : match.end() + NEAR]
            here = {person for person, each in forms if any(form in beside for form in each)}
            run = match[0].decode()
            for at in range(len(run) - LENGTH + 1):
                found.setdefault(run[at : at + LENGTH], set()).update(here)
    return found


def _dashed(person: str) -> str:
    return f"{person[:8]}-{person[8:12]}-{person[12:16]}-{person[16:20]}-{person[20:]}"


def _paths() -> list[Path]:
    if connection.vendor == "sqlite":
        base = Path(connection.settings_dict["NAME"])
        return [each for each in base.parent.glob(f"{base.name}*") if each.is_file()]
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0])
        cursor.execute("CHECKPOINT")
        found = [path for path in (folder / "pg_wal").iterdir() if path.is_file()]
        for table in ("polls_asking_ballot", "polls_asking_poll", "board_question", "board_upvote"):
            cursor.execute("SELECT pg_relation_filepath(%s)", [table])
            found.append(folder / cursor.fetchone()[0])
    return found


class Ears(logging.Handler):
    """Hears what is logged, and what goes through Redis when there is one; with the simulated moment."""

    def __init__(self, url: str) -> None:
        super().__init__(logging.DEBUG)
        self.now = 0.0
        self._found = Evidence()
        self.url = url
        for name in ("rooms", "polls", "livesessions", "django.request", "django.db.backends.schema"):
            logging.getLogger(name).addHandler(self)
            logging.getLogger(name).setLevel(logging.DEBUG)
        self._redis = redis.Redis.from_url(url) if url else None
        self._settled = threading.Event()
        if self._redis is not None:
            self._heard = self._redis.pubsub()
            self._heard.psubscribe("*")
            threading.Thread(target=self._listen, daemon=True).start()

    def begin(self, found: Evidence) -> None:
        """What is heard from now on belongs to this room."""
        self._found = found

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line of the log."""
        self._found.lines.append((self.now, self.format(record)))

    def settle(self) -> None:
        """Wait until everything that was announced so far was heard."""
        if self._redis is not None:
            self._settled.clear()
            self._redis.publish(MARK, "")
            self._settled.wait(5)

    def _listen(self) -> None:
        for message in self._heard.listen():
            if message["type"] == "pmessage" and message["channel"] == MARK.encode():
                self._settled.set()
            elif message["type"] == "pmessage":
                self._found.redis.append((self.now, bytes(message["data"])))

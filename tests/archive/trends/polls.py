"""Kept polls for tests of trends, as closing them keeps them."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from livesessions.archive.keeping import keep
from livesessions.archive.models import Record
from livesessions.programme.models import Session
from polls.asking.kept.results import asked_in
from polls.asking.whose.telling import told_to_teams
from polls.kinds.voices import Side
from tests.scene import NOON, Scene

MINIMUM = 5
_keys = count(1000)


def poll_record(cells: dict[str, int], **given: Any) -> Record:
    """A record of a poll that is not kept yet: a statement, unless `given` says otherwise."""
    answered = sum(cells.values())
    too_few = answered < MINIMUM
    payload = {
        "kind": "statement",
        "question": "Wij voelen ons veilig.",
        "options": [],
        "settings": {},
        "cells": {} if too_few else cells,
        "minimum": MINIMUM,
        "voices": None,
        "hands": {},
        "round": 1,
        "again_of": "",
        "wordings": [],
        "survey": "",
        "named": False,
        "barometer": "veilig-1",
    }
    present = given.pop("present", answered + 3)
    ended: datetime = given.pop("ended_at", NOON)
    key = str(given.pop("key", next(_keys)))
    payload |= given
    if payload["voices"]:
        payload["voices"] = payload["voices"] | {"each": _told(payload, answered)}
    return Record(
        kind="poll",
        key=key,
        payload=payload,
        present=present,
        received=answered + 1,
        answered=None if too_few else answered,
        begun_at=ended - timedelta(minutes=2),
        ended_at=ended,
    )


def _told(payload: dict[str, Any], answered: int) -> dict[str, Any]:
    """What closing keeps of the answers of each team."""
    kind, question = asked_in(payload)
    teams = {team: Side(sum(cells.values()), cells) for team, cells in payload["voices"]["each"].items()}
    return told_to_teams(teams, payload["cells"], answered, kind, question)


def kept(session: Session, cells: dict[str, int], days: int = 0, **given: Any) -> Record:
    """The same, kept so many days after noon of the day."""
    [record] = keep(session, [poll_record(cells, ended_at=NOON + timedelta(days=days), **given)])
    return record


def voices(each: dict[int, dict[str, int]]) -> dict[str, Any]:
    """What is kept of teams, of a poll that counts by team; `kept` takes out of `each` what may not be told."""
    return {
        "teams": len(each),
        "total": len(each),
        "cells": {},
        "sides": {},
        "right": [],
        "each": each,
    }


def later(scene: Scene, title: str = "Later") -> Session:
    """Another session of the same programme, some hours later."""
    times = {"starts_at": NOON + timedelta(hours=3), "ends_at": NOON + timedelta(hours=4)}
    return Session.objects.create(programme=scene.programme, title=title, kind=scene.session.kind, **times)

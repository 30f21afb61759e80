"""Fill an archive and ask for its pages: `python -m bench.sites.archived '{"polls": 60, "answers": 600, "times": 2}'`.

The records are those of closed polls of several kinds, kept as closing keeps them. The requests are an organiser's, by
Django's own client: what is measured is the server's time.
"""

import json
import os
import random
import re
import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import UUID

import django
from django.http import HttpResponseBase

from bench.measuring import machine
from bench.measuring.measures import percentile

PROGRAMMES, SESSIONS = 10, 20
LINES = 50
"""Barometers, to which half of all polls belong."""
KINDS = ("single", "several", "statements")
AT_ONCE = 500
SUBJECTS = (
    "de veiligheid van een kind", "het gezin", "wachtlijsten", "schulden", "de huisarts", "een vast gezicht",
    "de meldcode", "bestaanszekerheid", "jeugdhulp", "opvoeding", "de leerplicht", "een buurthuis",
)  # fmt: skip
ASKED = ("Wat helpt bij", "Wie beslist over", "Hoe vaak praat je over", "Wat heeft jouw team nodig voor", "Wat kost")
OPTIONS = ("Meer tijd", "Minder regels", "Een vast gezicht", "Eerder samen kijken", "Duidelijke afspraken")
LOOKED_FOR = ("veiligheid", "gezinnen", "wachtlijst", "vaste gezichten", "de huisarts")
NOWHERE = "walvis"
NONE = re.compile(r'<span role="status">\s*0 ')


def fill(polls: int, answers: int) -> str:
    """Ten programmes of one organiser with so many polls; answers the name of the account."""
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from livesessions.archive.keeping import keep
    from livesessions.programme.models import Programme, Session

    chance, now = random.Random(1), timezone.now()
    user = get_user_model().objects.create_user("organiser", "organiser@wijkteams.example")
    sessions = []
    for number in range(PROGRAMMES):
        day = (now - timedelta(days=100 * number)).date()
        programme = Programme.objects.create(
            slug=f"dag-{number}", title=f"Dag {number}", organisation="", starts_on=day, ends_on=day
        )
        programme.organisers.add(user)
        sessions += [
            Session.objects.create(
                programme=programme,
                title=f"Bijeenkomst {each}",
                kind="neighbours",
                starts_at=now,
                ends_at=now + timedelta(hours=1),
            )
            for each in range(SESSIONS)
        ]
    made = 0
    for number, session in enumerate(sessions):
        count = polls * (number + 1) // len(sessions) - made
        for start in range(0, count, AT_ONCE):
            some = range(made + start, made + min(count, start + AT_ONCE))
            keep(session, [_record(key, answers // polls, chance, now) for key in some])
        made += count
    return str(user.get_username())


def _record(key: int, answered: int, chance: random.Random, now: Any) -> Any:
    from livesessions.archive.models import Record

    line = key // 2 % LINES if key % 2 else None  # every second poll was asked before, in the same words
    kind = KINDS[line % len(KINDS)] if line is not None else chance.choice(KINDS)
    where = f"in wijk {key}" if line is None else f"op plek {line}"
    subject = SUBJECTS[line % len(SUBJECTS)] if line is not None else chance.choice(SUBJECTS)
    options = [[str(10 * key + place), text] for place, text in enumerate(OPTIONS)]
    names = [f"{option}@{step}" for option, _text in options for step in range(1, 6)]
    cells = names if kind == "statements" else [option for option, _text in options]
    payload = {
        "kind": kind,
        "question": f"{ASKED[0] if line is not None else chance.choice(ASKED)} {subject} {where}?",
        "options": options,
        "settings": {},
        "cells": dict.fromkeys(cells, answered // len(OPTIONS)),
        "minimum": 1,
        "voices": None,
        "hands": {},
        "round": 1,
        "again_of": "",
        "wordings": [],
        "survey": "",
        "named": False,
        "barometer": "" if line is None else f"lijn-{line}",
    }
    ended = now - timedelta(minutes=7 * key)
    return Record(
        kind="poll", key=str(key), payload=payload, present=answered + 5, received=answered + 2, answered=answered,
        begun_at=ended - timedelta(minutes=2), ended_at=ended,
    )  # fmt: skip


def ask(username: str, polls: int, times: int) -> dict[str, Any]:
    """How long an organiser waits for lists, searches and the workbook of everything, and what went wrong."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    from livesessions.archive.api.tokens import make
    from livesessions.archive.files.making import make as make_file
    from livesessions.archive.models import Export, Making
    from livesessions.limits.counting import forget_limits

    client, failed, missed = Client(headers={"host": "127.0.0.1"}), 0, 0
    user = get_user_model().objects.get_by_natural_key(username)
    client.force_login(user)
    token = {"Authorization": f"Bearer {make(user, 'bench', user.programmes.all(), 30)}"}

    def seconds(path: str, headers: dict[str, str] | None = None) -> tuple[float, str]:
        nonlocal failed
        started = time.perf_counter()
        answer = client.get(path, headers=headers)
        taken = time.perf_counter() - started
        failed += answer.status_code != 200
        return taken, answer.content.decode()

    lists, searches, asked, barometers = [], [], [], []
    for number in range(-1, times):
        page = f"/archive/dag-{number % PROGRAMMES}/polls/?page={1 + number % 3}"
        looked_for = [*LOOKED_FOR, NOWHERE][number % (1 + len(LOOKED_FOR))]
        listed, searched = seconds(page), seconds(f"/archive/?text={looked_for}")
        missed += (looked_for == NOWHERE) != bool(NONE.search(searched[1]))
        forget_limits()
        items, _said = seconds(f"/api/v1/items?text={looked_for}", token)
        line, _said = seconds(f"/archive/barometer/lijn-{1 + number % 20}/")
        every, _said = seconds("/archive/barometer/")
        if number >= 0:  # the first of each only warms up
            asked.append(items)
            barometers += [line, every]
            lists.append(listed[0])
            searches.append(searched[0])

    def made(address: str) -> HttpResponseBase:
        """A workbook that a server makes in the background; here in this process, whose memory is measured."""
        asked_for = client.post(address, {"as": "xlsx"})
        key = UUID(asked_for["Location"].strip("/").rpartition("/")[2])
        Export.objects.filter(pk=key).update(state=Making.MADE_NOW)
        make_file(key)
        return client.get(f"{asked_for['Location']}file")

    before, started = _memory_now(), time.perf_counter()
    size = 0
    for number in range(PROGRAMMES):
        answer = client.get(f"/archive/dag-{number}.xlsx")
        if answer.status_code == HTTPStatus.FOUND:  # too much for one answer
            answer = made(answer["Location"])
        failed += answer.status_code != 200
        size += sum(map(len, answer.streaming_content))  # type: ignore[attr-defined]  # it streams
        answer.close()
    return {
        "polls": polls,
        "failed": failed,
        "missed": missed,
        "list_p95_ms": _p95(lists),
        "search_p95_ms": _p95(searches),
        "api_p95_ms": _p95(asked),
        "barometer_p95_ms": _p95(barometers),
        "export_s": round(time.perf_counter() - started, 2),
        "export_rss_mib": round(_most_memory() - before, 1),
        "export_mib": round(size / 2**20, 2),
    }


def _p95(taken: Sequence[float]) -> float:
    return round(1000 * (percentile(taken, 0.95) or 0.0), 1)


def _memory_now() -> float:
    """The MiB that this process has; from here on the most that it has is counted anew."""
    Path("/proc/self/clear_refs").write_text("5")
    return _status("VmRSS")


def _most_memory() -> float:
    """The most MiB that this process had since."""
    return _status("VmHWM")


def _status(name: str) -> float:
    said = Path("/proc/self/status").read_text()
    return int(re.search(rf"^{name}:\s+(\d+) kB$", said, re.MULTILINE)[1]) / 1024  # type: ignore[index]  # Linux has it


def main() -> None:
    """Run what the argument says, and print what was found as one line of JSON."""
    asked = json.loads(sys.argv[1])
    os.environ["DJANGO_SETTINGS_MODULE"] = "livesessions.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    started = time.perf_counter()
    username = fill(asked["polls"], asked["answers"])
    machine.say(f"{asked['polls']} polls were kept within {time.perf_counter() - started:.1f} s")
    print(json.dumps(ask(username, asked["polls"], asked["times"])))


if __name__ == "__main__":
    main()

"""Reading barometers: which lines an account may see, and the times of one line. The access is that of the archive."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from livesessions.programme.models import Programme

from ..access import Account, programmes_for, records_for
from ..models import BarometerGiven, Record, Records
from .measuring import measured_kinds, measurement_of
from .versions import Taken

MOST = 200
"""Times of one line that are shown: the newest."""
AT_ONCE = 300
"""Keys in one query: SQLite may take no more than 999 values."""
Thing = tuple[str, str]
"""The kind and the key of a record."""
Reach = QuerySet[Programme] | None
"""Programmes to which a token is limited; `None`: everything that its owner may read."""


@dataclass(frozen=True, slots=True)
class Line:
    """A barometer in a list: how often it was asked, from `first` to `last`, and what it asked the last time.

    `newest` is the key of the row of that record.
    """

    name: str
    times: int
    first: datetime
    last: datetime
    newest: int
    text: str = ""
    title: str = ""


def lines_for(user: Account, reach: Reach = None) -> list[Line]:
    """The lines of which this account may see at least one time, the one that was asked last first; without words."""
    given, rows = _given(user), _rows(user, reach)
    columns = ("kind", "key", "barometer", "ended_at", "pk")
    known = list(rows.exclude(barometer="").values_list(*columns))
    added = _with_keys(rows, given, {(kind, key) for kind, key, *_more in known})
    known += [(each.kind, each.key, "", each.ended_at, each.pk) for each in added if each.ended_at]
    times: dict[str, list[tuple[datetime, int]]] = {}
    for kind, key, own, at, pk in known:
        if at and (name := given.get((kind, key), own)):
            times.setdefault(name, []).append((at, pk))
    found = [Line(name, len(some), min(some)[0], max(some)[0], max(some)[1]) for name, some in times.items()]
    return sorted(found, key=lambda line: (line.last, line.name), reverse=True)


def with_words(lines: Sequence[Line]) -> list[Line]:
    """These lines with what each asked the last time; one query."""
    records = Record.objects.in_bulk([line.newest for line in lines])
    asked = [measurement_of(records[line.newest]).asked for line in lines]
    return [replace(line, text=each.text, title=each.title) for line, each in zip(lines, asked, strict=True)]


def line_for(user: Account, name: str, reach: Reach = None) -> tuple[list[Taken], int]:
    """The newest times of a line that this account may see, the oldest first, and how many older ones there are."""
    given = _given(user)
    rows = _rows(user, reach).select_related("session", "programme")
    own = rows.filter(barometer=name).order_by("-ended_at", "-pk")
    found = list(own[: MOST + len(given) + 1])
    is_more = len(found) > MOST + len(given)
    there = {(record.kind, record.key) for record in found}
    found += _with_keys(rows, [thing for thing, meant in given.items() if meant == name], there)
    meant = [record for record in found if given.get((record.kind, record.key), name) == name]
    shown = sorted(meant, key=lambda record: (record.ended_at, record.pk))
    older = own.count() - MOST if is_more else max(0, len(shown) - MOST)
    return [taken_of(record) for record in shown[-MOST:]], older


def name_of(record: Record) -> str:
    """The barometer to which a record belongs now; empty for none."""
    given = BarometerGiven.objects.filter(programme=record.programme_id, kind=record.kind, key=record.key)
    newest = given.values_list("barometer", flat=True).last()
    return record.barometer if newest is None else newest


def names_of(records: Sequence[Record]) -> dict[int, str]:
    """The barometers to which these records belong now, by the keys of their rows; one query."""
    programmes = {record.programme_id for record in records}
    rows = BarometerGiven.objects.filter(programme__in=programmes, key__in={record.key for record in records})
    given = {(kind, key): name for kind, key, name in rows.order_by("pk").values_list("kind", "key", "barometer")}
    return {record.pk: given.get((record.kind, record.key), record.barometer) for record in records}


def taken_of(record: Record) -> Taken:
    """A record as one time in a line. Raises `ValueError` for one that never ended."""
    if record.ended_at is None:
        raise ValueError("only what ended is a time in a line")
    return Taken(
        record.ended_at,
        measurement_of(record),
        record.programme_id,
        record.session_id,
        record.session_title,
        record.programme.title,
        reverse("archive-record", args=[record.programme.slug, record.kind, record.key]),
        record.present,
        record.answered,
        record.key,
    )


def _rows(user: Account, reach: Reach) -> Records:
    rows = records_for(user).filter(kind__in=measured_kinds(), ended_at__isnull=False)
    return rows if reach is None else rows.filter(programme__in=reach)


def _given(user: Account) -> dict[Thing, str]:
    """What was given or taken away in the programmes that this account may read, the newest of each thing."""
    rows = BarometerGiven.objects.filter(programme__in=programmes_for(user)).order_by("pk")
    return {(kind, key): name for kind, key, name in rows.values_list("kind", "key", "barometer")}


def _with_keys(rows: Records, given: Iterable[Thing], known: set[Thing]) -> list[Record]:
    """Of these rows those of things that were given to a line and are not known yet."""
    found: list[Record] = []
    by_kind: dict[str, list[str]] = {}
    for kind, key in given:
        if (kind, key) not in known:
            by_kind.setdefault(kind, []).append(key)
    for kind, keys in by_kind.items():
        for start in range(0, len(keys), AT_ONCE):
            found += rows.filter(kind=kind, key__in=keys[start : start + AT_ONCE])
    return found

"""Keeping: adding records. A key gets another version whenever something about it changed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from livesessions.programme.models import Session
from livesessions.texts.stems import stems_of

from .checksums import checksum_of
from .models import Record
from .register import ENDED, named, reasons_of
from .trends.measuring import barometer_in

AT_ONCE = 200
"""Rows in one statement: old builds of SQLite take at most 999 parameters."""
TELLS_APART = ("payload", "listed", "within", "present", "received", "answered", "begun_at", "ended_at")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is another version: one of the reasons of its kind, and the key of the account that gave it."""

    why: str
    by: int | None = None


AT_THE_END = Reason(ENDED)


def searchable(words: str) -> str:
    """Text as it is searched: neither capitals nor spaces matter."""
    return " ".join(words.split()).casefold()


def searched(kind: str, payload: Mapping[str, Any]) -> dict[str, str]:
    """The columns by which a record is found, by name."""
    words = " ".join(named(kind).words(payload))
    return {
        "text": searchable(words),
        "stems": f" {' '.join(stems_of(words))} ",
        "variant": named(kind).variant(payload),
        "teams": f" {' '.join(named(kind).teams(payload))} ",
    }


def keep(session: Session, records: Collection[Record], reason: Reason = AT_THE_END) -> list[Record]:
    """Add `records`, unsaved and with kind, key and payload, to the archive; answers those that say something new.

    What was kept before gets a version for this `reason` if it differs from the newest one. Few statements, however
    many there are. Raises `ValueError` for a payload with other fields than its kind has, and for an unknown reason.
    """
    kinds = {record.kind for record in records}
    newest = Record.objects.filter(session=session, kind__in=kinds).newest()
    known = {(record.kind, record.key): record for record in newest}
    fresh, superseded = [], []
    for record in records:
        before = known.get((record.kind, record.key))
        if before is None or any(getattr(before, name) != getattr(record, name) for name in TELLS_APART):
            record.version = before.version + 1 if before else 1
            record.programme_id, record.session = session.programme_id, session
            if before is not None:
                record.redacted_at = record.redacted_at or before.redacted_at
                record.redacted_by_id = before.redacted_by_id
                record.why, record.by_id = reason.why, reason.by
                superseded.append(before.pk)
            fresh.append(_checked(record))
    _supersede(superseded)
    return Record.objects.bulk_create(fresh, batch_size=AT_ONCE)


def add_version(record: Record, reason: Reason, **changed: Any) -> Record:
    """Add the version after `record`, with `changed` in its payload; raises `IntegrityError` when it is there already,
    and `ValueError` for a reason that its kind does not have.

    Call it in a transaction that can be undone.
    """
    left_out = ("id", "is_newest", "text", "stems", "variant", "teams", "kept_at", "checksum")
    same = {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}
    fresh = Record(**{name: value for name, value in same.items() if name not in left_out})
    fresh.version, fresh.payload = record.version + 1, record.payload | changed
    fresh.why, fresh.by_id = reason.why, reason.by
    _checked(fresh)
    _supersede([record.pk])
    fresh.save(force_insert=True)
    return fresh


def _supersede(records: Sequence[int]) -> None:
    """Mark versions as no longer the newest of their keys; that is no word of the record."""
    for start in range(0, len(records), AT_ONCE):
        QuerySet(Record).filter(pk__in=records[start : start + AT_ONCE]).update(is_newest=False)


def newest_of(kind: str, keys: Iterable[str]) -> dict[str, Record]:
    """The newest version of each of these keys that is kept, by key."""
    return {record.key: record for record in Record.objects.filter(kind=kind, key__in=list(keys)).newest()}


def _checked(record: Record) -> Record:
    kind = named(record.kind)
    if record.payload.keys() != kind.schema.__annotations__.keys():
        raise ValueError(f"a {kind.name} is kept with {sorted(kind.schema.__annotations__)} and nothing else")
    if record.why and record.why not in reasons_of(kind):
        raise ValueError(f"no {kind.name} is corrected because of {record.why}")
    for name, value in searched(record.kind, record.payload).items():
        setattr(record, name, value)
    # The default of the field knows no other clock, and the demo keeps what was long ago.
    record.kept_at = timezone.now()
    record.barometer = barometer_in(record)
    record.checksum = checksum_of(record)
    return record

"""What was kept as JSON: one document for each record, with the rows that CSV and workbooks have.

A document holds what an organiser may see. Texts of ours in it ("Too few answers to show") are in the present language.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from django.utils import translation
from django.utils.timezone import is_naive, localtime, make_aware

from ..finding.history import by_of, why_of
from ..finding.tagging import tags_of
from ..models import Record, Records
from ..reading import AT_ONCE, shown_with, title_of
from ..register import Label, RecordKind, Sheet, named

Document = dict[str, Any]


def document_of(record: Record, within: Sequence[Record] | None = None, tags: Sequence[str] | None = None) -> Document:
    """The document of one record, ready for `json.dumps`.

    `within` are the records that are shown with it, `tags` its tags; `None`: they are read, by a query each.
    """
    kind = named(record.kind)
    if within is None:
        within = shown_with(kind, [record]).get(record.key, ())
    if tags is None:
        tags = tags_of([record]).get((record.kind, record.key), ())
    taken_out = [each.redacted_at for each in (record, *within) if each.redacted_at]
    return {
        "id": f"{record.kind}-{record.key}",
        "kind": record.kind,
        "key": record.key,
        "version": record.version,
        "correction": {"why": why_of(record), "by": by_of(record) or None} if record.why else None,
        "language": translation.get_language(),
        "programme": {"slug": record.programme.slug, "title": record.programme.title},
        "session": _session(record),
        "title": title_of(record),
        "moments": {
            "begun": _moment(record.begun_at),
            "ended": _moment(record.ended_at),
            "kept": _moment(record.kept_at),
            "redacted": _moment(max(taken_out, default=None)),
            "purged": _moment(record.purged_at),
        },
        "denominators": {"present": record.present, "received": record.received, "answered": record.answered},
        "tags": list(tags),
        "checksum": record.checksum,
        "sheets": {sheet.name: list(_rows(sheet, record, within)) for sheet in sheets_of(kind)},
    }


def documents_of(records: Records, read: Callable[[int], object] = lambda number: None) -> Iterator[Document]:
    """The documents of records of any kinds, in their order. So many are in memory at once, for as many queries."""
    found = records.select_related("session", "programme", "by").iterator(chunk_size=AT_ONCE)
    while some := list(islice(found, AT_ONCE)):
        inside, tags = shown_with_each(some), tags_of(some)
        for record in some:
            which = record.kind, record.key
            yield document_of(record, inside.get(which, ()), tags.get(which, ()))
        read(len(some))


def shown_with_each(records: Iterable[Record]) -> Mapping[tuple[str, str], Sequence[Record]]:
    """The records that are shown with these, by kind and key; a query for each kind among them."""
    apart: dict[str, list[Record]] = {}
    for record in records:
        apart.setdefault(record.kind, []).append(record)
    found: dict[tuple[str, str], Sequence[Record]] = {}
    for name, some in apart.items():
        found |= {(name, key): within for key, within in shown_with(named(name), some).items()}
    return found


def sheets_of(kind: RecordKind) -> list[Sheet]:
    """The sheets whose rows are in the documents of a kind: those that nobody has to ask for by themselves."""
    return [sheet for sheet in kind.sheets if not sheet.apart]


def fields_of(sheet: Sheet) -> list[str]:
    """The names of the fields of a row, in the order of the columns.

    A name is the English label in small letters with underscores, whatever the language of the page. Raises
    `ValueError` when two columns have one name.
    """
    names = [_field(label) for label, _of in sheet.columns]
    if len(set(names)) < len(names):
        raise ValueError(f"two columns of {sheet.name} have one name: {names}")
    return names


def _field(label: Label) -> str:
    with translation.override(None):
        plain = str(label).replace("'", "").casefold()
    return "_".join(re.findall(r"\w+", plain))


def _rows(sheet: Sheet, record: Record, within: Sequence[Record]) -> Iterator[dict[str, Any]]:
    names = fields_of(sheet)
    for row in sheet.rows(record, within):
        yield {name: as_json(of(row)) for name, (_label, of) in zip(names, sheet.columns, strict=True)}


def as_json(value: object) -> str | int | float | bool | None:
    """A cell as JSON has it: moments as texts with their zone, an empty cell as nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        return _moment(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _session(record: Record) -> dict[str, Any] | None:
    session = record.session
    return None if session is None else {"id": session.pk, "title": session.title, "starts": _moment(session.starts_at)}


def _moment(at: datetime | None) -> str | None:
    return None if at is None else localtime(make_aware(at) if is_naive(at) else at).isoformat()

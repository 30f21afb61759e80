"""Writing files: the records of a selection as CSV, a workbook or JSON, piece by piece, so that memory stays flat."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import IO

from ..models import Records
from ..reading import rows_of
from ..register import RecordKind, Sheet, kinds_with_sheets
from .documents import documents_of
from .pdf import write_pdf
from .report import MOST_PRINTED, report_of
from .schema import NAME
from .spreadsheet import write_csv
from .workbook import Table, write_workbook

Read = Callable[[int], object]
"""Is told of every so many records that were read."""
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "pdf": "application/pdf",
}
"""What a file is, by how its name ends."""


def write_file(file: IO[bytes], form: str, records: Records, read: Read = lambda number: None) -> str:
    """Write records as `form` (``csv``, ``xlsx``, ``json`` or ``pdf``); answers how the name of the file ends.

    CSV has one table, and a PDF so many things that it can be laid out: more are several files in one, and then the
    name ends with ``zip``.
    """
    return {"csv": _csv, "xlsx": _workbook, "json": _json, "pdf": _pdf}[form](file, records, read)


def reads_of(records: Records, form: str) -> int:
    """How often a record is read while a file of this form is written: what `read` is told adds up to it."""
    if form not in ("csv", "xlsx"):
        return records.count()
    return sum(records.filter(kind=kind.name).count() for kind, _sheet in sheets_in(records))


def sheets_in(records: Records) -> list[tuple[RecordKind, Sheet]]:
    """The sheets that nobody has to ask for by themselves, of the kinds that are among the records; one query."""
    there = set(records.order_by().values_list("kind", flat=True).distinct())
    return [(kind, sheet) for kind, sheet in kinds_with_sheets() if kind.name in there and not sheet.apart]


def _tables(records: Records, read: Read) -> Iterator[tuple[str, Table]]:
    for kind, sheet in sheets_in(records):
        rows = rows_of(kind, sheet, records.filter(kind=kind.name).order_by(*kind.order), read)
        yield sheet.name, Table(str(sheet.title), sheet.columns, rows)


def _csv(file: IO[bytes], records: Records, read: Read) -> str:
    tables = list(_tables(records, read))
    if len(tables) == 1:
        _one(file, tables[0][1])
        return "csv"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as together:
        for name, table in tables:
            with together.open(f"{name}.csv", "w") as part:
                _one(part, table)
    return "zip"


def _one(file: IO[bytes], table: Table) -> None:
    text = io.TextIOWrapper(file, "utf-8", newline="", write_through=True)
    write_csv(text, table.columns, table.rows)
    text.detach()


def _workbook(file: IO[bytes], records: Records, read: Read) -> str:
    write_workbook(file, (table for _name, table in _tables(records, read)))
    return "xlsx"


def _json(file: IO[bytes], records: Records, read: Read) -> str:
    file.write(b'{"schema": "%s", "documents": [' % NAME.encode())
    for number, document in enumerate(documents_of(records, read)):
        file.write(b",\n" if number else b"\n")
        file.write(json.dumps(document, ensure_ascii=False).encode())
    file.write(b"\n]}\n")
    return "json"


def _pdf(file: IO[bytes], records: Records, read: Read) -> str:
    number = records.count()
    parts = -(-number // MOST_PRINTED)
    if parts < 2:
        write_pdf(file, report_of(records, read))
        return "pdf"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as together:
        for part in range(1, parts + 1):
            made = io.BytesIO()
            write_pdf(made, report_of(records, read, part=part, of=parts))
            together.writestr(f"{part}.pdf", made.getbuffer())
    return "zip"

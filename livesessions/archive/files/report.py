"""What was kept as a report to read and to print: session by session, each thing with its table.

The tables have the cells of CSV and workbooks. What says the same in every row stands once above them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _

from livesessions.programme.models import Programme, Session

from ..models import Record, Records
from ..reading import AT_ONCE, title_of
from ..register import Label, Sheet, named
from .documents import fields_of, sheets_of, shown_with_each

MOST_PRINTED = 100
"""Things in one report: a hundred statements by team and side take half a minute and 300 MiB to lay out."""
MOST_IN_PARTS = 1000
"""Things of reports in parts: so many take five minutes to lay out, and twice that where a room is busy."""
ANSWERED = "answers"
"""The column that repeats how many people answered, which stands above each thing anyway."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as text; `share` is the percent that is drawn beside it."""

    text: str
    is_number: bool = False
    share: float | None = None


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table with its heads; the first cell of each row says what the row is about."""

    title: str
    heads: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Printed:
    """One thing that was kept."""

    record: Record
    kind: Label
    title: str
    facts: Sequence[tuple[Label, str]]
    tables: Sequence[PrintedTable]


@dataclass(frozen=True, slots=True)
class Part:
    """The things of one session; `session` is `None` for sessions that were removed."""

    programme: Programme
    session: Session | None
    items: Sequence[Printed]


@dataclass(frozen=True, slots=True)
class Report:
    """All of it; the title is that of the session or the programme that it is about, if it is one."""

    title: str
    parts: Sequence[Part]
    made_at: datetime

    @property
    def is_one_programme(self) -> bool:
        """Whether all of it is of one programme, whose name stands above it."""
        return len({part.programme.pk for part in self.parts}) == 1


def report_of(
    records: Records, read: Callable[[int], object] = lambda number: None, *, part: int = 1, of: int = 1
) -> Report:
    """Of records in the order of their sessions the `MOST_PRINTED` that are in this part, of so many."""
    some = list(records[(part - 1) * MOST_PRINTED : part * MOST_PRINTED])
    parts = list(_parts(some, read))
    sessions = {part.session.pk: part.session.title for part in parts if part.session}
    programmes = {part.programme.pk: part.programme.title for part in parts}
    titles = [list(names.values()) for names in (sessions, programmes) if len(names) == 1]
    title = titles[0][0] if titles and (len(sessions) == 1 or len(programmes) == 1) else _("From the archive")
    if of > 1:
        title = _("%(title)s, part %(part)s of %(of)s") % {"title": title, "part": part, "of": of}
    return Report(title, parts, timezone.localtime())


def _parts(records: Sequence[Record], read: Callable[[int], object]) -> Iterator[Part]:
    inside: dict[tuple[str, str], Sequence[Record]] = {}
    for start in range(0, len(records), AT_ONCE):
        inside.update(shown_with_each(records[start : start + AT_ONCE]))
    for (_programme, _session), some in groupby(records, lambda each: (each.programme_id, each.session_id)):
        own = list(some)
        items = [_printed(record, inside.get((record.kind, record.key), ())) for record in own]
        read(len(own))
        yield Part(own[0].programme, own[0].session, items)


def _printed(record: Record, within: Sequence[Record]) -> Printed:
    kind, title = named(record.kind), title_of(record)
    said = {"", title, record.session_title, _text(record.ended_at and timezone.localtime(record.ended_at))}
    facts: dict[Label, str] = {}
    tables: list[PrintedTable] = []
    for sheet in sheets_of(kind):
        columns = _columns(sheet, list(sheet.rows(record, within)))
        for column in [each for each in columns if _is_said_once(each, sheet)]:
            columns.remove(column)
            if column.cells[0].text not in said and column.name != ANSWERED:
                facts[column.label] = column.cells[0].text
        tables += _tables(sheet, columns)
    return Printed(record, kind.page.title if kind.page else "", title, list(facts.items()), tables)


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    label: Label
    cells: Sequence[Cell]


def _columns(sheet: Sheet, rows: Sequence[Any]) -> list[_Column]:
    """The columns in which something stands."""
    found = []
    for name, (label, of) in zip(fields_of(sheet), sheet.columns, strict=True):
        cells = [_cell(of(row), is_share=name == sheet.share) for row in rows]
        if any(cell.text for cell in cells):
            found.append(_Column(name, label, cells))
    return found


def _is_said_once(column: _Column, sheet: Sheet) -> bool:
    return len(column.cells) == 1 or (column.name in (*sheet.about, *sheet.split) and len(set(column.cells)) == 1)


def _tables(sheet: Sheet, columns: Sequence[_Column]) -> Iterator[PrintedTable]:
    """A table for each value by which the sheet is split; its title says that, and what its rows say together."""
    if not columns:
        return
    keys = list(zip(*(column.cells for column in columns if column.name in sheet.split), strict=True))
    places = range(len(columns[0].cells))
    for _key, own in groupby(places, lambda place: keys[place] if keys else ()):
        some = list(own)
        cut = [_Column(column.name, column.label, [column.cells[place] for place in some]) for column in columns]
        filled = [column for column in cut if any(cell.text for cell in column.cells)]
        together = (*sheet.split, *sheet.about) if keys else ()
        once = [each for each in filled if each.name in together and len(set(each.cells)) == 1]
        once.sort(key=lambda each: together.index(each.name))
        title = [_said_of(each, sheet) for each in once]
        rest = [each for each in filled if each not in once]
        if rest:
            yield _table(" · ".join(title) or str(sheet.title), rest)


def _said_of(column: _Column, sheet: Sheet) -> str:
    text = column.cells[0].text
    return text if column.name in sheet.split else f"{column.label}: {text}"


def _table(title: str, columns: list[_Column]) -> PrintedTable:
    """A table whose first column says what each row is about: the first one of texts."""
    names = next((column for column in columns if not column.cells[0].is_number), columns[0])
    columns = [names, *(column for column in columns if column is not names)]
    heads = [Cell(str(column.label), any(cell.is_number for cell in column.cells)) for column in columns]
    return PrintedTable(title, heads, list(zip(*(column.cells for column in columns), strict=True)))


def _cell(value: object, *, is_share: bool) -> Cell:
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    share = float(value) if is_share and isinstance(value, int | float | Decimal) else None
    return Cell(_text(value), is_number, share)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return date_format(value, "j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return "" if value is None else str(localize(value))

"""Workbooks (XLSX) in which numbers are numbers, moments are moments, and people's words are text and nothing else.

XlsxWriter (BSD-2-Clause) writes row by row into a file, so that a large archive takes no more memory than a small one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import zip_longest
from typing import IO, Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_767
"""Characters that a cell holds, counted as spreadsheets do (UTF-16). What is longer goes on in the row below."""
LONGEST_TITLE = 31
NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
WIDTHS = (10, 60)
"""The narrowest and the widest column, in characters."""
MOST_ROWS = 1_048_576
"""Rows of a sheet, with its head. What is more goes on in another sheet."""


Looks = dict[Any, Format]
"""The format of each type of cell, and of the head."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a workbook: a column is its label and the function that gives its cell for a row."""

    title: str
    columns: Sequence[tuple[object, Callable[[Any], object]]]
    rows: Iterable[Any]


def write_workbook(file: IO[bytes], tables: Iterable[Table]) -> None:
    """Write a sheet for each of the tables, in their order; their rows are read once, and not kept."""
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        looks = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            date: book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top"}),
            str: book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
            int: book.add_format({"valign": "top"}),
        }
        taken: set[str] = set()
        for table in tables:
            sheet, at = _begin(book, table, taken, looks), 1
            for row in table.rows:
                for cells in _lines([of(row) for _label, of in table.columns]):
                    if at == MOST_ROWS:
                        sheet, at = _begin(book, table, taken, looks), 1
                    for place, value in enumerate(cells):
                        _write(sheet, at, place, value, looks)
                    at += 1


def _begin(book: xlsxwriter.Workbook, table: Table, taken: set[str], looks: Looks) -> Worksheet:
    """A sheet with the head of a table."""
    sheet = book.add_worksheet(_title(table.title, taken))
    for place, (label, _of) in enumerate(table.columns):
        sheet.set_column(place, place, max(WIDTHS[0], min(WIDTHS[1], 2 * len(str(label)))))
        sheet.write_string(0, place, str(label), looks["head"])
    sheet.freeze_panes(1, 0)
    return sheet


def _write(sheet: Worksheet, row: int, column: int, value: object, looks: Looks) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, value.replace(tzinfo=None), looks[datetime])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, looks[date])
    elif isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        sheet.write_number(row, column, float(value), looks[int])
    else:
        sheet.write_string(row, column, str(value), looks[str])


def _lines(values: Sequence[object]) -> Iterator[Sequence[object]]:
    """The rows that a row takes: one, unless a text is longer than a cell."""
    texts = [list(_pieces(value)) for value in values]
    yield from zip_longest(*texts)


def _pieces(value: object) -> Iterator[object]:
    if not isinstance(value, str) or len(value) * 2 <= LONGEST_CELL:
        yield value
        return
    units = value.encode("utf-16-le", "surrogatepass")
    start = 0
    while start < len(units):
        end = start + 2 * LONGEST_CELL
        if 0xDC <= int.from_bytes(units[end + 1 : end + 2], "little") <= 0xDF:
            end -= 2  # a character of two units stays whole
        yield units[start:end].decode("utf-16-le", "surrogatepass")
        start = end


def _title(wanted: str, taken: set[str]) -> str:
    """A title that a spreadsheet takes: short, without its signs, and of no other sheet of the workbook."""
    plain = " ".join(wanted.translate(NOT_IN_TITLES).split()).strip("'")[:LONGEST_TITLE] or "-"
    title, number = plain, 2
    while title.casefold() in taken:
        end = f" {number}"
        title, number = plain[: LONGEST_TITLE - len(end)] + end, number + 1
    taken.add(title.casefold())
    return title

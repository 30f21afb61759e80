"""CSV that a spreadsheet shows and does not execute. Pure: standard library only."""

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

STARTS_FORMULA = frozenset("=+-@\t\r\n\0|%＝＋－＠")
BOM = "\ufeff"


def cell(value: object) -> str:
    """`value` as text; a quote before whatever a spreadsheet could take for a formula.

    Spreadsheets skip spaces, quotes and invisible characters before they look at the first sign, and so does this.
    Numbers of our own stay numbers.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    text = str(value).replace("\0", "")
    for sign in text:
        if sign in STARTS_FORMULA or unicodedata.normalize("NFKC", sign)[0] in STARTS_FORMULA:
            return "'" + text
        if sign.isspace() or sign in "\"'" or unicodedata.category(sign) in ("Cf", "Cc", "Zs"):
            continue
        break
    return text


def to_csv(columns: Sequence[tuple[object, Callable[[Any], object]]], rows: Iterable[Any]) -> str:
    """A table as CSV for Dutch spreadsheets: semicolons, UTF-8 with a mark, CRLF.

    A column is its label and the function that gives its cell for a row.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow([cell(label) for label, _of in columns])
    writer.writerows([cell(of(row)) for _label, of in columns] for row in rows)
    return BOM + out.getvalue()

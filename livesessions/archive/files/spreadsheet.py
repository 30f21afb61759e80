"""CSV in which a spreadsheet leaves people's words alone. Pure: standard library only.

A spreadsheet that opens CSV calculates formulas, and reads numbers, dates, times and truth values out of text: under
Dutch settings `007` becomes 7, `1.000` a thousand, and `1-5` the first of May. A single quote before such a text keeps
it (OWASP, CSV injection). `text_of` takes it off again.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TextIO

from livesessions.texts.normal import normalised

Columns = Sequence[tuple[object, Callable[[Any], object]]]
"""Of each column the label, and the function that gives its cell for a row."""
STARTS_FORMULA = frozenset("=+-@\t\r\n\0|%＝＋－＠")
BOM = "\ufeff"
GUARD = "'"
WORDS = (
    "jan feb mrt mar apr mei may jun jul aug sep sept okt oct nov dec "
    "januari februari maart april juni juli augustus september oktober november december "
    "january february march june july august october "
    "ma di wo do vr za zo maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
    "mo tu we th fr sa su mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday "
    "a p am pm vm nm u uur h t z utc gmt e d eur euro usd gbp"
)
"""Beside digits, only these words make a number, a date or a time, in Dutch and in English."""
IN_A_VALUE = frozenset(WORDS.split())
VALUES = frozenset(("waar", "onwaar", "true", "false"))
ERROR = re.compile(r"#[^\W\d_][\w/]*[!?]|#n/[ab]")
"""What a spreadsheet writes for a failed formula, and reads as one."""


def cell(value: object) -> str:
    """A number or a moment of our own as a spreadsheet reads it; any other value as text, guarded where it must be.

    `None` is an empty cell.
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S" if value.second else "%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (float, Decimal)):
        return str(value).replace(".", ",")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    text = str(value).replace("\0", "")
    return GUARD + text if text.startswith(GUARD) or _starts_formula(text) or _is_value(text) else text


def text_of(shown: str) -> str:
    """The text that `cell` wrote as `shown`."""
    return shown.removeprefix(GUARD)


def _starts_formula(text: str) -> bool:
    """Spreadsheets skip spaces, quotes and invisible characters before the first sign, and so does this."""
    for sign in text:
        if sign in STARTS_FORMULA or normalised("NFKC", sign)[0] in STARTS_FORMULA:
            return True
        if sign.isspace() or sign in "\"'" or unicodedata.category(sign) in ("Cf", "Cc", "Zs"):
            continue
        break
    return False


def _is_value(text: str) -> bool:
    """Whether a spreadsheet could read a number, a date, a time, an amount or a truth value. Rather too often."""
    visible = (sign for sign in normalised("NFKC", text) if unicodedata.category(sign) != "Cf")
    plain = "".join(visible).strip().casefold()
    if plain in VALUES or ERROR.fullmatch(plain):
        return True
    return any(map(str.isdigit, plain)) and IN_A_VALUE.issuperset(re.findall(r"[^\W\d_]+", plain))


def to_csv(columns: Columns, rows: Iterable[Any]) -> str:
    """A table as CSV for Dutch spreadsheets: semicolons, UTF-8 with a mark, CRLF."""
    out = io.StringIO(newline="")
    write_csv(out, columns, rows)
    return out.getvalue()


def write_csv(out: TextIO, columns: Columns, rows: Iterable[Any]) -> None:
    """Write the same to a file of text that leaves ends of lines alone; rows are read once, and not kept."""
    out.write(BOM)
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow([cell(label) for label, _of in columns])
    writer.writerows([cell(of(row)) for _label, of in columns] for row in rows)

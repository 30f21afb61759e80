"""Numbers as people write them: 3,5 and 3.5, 1.000 and 1 000. Pure: standard library only."""

import re
from decimal import Decimal

MOST_DIGITS = 12
_NUMBER = re.compile(r"([-+]?)([1-9]\d{0,2}([. ,])\d{3}(?:\3\d{3})*|\d+)(?:([.,])(\d+))?", re.ASCII)
"""Three digits behind a mark are thousands: no question asks for more than two decimals."""


def read(text: str) -> Decimal | None:
    """The number that a text is; `None` of anything else, and of more than `MOST_DIGITS` digits.

    >>> read("3,5"), read("1.000,25"), read("drie")
    (Decimal('3.5'), Decimal('1000.25'), None)
    """
    tidy = text.replace("\u2212", "-").replace("\u00a0", " ").replace("\u202f", " ").strip()
    found = _NUMBER.fullmatch(tidy) if len(tidy) <= 2 * MOST_DIGITS else None
    if found is None or (found[3] and found[3] == found[4]):
        return None
    sign, whole, _thousands, _comma, part = found.groups()
    digits = re.sub(r"\D", "", whole)
    if len(digits.lstrip("0")) > MOST_DIGITS:
        return None
    return Decimal(f"{sign}{digits}.{part or 0}")


def plain(number: Decimal) -> str:
    """A number with a point and without zeros at its end; there is one nought."""
    text = format(number.normalize(), "f")
    return "0" if text == "-0" else text


def tidy(number: Decimal) -> Decimal:
    """The same number without zeros at its end."""
    return Decimal(plain(number))

"""Keys of rows as they stand in addresses and forms."""

MOST_DIGITS = 19
"""Digits of which a key of the database has fewer."""


def number_in(key: str) -> int:
    """The key of a row of the database in what somebody sent; of any other text 0, which no row has."""
    return int(key) if key.isascii() and key.isdecimal() and len(key) < MOST_DIGITS else 0

"""Percents, for every result that prints or draws them. Pure: standard library only."""

from collections.abc import Sequence


def whole_percents(numbers: Sequence[int]) -> list[int]:
    """The share of each number in whole percents, half upwards; all zero without any.

    Equal numbers have equal percents, so that the sum may differ from 100: then the page says that they are rounded.

    >>> whole_percents([4, 4, 6])
    [29, 29, 43]
    """
    total = sum(numbers)
    return [(200 * number + total) // (2 * total) if total else 0 for number in numbers]


def percent(some: int, all_of_them: int) -> float:
    """A share in percents with one decimal, for a width that nobody reads; 0 of nothing."""
    return round(100 * some / all_of_them, 1) if all_of_them else 0.0


def tenths(number: int, of: int) -> float:
    """A quotient with one decimal, half upwards; 0 of nothing.

    >>> tenths(25, 100)
    0.3
    """
    return (20 * number + of) // (2 * of) / 10 if of else 0.0

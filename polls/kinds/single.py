"""Single choice: one option out of several. Pure: standard library only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .percents import percent, whole_percents


@dataclass(frozen=True, slots=True)
class Row:
    """One option of a counted poll. `share` is in whole percents, `width` in percents with one decimal."""

    key: str
    text: str
    count: int
    share: int
    width: float


@dataclass(frozen=True, slots=True)
class Result:
    """A counted poll: a row for each option, in order, and the number of answers."""

    rows: tuple[Row, ...]
    total: int

    @property
    def is_rounded(self) -> bool:
        """The printed percents do not add up to 100."""
        return bool(self.total) and sum(row.share for row in self.rows) != 100

    @property
    def is_unanimous(self) -> bool:
        """Everybody gave the same answer: who sees the result knows what each of them chose."""
        return bool(self.total) and max(row.count for row in self.rows) == self.total


def count(options: Sequence[tuple[str, str]], counts: Mapping[str, int]) -> Result:
    """The result of `options` (key, text) with the answers in `counts`, by key; unknown keys are left out."""
    numbers = [counts.get(key, 0) for key, _text in options]
    total = sum(numbers)
    shares = whole_percents(numbers)
    rows = (
        Row(key, text, number, share, percent(number, total))
        for (key, text), number, share in zip(options, numbers, shares, strict=True)
    )
    return Result(tuple(rows), total)

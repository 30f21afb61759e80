"""Results as bars: one for each option, as wide as its share. Pure: standard library only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from .kind import Line, Option, Question, Result
from .percents import percent, whole_percents
from .sentences import Sentence, gettext_lazy


@dataclass(frozen=True, slots=True)
class Row:
    """One bar. `share` is in whole percents, `width` in percents with one decimal."""

    key: str
    text: str
    count: int
    share: int
    width: float


@dataclass(frozen=True, slots=True)
class Bars(Result):
    """A bar for each option, in order. Unless people may choose several, the counts add up to `total`."""

    rows: tuple[Row, ...]
    several: bool = False

    @property
    def is_rounded(self) -> bool:
        """The printed percents do not add up to 100, though every person chose one."""
        return bool(self.total) and not self.several and sum(row.share for row in self.rows) != 100

    @property
    def is_unanimous(self) -> bool:
        """Everybody gave the same answer: who sees the result knows what each of them chose."""
        return bool(self.total) and all(row.count in (0, self.total) for row in self.rows)

    @property
    def first(self) -> list[Row]:
        """The bars that no other is longer than; none without answers."""
        most = max((row.count for row in self.rows), default=0)
        return [row for row in self.rows if most and row.count == most]


def rows_of(options: Iterable[Option], counts: Mapping[str, int], base: int | None = None) -> tuple[Row, ...]:
    """A row for each option with the counts by key; unknown keys are left out.

    Shares are of `base` people, otherwise of all counts together.
    """
    given = list(options)
    numbers = [counts.get(option.key, 0) for option in given]
    total = sum(numbers) if base is None else base
    shares = whole_percents(numbers) if base is None else [whole_percents([n, total - n])[0] for n in numbers]
    return tuple(
        Row(option.key, option.text, number, share, percent(number, total))
        for option, number, share in zip(given, numbers, shares, strict=True)
    )


def bars(options: Iterable[Option], counts: Mapping[str, int]) -> Bars:
    """The result of options of which every person chose one; answers to anything else are not counted."""
    rows = rows_of(options, counts)
    return Bars(sum(row.count for row in rows), rows)


def likely(question: Question, chance: Random) -> str:
    """One of the options as a form has it, the first ones more often than the last."""
    keys = question.keys
    [key] = chance.choices(keys, weights=range(len(keys) + 1, 1, -1))
    return question.padded(key)


def lines_of(rows: Iterable[Row], part: str = "") -> list[Line]:
    """Rows as lines of a download."""
    return [Line(row.text, row.count, row.share, part=part) for row in rows]


def outcome_of(result: Bars) -> Sentence:
    """Which answers were given most, in a sentence."""
    first = result.first
    if not first:
        return gettext_lazy("Nobody answered.")
    values = {"answer": [row.text for row in first], "percent": first[0].share, "total": result.total}
    if len(first) > 1:
        return gettext_lazy("Equally often, %(percent)s%% of %(total)s each: %(answer)s", **values)
    return gettext_lazy("Most often, %(percent)s%% of %(total)s: %(answer)s", **values)

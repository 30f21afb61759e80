"""Results as bars: one for each option, as wide as its share. Pure: standard library only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import TypedDict

from .kind import Cells, Kind, Line, Option, Question, Result
from .percents import percent, whole_percents
from .sentences import Sentence, gettext_lazy


class Hands(TypedDict):
    """Hands that were counted in the hall: the number for each option, and how many people raised one."""

    counts: dict[str, int]
    people: int


@dataclass(frozen=True, slots=True)
class Row:
    """One bar. `share` is in whole percents, `width` in percents with one decimal; so many of `count` are `hands`."""

    key: str
    text: str
    count: int
    share: int
    width: float
    hands: int = 0


@dataclass(frozen=True, slots=True)
class Bars(Result):
    """A bar for each option, in order. Unless people may choose several, the counts add up to `total`."""

    rows: tuple[Row, ...]
    several: bool = False
    hands: int = 0
    """How many of the people raised a hand in the hall."""

    @property
    def is_rounded(self) -> bool:
        """The printed percents do not add up to 100, though every person chose one."""
        return bool(self.total) and not self.several and sum(row.share for row in self.rows) != 100

    @property
    def is_unanimous(self) -> bool:
        """Every ballot is the same: who sees the result knows what each of them chose. Hands were seen anyway."""
        ballots = self.total - self.hands
        return ballots > 0 and all(row.count - row.hands in (0, ballots) for row in self.rows)

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
    return [Line(row.text, row.count, row.share, part=part, hands=row.hands or None) for row in rows]


def with_hands(kind: Kind[Bars], cells: Cells, total: int, question: Question, hands: Hands) -> Bars:
    """The result of these cells and of the hands that were counted in the hall, each bar with its hands."""
    raised = hands["counts"]
    both = {name: cells.get(name, 0) + raised.get(name, 0) for name in {*cells, *raised}}
    result = kind.result(both, total + hands["people"], question)
    rows = tuple(replace(row, hands=raised.get(row.key, 0)) for row in result.rows)
    return replace(result, rows=rows, hands=hands["people"])


def outcome_of(result: Bars) -> Sentence:
    """Which answers were given most, in a sentence."""
    first = result.first
    if not first:
        return gettext_lazy("Nobody answered.")
    values = {"answer": [row.text for row in first], "percent": first[0].share, "total": result.total}
    if len(first) > 1:
        return gettext_lazy("Equally often, %(percent)s%% of %(total)s each: %(answer)s", **values)
    return gettext_lazy("Most often, %(percent)s%% of %(total)s: %(answer)s", **values)

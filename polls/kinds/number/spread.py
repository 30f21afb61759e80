"""The spread of numbers: classes, the middle, the middle half and the range. Pure: standard library only."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from ..kind import Cells, Line, Question, Result
from ..percents import percent, whole_percents
from ..sentences import gettext_lazy, only
from .reading import tidy

MOST_CLASSES = 10
_FAR = 3
"""Answers that lie further from the middle half than this many times its width share one class at the end."""

Counts = Sequence[tuple[Decimal, int]]
"""The different numbers in order, each with how often it was given."""


@dataclass(frozen=True, slots=True)
class Bin:
    """A class: how many answers lie in it. `width` is its share with a decimal."""

    text: str
    count: int
    share: int
    width: float


@dataclass(frozen=True, slots=True)
class Numbers(Result):
    """All answers together. `lines` are its lines, in the language of whoever looks."""

    rows: tuple[Bin, ...]
    lowest: Decimal | None = None
    lower: Decimal | None = None
    median: Decimal | None = None
    upper: Decimal | None = None
    highest: Decimal | None = None
    right: Decimal | None = None
    unit: str = ""
    lines: tuple[Line, ...] = ()

    @property
    def apart(self) -> Decimal | None:
        """How much higher the middle answer is than the right one."""
        return None if self.median is None or self.right is None else tidy(self.median - self.right)

    @property
    def below(self) -> Decimal | None:
        """How much lower it is."""
        return None if self.apart is None else -self.apart

    @property
    def is_rounded(self) -> bool:
        """The printed percents do not add up to 100."""
        return self.total > 0 and sum(row.share for row in self.rows) != 100

    @property
    def is_unanimous(self) -> bool:
        """Everybody gave the same number."""
        return self.total > 0 and self.lowest == self.highest


def spread_of(cells: Cells, question: Question, right: Decimal | None) -> Numbers:
    """The spread of all answers: the cells are the numbers."""
    counts = sorted((Decimal(text), number) for text, number in cells.items() if number)
    total = sum(number for _value, number in counts)
    unit = question.settings.get("unit") or ""
    if not total:
        return Numbers(0, (), right=right, unit=unit)
    rows = tuple(_bins(counts, question))
    lower, upper = _value_of(counts, -(-total // 4)), _value_of(counts, -(-3 * total // 4))
    median = tidy((_value_of(counts, (total + 1) // 2) + _value_of(counts, total // 2 + 1)) / 2)
    lowest, highest = counts[0][0], counts[-1][0]
    say = question.say
    values = [
        (gettext_lazy("Lowest answer"), lowest),
        (gettext_lazy("Middle half from"), lower),
        (gettext_lazy("Middle answer"), median),
        (gettext_lazy("Middle half to"), upper),
        (gettext_lazy("Highest answer"), highest),
        *([(gettext_lazy("Right answer"), right)] if right is not None else []),
    ]
    lines = (
        *(Line(row.text, row.count, row.share) for row in rows),
        *(Line(say(text), value=value) for text, value in values),
    )
    return Numbers(total, rows, lowest, lower, median, upper, highest, right, unit, lines)


def _value_of(counts: Counts, which: int) -> Decimal:
    """The `which`-th answer in order."""
    seen = 0
    for value, number in counts:
        seen += number
        if seen >= which:
            return value
    raise ValueError("there are fewer answers")


def _bins(counts: Counts, question: Question) -> Iterable[Bin]:
    """The classes. What lies far from the middle half is in an open class at its end."""
    total = sum(number for _value, number in counts)
    lower, upper = _value_of(counts, -(-total // 4)), _value_of(counts, -(-3 * total // 4))
    first, last = counts[0][0], counts[-1][0]
    if upper > lower:
        first, last = max(first, lower - _FAR * (upper - lower)), min(last, upper + _FAR * (upper - lower))
    smallest = Decimal(1).scaleb(-(question.settings.get("decimals") or 0))
    step = _step(first, last, smallest)
    start = (first / step).to_integral_value(ROUND_FLOOR) * step
    edges = [start]
    while edges[-1] + step <= last:
        edges.append(edges[-1] + step)
    edges = [tidy(edge) for edge in (*edges, edges[-1] + step)]
    numbers = [0] * (len(edges) + 1)
    for value, number in counts:
        numbers[_class_of(value, edges)] += number
    shares = whole_percents(numbers)
    for which, (number, share) in enumerate(zip(numbers, shares, strict=True)):
        if number or 0 < which < len(edges):
            yield Bin(_text(which, edges, smallest, question), number, share, percent(number, total))


def _class_of(value: Decimal, edges: Sequence[Decimal]) -> int:
    return bisect_right(edges, value)


def _step(first: Decimal, last: Decimal, smallest: Decimal) -> Decimal:
    """The smallest step of 1, 2 or 5 with noughts that needs at most `MOST_CLASSES` classes."""
    step = smallest
    while True:
        for factor in (1, 2, 5):
            wide = step * factor
            if (last / wide).to_integral_value(ROUND_FLOOR) - (first / wide).to_integral_value(
                ROUND_FLOOR
            ) < MOST_CLASSES:
                return wide
        step *= 10


def _text(which: int, edges: Sequence[Decimal], smallest: Decimal, question: Question) -> str:
    say, end = question.say, len(edges)
    if which == 0:
        return say(gettext_lazy("less than %(number)s", number=edges[0]))
    if which == end:
        return say(gettext_lazy("%(number)s or more", number=edges[-1]))
    first, last = edges[which - 1], tidy(edges[which] - smallest)
    if question.settings.get("most"):
        last = max(first, min(last, Decimal(question.settings["most"])))
    if first == last:
        return say(only(first))
    return say(gettext_lazy("%(first)s to %(last)s", first=first, last=last))

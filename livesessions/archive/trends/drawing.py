"""A line as a chart: where everything stands in 1160 by 470 units. Pure: standard library only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor, log10

from .measurement import Axis

WIDTH, HEIGHT = 1160, 470
LEFT, RIGHT, TOP, BOTTOM, GROUND = 190, 1120, 100, 360, 388
GAP = 26
"""Between two points at least, if there is room: two rounds of one hour would be one."""
LABEL, VALUE, LETTER, PLATE = 64, 48, 44, 10
"""Between two labels, two numbers and two letters at least; and what a plate needs for each letter of its text."""
LOWEST = BOTTOM - 30
"""A point that stands lower has no room for a number below it."""
SHARES = Axis(0, 100, tuple((float(share), f"{share}%") for share in range(0, 101, 25)))


@dataclass(frozen=True, slots=True)
class Mark:
    """One time, with its number or `None` where there is none to tell. `breaks` says in words why the line breaks."""

    at: datetime
    value: float | None
    letter: str
    breaks: str = ""
    same: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """Where a time stands. `y` is missing where there is no number. What would overlap is not written.

    A number that has no room above its point stands below it (`is_below`).
    """

    x: int
    y: int | None
    has_label: bool
    has_value: bool
    is_below: bool
    number: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of line between two times; `same`: by the same people, as far as is known."""

    x1: int
    y1: int
    x2: int
    y2: int
    same: bool


@dataclass(frozen=True, slots=True)
class Break:
    """Where the line breaks, and the plate that says why."""

    x: int
    left: int
    width: int
    text: str

    @property
    def middle(self) -> int:
        """Where the text of the plate stands."""
        return self.left + self.width // 2


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything in a chart. `letters` are (x, text), `grid` is (y, text)."""

    dots: tuple[Dot, ...]
    segments: tuple[Segment, ...]
    breaks: tuple[Break, ...]
    letters: tuple[tuple[int, str], ...]
    grid: tuple[tuple[int, str], ...]


def chart_of(marks: Sequence[Mark], axis: Axis | None) -> Chart:
    """The chart of these times, in their order; without an axis their numbers are shares."""
    on = _full(axis or SHARES, [mark.value for mark in marks if mark.value is not None])
    low, high = on.low or 0, on.high or 0
    xs = places([mark.at for mark in marks])
    ys = [None if mark.value is None else _y(mark.value, low, high) for mark in marks]
    labels, values = _free(xs, LABEL), [False] * len(xs)
    for is_told, room in ((True, VALUE), (False, LABEL)):  # numbers, and what stands where there are none
        same = [i for i, y in enumerate(ys) if (y is not None) == is_told]
        for i, is_free in zip(same, _free([xs[i] for i in same], room), strict=True):
            values[i] = is_free
    left = [i for i, y in enumerate(ys) if y is not None and y <= LOWEST and not values[i]]
    below = {i for i, is_free in zip(left, _free([xs[i] for i in left], VALUE), strict=True) if is_free}
    dots = tuple(
        Dot(x, y, label, value or number in below, number in below, number)
        for number, (x, y, label, value) in enumerate(zip(xs, ys, labels, values, strict=True))
    )
    return Chart(
        dots,
        tuple(_segments(marks, dots)),
        tuple(_breaks(marks, xs)),
        tuple(_letters(marks, xs)),
        tuple((_y(tick, low, high), text) for tick, text in on.ticks),
    )


def places(moments: Sequence[datetime]) -> list[int]:
    """Where moments stand, true to time, but never closer than can be told apart if there is room for that."""
    if len(moments) == 1:
        return [(LEFT + RIGHT) // 2]
    inner, end = LEFT + 50, RIGHT - 40
    first, whole = moments[0], (moments[-1] - moments[0]).total_seconds()
    gap = min(GAP, (end - inner) / max(1, len(moments) - 1))
    found = [inner + ((at - first).total_seconds() / whole * (end - inner) if whole else 0) for at in moments]
    for i in range(1, len(found)):
        found[i] = max(found[i], found[i - 1] + gap)
    found[-1] = min(found[-1], end)
    for i in range(len(found) - 2, -1, -1):
        found[i] = min(found[i], found[i + 1] - gap)
    return [round(x) for x in found]


def _segments(marks: Sequence[Mark], dots: Sequence[Dot]) -> list[Segment]:
    """From number to number of one question; over a time that is withheld the line goes on, as to another crowd."""
    found, last, same = [], None, True
    for mark, dot in zip(marks, dots, strict=True):
        if mark.breaks:
            last = None
        same = same and mark.same
        if dot.y is not None:
            if last is not None and last.y is not None:
                found.append(Segment(last.x, last.y, dot.x, dot.y, same))
            last, same = dot, True
    return found


def _breaks(marks: Sequence[Mark], xs: Sequence[int]) -> list[Break]:
    """Where lines break; a plate that would lie over the one before is left out: the table says why, too."""
    found: list[Break] = []
    end = 0
    for i, mark in enumerate(marks):
        if mark.breaks:
            x = (xs[i - 1] + xs[i]) // 2
            width = PLATE * len(mark.breaks) + 24
            left = min(max(x - width // 2, 4), WIDTH - width - 4)
            is_free = left > end
            found.append(Break(x, left, width if is_free else 0, mark.breaks if is_free else ""))
            end = left + width + 6 if is_free else end
    return found


def _letters(marks: Sequence[Mark], xs: Sequence[int]) -> list[tuple[int, str]]:
    """The letter of each run of times with one question, above the middle of it."""
    runs: list[tuple[str, list[int]]] = []
    for mark, x in zip(marks, xs, strict=True):
        if not runs or mark.breaks or runs[-1][0] != mark.letter:
            runs.append((mark.letter, []))
        runs[-1][1].append(x)
    middles = [((some[0] + some[-1]) // 2, letter) for letter, some in runs]
    free = _free([x for x, _letter in middles], LETTER)
    return [middle for middle, is_free in zip(middles, free, strict=True) if is_free]


def _free(xs: Sequence[int], room: int) -> list[bool]:
    """Which of these can be written without one over another; the last always, and else the first that fit."""
    found, last = [False] * len(xs), float("-inf")
    for i, x in enumerate(xs):
        if i == len(xs) - 1 or (x - last >= room and xs[-1] - x >= room):
            found[i], last = True, x
    return found


def _y(value: float, low: float, high: float) -> int:
    return round(BOTTOM - (float(value) - low) / (high - low) * (BOTTOM - TOP)) if high != low else BOTTOM


def _full(axis: Axis, values: Sequence[float]) -> Axis:
    """The axis with both ends and with ticks: where it has none, at round numbers around those that are shown."""
    if axis.ticks and axis.low is not None and axis.high is not None:
        return axis
    numbers = [float(value) for value in values]
    low = axis.low if axis.low is not None else min(numbers, default=0.0)
    high = axis.high if axis.high is not None else max([*numbers, low + 1])
    step = _step((high - low) / 4 or 1)
    first, last = floor(low / step), ceil(high / step)
    last = max(last, first + 1)
    ticks = tuple((i * step, f"{i * step:.10g}") for i in range(first, last + 1))
    return Axis(ticks[0][0], ticks[-1][0], ticks)


def _step(wanted: float) -> float:
    """The smallest of 1, 2 and 5 with noughts that is at least as much."""
    power = 10.0 ** floor(log10(wanted))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= wanted)

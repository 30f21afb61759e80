"""A line as its page shows it: charts, each with its table, and the versions of the question in words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.formats import date_format, localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .drawing import Chart, Mark, chart_of
from .measurement import Measure, Number
from .versions import Crowd, Point
from .wording import Change, Differences

A_QUARTER = timedelta(days=91)
"""Within so long, days are named and not only months."""
CHANGED = {
    Change.KIND: lambda: _("kind changed"),
    Change.WORDS: lambda: _("words changed"),
    Change.OPTIONS: lambda: _("answers changed"),
    Change.ORDER: lambda: _("order changed"),
    Change.SCALE: lambda: _("scale changed"),
}
CROWDS = {
    Crowd.FIRST: lambda: _("first time"),
    Crowd.SAME: lambda: _("the same group as the time before"),
    Crowd.OTHER: lambda: _("another group"),
    Crowd.UNKNOWN: lambda: _("perhaps another group"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A time as the table has it; `value` is in words, and `withheld` says that nothing may be told."""

    point: Point
    value: str
    withheld: bool
    who: str
    label: str
    beneath: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its table: of times whose numbers stand on one axis. `choices` are the answers to choose from."""

    chart: Chart
    rows: tuple[Row, ...]
    chosen: str
    choices: tuple[str, ...]
    is_share: bool
    told: str
    dots: tuple[tuple[object, Row], ...]


def in_words(number: Number | None, *, is_share: bool) -> str:
    """A number as people read it; a share with its sign."""
    if number is None:
        return ""
    return f"{number}%" if is_share else str(localize(number))


def figures_of(points: Sequence[Point], wanted: str) -> list[Figure]:
    """The figures of a line, of the answer `wanted` where it has that, and else of what says most."""
    runs: list[list[Point]] = []
    for point in points:
        if not runs or not _fits(runs[-1], point):
            runs.append([])
        runs[-1].append(point)
    return [_figure(run, wanted) for run in runs]


def _fits(run: Sequence[Point], point: Point) -> bool:
    """Whether a time stands on the axis of these."""
    if run[-1].taken.measurement.asked.kind != point.taken.measurement.asked.kind:
        return False
    there, here = next((found for each in reversed(run) if (found := _first(each))), None), _first(point)
    return there is None or here is None or there.axis == here.axis


def _first(point: Point) -> Measure | None:
    found = point.taken.measurement.measures
    return found[0] if found else None


def _figure(points: Sequence[Point], wanted: str) -> Figure:
    choices = list(dict.fromkeys(name for point in reversed(points) for name in _by_name(point)))
    chosen = wanted if wanted in choices else _default(points)
    found = [_by_name(point).get(chosen) for point in points]
    axis = next((each.axis for each in found if each is not None), None)
    is_share = axis is None
    rows = tuple(_row(point, each, is_share=is_share) for point, each in zip(points, found, strict=True))
    marks = [
        Mark(
            point.taken.at,
            float(each.value) if each is not None and each.value is not None else None,
            point.letter,
            _plate(point.breaks) if point.breaks and i else "",
            point.crowd == Crowd.SAME,
        )
        for i, (point, each) in enumerate(zip(points, found, strict=True))
    ]
    chart = chart_of(marks, axis)
    dots = tuple(zip(chart.dots, rows, strict=True))
    return Figure(chart, rows, chosen, tuple(choices), is_share, told(points, found), dots)


def _default(points: Sequence[Point]) -> str:
    """What says most of the newest numbers: a mean, or of shares the largest."""
    newest = next((named for point in reversed(points) if (named := _by_name(point))), {})
    if not newest:
        return ""
    name, first = next(iter(newest.items()))
    return max(newest, key=lambda each: newest[each].value or 0) if first.is_share else name


def _by_name(point: Point) -> dict[str, Measure]:
    """The numbers of a time as versions share them: by their words, with the place of those that several answers have.

    Places alone would not do: in another version an answer may stand elsewhere.
    """
    measurement = point.taken.measurement
    times = Counter(measurement.asked.options) | Counter(each.text for each in measurement.measures)
    return {
        f"{each.key}. {each.text}" if each.key and times[each.text] > 1 else each.text: each
        for each in measurement.measures
    }


def told(points: Sequence[Point], found: Sequence[Measure | None]) -> str:
    """How the newest question moved, in a sentence; empty where there are no two numbers of it."""
    same = [
        (point, each)
        for point, each in zip(points, found, strict=True)
        if point.version is points[-1].version and each is not None and each.value is not None
    ]
    if len(same) < 2:
        return ""
    (first, before), (last, after) = same[0], same[-1]
    how = "j F Y" if last.taken.at - first.taken.at < A_QUARTER else "F Y"
    values = {
        "before": in_words(before.value, is_share=before.is_share),
        "after": in_words(after.value, is_share=after.is_share),
        "since": date_format(localtime(first.taken.at), how),
        "until": date_format(localtime(last.taken.at), how),
    }
    if values["before"] == values["after"]:
        return _("With the newest question it is %(after)s, as before (%(since)s).") % values
    return _("With the newest question it went from %(before)s to %(after)s, between %(since)s and %(until)s.") % values


def _row(point: Point, each: Measure | None, *, is_share: bool) -> Row:
    taken = point.taken
    withheld = bool(taken.measurement.reason)
    if withheld:
        value = _("too few")
    elif each is None:
        value = _("not asked")
    else:
        value = in_words(each.value, is_share=is_share) or _("no one number")
    fewer = ngettext("fewer than %(number)s", "fewer than %(number)s", taken.measurement.minimum)
    beneath = fewer % {"number": taken.measurement.minimum} if taken.answered is None else str(taken.answered)
    who = CROWDS[point.crowd]()
    who = _("new line; %(who)s") % {"who": who} if point.breaks else who
    return Row(point, value, withheld, who, date_format(localtime(taken.at), "b y"), beneath)


def _plate(differs: Differences) -> str:
    words = [CHANGED[change]() for change in differs.changes]
    return words[0] if len(words) == 1 else _("%(what)s, and more") % {"what": words[0]}

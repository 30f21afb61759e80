"""Two results of one question beside each other, and their differences in words. A is then, B is now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import localize
from django.utils.translation import gettext as _

from .measurement import Axis, Measure, Measurement, Number, TeamMeasured
from .showing import in_words
from .versions import Taken
from .wording import Differences, differences, is_same


@dataclass(frozen=True, slots=True)
class Half:
    """The numbers of one side. A number that is `None` is withheld or missing; without numbers all of it is."""

    answered: int | None
    measures: Sequence[Measure]
    minimum: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of one side: in words, and how wide its bar is, in percents; `None` where it may not be told."""

    words: str
    width: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """One number of both sides; `more` is 1 where B has more, -1 where it has less, and 0 where they are equal."""

    text: str
    a: Cell
    b: Cell
    differs: str
    more: int | None


@dataclass(frozen=True, slots=True)
class Pair:
    """One question on both sides. `changed`: it is not the same question, so its numbers stand in no table."""

    text: str
    a: Half
    b: Half
    rows: Sequence[Row] = ()
    told: Sequence[str] = ()
    changed: Differences | None = None
    before: str = ""
    barometer: str = ""


def half_of(measurement: Measurement, answered: int | None) -> Half:
    """Everybody's side."""
    return Half(answered, measurement.measures, measurement.minimum)


def team_half(measurement: Measurement, team: TeamMeasured) -> Half:
    """The side of one team."""
    return Half(team.answered, [*team.measures, *team.shares], measurement.minimum)


def pair_of(a: Taken, b: Taken, barometer: str = "") -> Pair:
    """A question that was asked on both sides."""
    before, after = a.measurement, b.measurement
    halves = half_of(before, a.answered), half_of(after, b.answered)
    if not is_same(before.asked, after.asked):
        changed = differences(before.asked, after.asked)
        return Pair(after.asked.text, *halves, changed=changed, before=before.asked.text, barometer=barometer)
    return beside(after.asked.text, *halves, barometer)


def beside(text: str, a: Half, b: Half, barometer: str = "") -> Pair:
    """The same question on both sides, with its rows and what differs most, in words."""
    shares = [each for each in (*b.measures, *a.measures) if each.is_share]
    numbers = [each for each in (*b.measures, *a.measures) if not each.is_share]
    here, there = _by_key(a.measures), _by_key(b.measures)
    rows = [_row(each.text, here.get(key), there.get(key)) for key, each in _by_key(shares or numbers).items()]
    told = [sentence for key in _by_key(numbers) if (sentence := _moved(here.get(key), there.get(key)))]
    return Pair(text, a, b, rows, (told if shares else []) or _most(rows), barometer=barometer)


def pairs_of(a: Sequence[tuple[str, Taken]], b: Sequence[tuple[str, Taken]]) -> list[Pair]:
    """What was asked in both of two sessions: under one barometer, or in the same words. Of rounds the last counts.

    Each comes with the name of its barometer, which may be empty.
    """
    found: dict[str, Pair] = {}
    for name, after in b:
        alike = [each for each in a if _is_alike(each[1], after)]
        same = alike or [each for each in a if name and each[0] == name]
        if same:
            found[after.measurement.asked.text] = pair_of(same[-1][1], after, name)
    return list(found.values())


def _is_alike(a: Taken, b: Taken) -> bool:
    before, after = a.measurement.asked, b.measurement.asked
    return before.kind == after.kind and bool(before.texts & after.texts)


def _by_key(measures: Sequence[Measure]) -> Mapping[str, Measure]:
    return {each.key: each for each in measures}


def _row(text: str, a: Measure | None, b: Measure | None) -> Row:
    known = a is not None and b is not None and a.value is not None and b.value is not None
    axis = a.axis if a else b.axis if b else None
    left, right = _cell(a, axis), _cell(b, axis)
    if not known or a is None or b is None or a.value is None or b.value is None:
        return Row(text, left, right, _("cannot be said"), None)
    apart = round(float(b.value) - float(a.value), 1)
    if not apart:
        return Row(text, left, right, _("the same"), 0)
    if axis is None:
        words = _("%(points)s more in B") if apart > 0 else _("%(points)s less in B")
        return Row(text, left, right, words % {"points": abs(round(apart))}, 1 if apart > 0 else -1)
    words = _("%(number)s higher in B") if apart > 0 else _("%(number)s lower in B")
    return Row(text, left, right, words % {"number": localize(abs(apart))}, 1 if apart > 0 else -1)


def _cell(measure: Measure | None, axis: Axis | None) -> Cell:
    if measure is None or measure.value is None:
        return Cell("", None)
    return Cell(in_words(measure.value, is_share=axis is None), width_on(axis, measure.value))


def width_on(axis: Axis | None, value: Number) -> float:
    """How far a number stands from the low end of its axis, in percents; of a share it is the share."""
    if axis is None:
        return float(value)
    low, high = axis.low or 0.0, axis.high
    if high is None or high == low:
        return 0.0
    return round(min(100.0, max(0.0, (float(value) - low) / (high - low) * 100)), 1)


def _moved(a: Measure | None, b: Measure | None) -> str:
    """How a mean or the like moved; nothing where either is not known."""
    if a is None or b is None or a.value is None or b.value is None:
        return ""
    values = {"what": b.text, "before": in_words(a.value, is_share=False), "after": in_words(b.value, is_share=False)}
    if values["before"] == values["after"]:
        return _("%(what)s: %(after)s on both sides.") % values
    return _("%(what)s: from %(before)s to %(after)s.") % values


def _most(rows: Sequence[Row]) -> list[str]:
    """Which number rose most and which fell most."""
    moved = [row for row in rows if row.more and row.a.width is not None and row.b.width is not None]
    told = []
    for sign, sentence in ((1, _("In B more for: %(answer)s.")), (-1, _("In B less for: %(answer)s."))):
        some = [row for row in moved if row.more == sign]
        if some:
            told.append(sentence % {"answer": max(some, key=lambda row: abs(_apart(row))).text})
    return told


def _apart(row: Row) -> float:
    return (row.b.width or 0) - (row.a.width or 0)

"""Results of one question side by side, and in words how the others differ from the first, which is A."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import localize
from django.utils.translation import gettext as _

from livesessions.texts.redacting import MARK

from .measurement import Axis, Measure, Measurement, Number, TeamMeasured
from .showing import in_words
from .versions import Taken
from .wording import Change, changes_between

MOST_COLUMNS = 4
"""What stands side by side at most: more would not be read on paper."""
LETTERS = "ABCD"
Named = tuple[str, Taken]
"""Once that something was asked, with the name of its barometer, which may be empty."""


@dataclass(frozen=True, slots=True)
class Column:
    """The numbers of one column. One that is `None` is withheld or missing; without numbers all of it is."""

    letter: str
    answered: int | None
    measures: Sequence[Measure]
    minimum: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A number: in words, and how wide its bar is, in percents; `None` where it may not be told.

    `differs` says how it differs from the first; `more` is 1 where it is larger, -1 where it is smaller, 0 where it is
    equal, and `None` where that cannot be said.
    """

    column: Column
    words: str
    width: float | None
    differs: str = ""
    more: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One number of every column."""

    text: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Other:
    """A column of another question, whose numbers stand in no table; without a `text` it has the same words."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question in several columns. Without a second column there is nothing to compare."""

    text: str
    columns: Sequence[Column]
    rows: Sequence[Row] = ()
    told: Sequence[str] = ()
    others: Sequence[Other] = ()
    barometer: str = ""

    @property
    def is_pair(self) -> bool:
        """Two columns leave room for a third with their differences."""
        return len(self.columns) == 2


def column_of(letter: str, measurement: Measurement, answered: int | None) -> Column:
    """Everybody's numbers."""
    return Column(letter, answered, measurement.measures, measurement.minimum)


def team_column(letter: str, measurement: Measurement, team: TeamMeasured) -> Column:
    """The numbers of one team."""
    return Column(letter, team.answered, [*team.measures, *team.shares], measurement.minimum)


def comparison_of(asked: Mapping[str, Taken], barometer: str = "") -> Comparison:
    """What was asked, by letter; the first says which question it is."""
    (letter, first), *rest = asked.items()
    columns, others = [column_of(letter, first.measurement, first.answered)], []
    for letter, taken in rest:
        changes = changes_between(first.measurement.asked, taken.measurement.asked)
        if changes:
            others.append(Other(letter, taken.measurement.asked.text if Change.WORDS in changes else ""))
        else:
            columns.append(column_of(letter, taken.measurement, taken.answered))
    return beside(first.measurement.asked.text, columns, others, barometer)


def beside(text: str, columns: Sequence[Column], others: Sequence[Other] = (), barometer: str = "") -> Comparison:
    """The same question in these columns, with its rows and what differs most, in words."""
    newest_first = [each for column in reversed(columns) for each in column.measures]
    shares = [each for each in newest_first if each.is_share]
    numbers = [each for each in newest_first if not each.is_share]
    rows = [_row(each.text, key, columns) for key, each in _by_key(shares or numbers).items()]
    of_all = [key for key in _by_key(numbers) if not key]  # "more for: Mean" says nothing
    told = [sentence for key in of_all if (sentence := _moved(key, columns))] if of_all else _most(rows, columns)
    if len(columns) < 2:
        rows, told = [], []
    return Comparison(text, columns, rows, told, others, barometer)


def comparisons_of(columns: Mapping[str, Sequence[Named]]) -> list[Comparison]:
    """What the first session asked and another too, under one barometer or in the same words.

    Words that were taken out are like no others. What was asked more often in a session is paired from the last on.
    """
    (letter, first), *rest = columns.items()
    found = []
    for name, taken in first:
        back = _alike(first, (name, taken))[::-1].index(taken) + 1
        asked = {letter: taken}
        for other, column in rest:
            alike = _alike(column, (name, taken))
            if len(alike) >= back:
                asked[other] = alike[-back]
        if len(asked) > 1:
            found.append(comparison_of(asked, name))
    return found


def _alike(column: Sequence[Named], this: Named) -> list[Taken]:
    """What asks the same: in its words, or else by its barometer."""
    name, taken = this
    same = [each for _name, each in column if each is taken or _has_its_words(each, taken)]
    return same or [each for other, each in column if name and other == name]


def _has_its_words(a: Taken, b: Taken) -> bool:
    one, other = a.measurement.asked, b.measurement.asked
    return one.kind == other.kind and any(MARK not in text for text in one.texts & other.texts)


def _by_key(measures: Sequence[Measure]) -> Mapping[str, Measure]:
    return {each.key: each for each in measures}


def _row(text: str, key: str, columns: Sequence[Column]) -> Row:
    measures = [_by_key(column.measures).get(key) for column in columns]
    axis = next((each.axis for each in measures if each is not None), None)
    first = _value(measures[0])
    cells = []
    for column, measure in zip(columns, measures, strict=True):
        value = _value(measure)
        words = "" if value is None else in_words(value, is_share=axis is None)
        width = None if value is None else width_on(axis, value)
        differs = _differs(first, value, axis, column.letter) if column is not columns[0] else ("", None)
        cells.append(Cell(column, words, width, *differs))
    return Row(text, cells)


def _value(measure: Measure | None) -> Number | None:
    return measure.value if measure is not None else None


def _differs(first: Number | None, here: Number | None, axis: Axis | None, letter: str) -> tuple[str, int | None]:
    """How a number differs from the first, in words, and which way."""
    if first is None or here is None:
        return _("cannot be said"), None
    apart = round(float(here) - float(first), 1)
    if not apart:
        return _("the same"), 0
    if axis is None:
        words = _("%(points)s more in %(letter)s") if apart > 0 else _("%(points)s less in %(letter)s")
        return words % {"points": abs(round(apart)), "letter": letter}, 1 if apart > 0 else -1
    words = _("%(number)s higher in %(letter)s") if apart > 0 else _("%(number)s lower in %(letter)s")
    return words % {"number": localize(abs(apart)), "letter": letter}, 1 if apart > 0 else -1


def width_on(axis: Axis | None, value: Number) -> float:
    """How far a number stands from the low end of its axis, in percents; of a share it is the share."""
    if axis is None:
        return float(value)
    low, high = axis.low or 0.0, axis.high
    if high is None or high == low:
        return 0.0
    return round(min(100.0, max(0.0, (float(value) - low) / (high - low) * 100)), 1)


def _moved(key: str, columns: Sequence[Column]) -> str:
    """How a mean or the like moved; nothing where fewer than two are known."""
    known = [(column.letter, each) for column in columns if (each := _by_key(column.measures).get(key))]
    said = [(letter, each, in_words(each.value, is_share=False)) for letter, each in known if each.value is not None]
    if len(said) < 2:
        return ""
    what, numbers = said[-1][1].text, [number for _letter, _measure, number in said]
    if len(set(numbers)) == 1:
        return _("%(what)s: everywhere %(number)s.") % {"what": what, "number": numbers[0]}
    if len(columns) == 2:
        return _("%(what)s: from %(before)s to %(after)s.") % {"what": what, "before": numbers[0], "after": numbers[1]}
    where = [_("%(number)s in %(letter)s") % {"number": number, "letter": letter} for letter, _measure, number in said]
    return _("%(what)s: %(numbers)s.") % {"what": what, "numbers": " · ".join(where)}


def _most(rows: Sequence[Row], columns: Sequence[Column]) -> list[str]:
    """Which number rose most and which fell most, of each column but the first."""
    told = []
    for place, column in enumerate(columns[1:], 1):
        moved = [(row, _apart(row, place)) for row in rows if row.cells[place].more]
        more, less = _("In %(letter)s more for: %(answer)s."), _("In %(letter)s less for: %(answer)s.")
        for sign, sentence in ((1, more), (-1, less)):
            some = [(row, apart) for row, apart in moved if sign * apart > 0]
            if some:
                row, _most_apart = max(some, key=lambda each: abs(each[1]))
                told.append(sentence % {"letter": column.letter, "answer": row.text})
    return told


def _apart(row: Row, place: int) -> float:
    """How far it moved on its axis: a first place is higher than a second."""
    return (row.cells[place].width or 0) - (row.cells[0].width or 0)

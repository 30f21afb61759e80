"""Several statements on one scale: a place for each, and each may be left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from livesessions.archive.trends.measurement import Measure

from ..kind import Answer, Bad, Cells, Kind, Line, Option, Question, Result, Sent, Shelf, one
from ..scales import (
    FIELDS,
    RARE,
    Scale,
    Spread,
    check_ends,
    likely_step,
    mean_of,
    place_in,
    scale_of,
    spread_lines,
    spread_of,
)
from ..sentences import Sentence, gettext_lazy, gettext_noop


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement. Without a spread too few people answered it: its number is not told either."""

    key: str
    text: str
    spread: Spread | None


@dataclass(frozen=True, slots=True)
class Compared(Result):
    """The statements in their order, each with the people who answered it as its base."""

    rows: tuple[Judged, ...]
    scale: Scale
    lines: tuple[Line, ...]

    @property
    def columns(self) -> int:
        """How many columns the numbers take: the steps and the mean."""
        return len(self.scale.steps) + 1

    @property
    def is_rounded(self) -> bool:
        """The printed percents of a statement do not add up to 100."""
        return any(row.spread.is_rounded for row in self.rows if row.spread)

    @property
    def is_unanimous(self) -> bool:
        """Everybody gave the same answers."""
        return self.total > 0 and all(
            row.spread is not None
            and row.spread.is_unanimous
            and row.spread.count + (row.spread.unsure or 0) == self.total
            for row in self.rows
        )


class Statements(Kind[Compared]):
    """The answer is a list of `<key>@<step>`, in the order of the statements; step 0 is of who does not know."""

    title = gettext_noop("Several statements")
    purpose = gettext_noop("A few statements on one scale, to compare.")
    shelf = Shelf.WEIGH
    place = 50
    even_forms = False
    most = 8
    fields = FIELDS

    def check(self, question: Question) -> None:
        """The two ends differ."""
        check_ends(question.settings)

    def paper(self, question: Question) -> Scale:
        """The steps."""
        return scale_of(question)

    def clean(self, sent: Sent, question: Question) -> list[str]:
        """The places in the fields `step-<key>`; at least one."""
        scale = scale_of(question)
        given = {key: one(sent, _field(key)) for key in question.keys}
        if not any(given.values()):
            raise Bad(gettext_lazy("Choose a step for at least one statement."), _field(question.keys[0]))
        return [f"{key}@{place_in(text, scale, _field(key))}" for key, text in given.items() if text]

    def fill(self, answer: Answer, question: Question) -> list[tuple[str, str]]:
        """The chosen steps."""
        scale = scale_of(question)
        return [(_field(key), scale.value(place)) for key, place in _places(answer).items()]

    def invent(self, question: Question, chance: Random) -> list[tuple[str, str]]:
        """A step for the first statement, and for most of the others."""
        scale = scale_of(question)
        given = [key for key in question.keys if key == question.keys[0] or chance.random() > RARE]
        return [(_field(key), likely_step(scale, chance)) for key in given]

    def words(self, answer: Answer, question: Question) -> list[str]:
        """Each statement that was answered, with its step."""
        scale, places = scale_of(question), _places(answer)
        given = [each for each in question.options if each.key in places]
        return [f"{each.text.rstrip('.:')}: {scale.text(places[each.key])}" for each in given]

    def cells(self, answer: Answer, question: Question) -> Iterable[str]:
        """One to each statement at its step."""
        return answer

    def result(self, cells: Cells, total: int, question: Question) -> Compared:
        """The spread of each statement that enough people answered."""
        scale = scale_of(question)
        rows = tuple(_judged(option, cells, scale, question) for option in question.options)
        lines = tuple(line for row in rows for line in _lines(row, question))
        return Compared(total, rows, scale, lines)

    def pieces(self, result: Compared) -> Mapping[str, Any]:
        """The whole table: one vote may change every line."""
        return {"table": result}

    def lines(self, result: Compared) -> list[Line]:
        """The lines of each statement."""
        return list(result.lines)

    def measures(self, result: Compared, question: Question) -> list[Measure]:
        """The mean of each statement that enough people answered."""
        rows = enumerate(result.rows, start=1)
        return [mean_of(row.spread, row.text, str(place)) for place, row in rows if row.spread]

    def outcome(self, result: Compared) -> Sentence:
        """Which statements people agree with most and least."""
        means = {
            row.text.rstrip("."): row.spread.mean for row in result.rows if row.spread and row.spread.mean is not None
        }
        if not means:
            return gettext_lazy("There is no mean to compare.")
        highest, lowest = max(means.values()), min(means.values())
        return gettext_lazy(
            "Highest mean, %(highest)s: %(first)s. Lowest, %(lowest)s: %(last)s.",
            highest=highest,
            lowest=lowest,
            first=[text for text, mean in means.items() if mean == highest],
            last=[text for text, mean in means.items() if mean == lowest],
        )

    def base_of(self, cell: str) -> str:
        """The statement: people may leave some out."""
        return cell.split("@")[0]

    def kept(self, cells: Cells, question: Question) -> Cells:
        """The cells of the statements that enough people answered."""
        scale = scale_of(question)
        shown = {each.key for each in question.options if _judged(each, cells, scale, question).spread}
        return {name: number for name, number in cells.items() if name.split("@")[0] in shown}


def _field(key: str) -> str:
    return f"step-{key}"


def _places(answer: Answer) -> dict[str, int]:
    return {key: int(place) for key, place in (each.split("@") for each in answer)}


def _judged(option: Option, cells: Cells, scale: Scale, question: Question) -> Judged:
    spread = spread_of(cells, scale, f"{option.key}@")
    return Judged(option.key, option.text, spread if spread.count + (spread.unsure or 0) >= question.minimum else None)


def _lines(row: Judged, question: Question) -> list[Line]:
    if row.spread is None:
        return [Line(question.say(gettext_lazy("Too few answers to show")), part=row.text)]
    return spread_lines(row.spread, question.say, row.text)


KIND = Statements()

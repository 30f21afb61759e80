"""A statement: one place on a scale. Who does not know is counted apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from livesessions.archive.trends.measurement import Measure

from ..kind import Answer, Bad, Cells, Kind, Line, Question, Result, Sent, Shelf, one
from ..scales import (
    FIELDS,
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
class Placed(Result):
    """The spread of all answers. `lines` are its lines, in the language of whoever looks."""

    spread: Spread
    lines: tuple[Line, ...]

    @property
    def is_rounded(self) -> bool:
        """The printed percents do not add up to 100."""
        return self.spread.is_rounded

    @property
    def is_unanimous(self) -> bool:
        """Everybody gave the same answer."""
        return self.spread.is_unanimous


class Statement(Kind[Placed]):
    """The answer is the number of a step, or 0 of who does not know. Without a choice there is no answer."""

    title = gettext_noop("Statement")
    purpose = gettext_noop("How far people agree, on a scale.")
    shelf = Shelf.WEIGH
    place = 40
    fewest = most = 0
    fields = FIELDS
    can_divide = True

    def check(self, question: Question) -> None:
        """The two ends differ."""
        check_ends(question.settings)

    def paper(self, question: Question) -> Scale:
        """The steps."""
        return scale_of(question)

    def clean(self, sent: Sent, question: Question) -> int:
        """The place in the field `step`."""
        if not one(sent, "step"):
            raise Bad(gettext_lazy("Choose an answer first."), "step")
        return place_in(one(sent, "step"), scale_of(question), "step")

    def fill(self, answer: Answer, question: Question) -> list[tuple[str, str]]:
        """The chosen step."""
        return [("step", scale_of(question).value(answer))]

    def invent(self, question: Question, chance: Random) -> list[tuple[str, str]]:
        """One of the steps."""
        return [("step", likely_step(scale_of(question), chance))]

    def words(self, answer: Answer, question: Question) -> list[str]:
        """The step in words."""
        return [scale_of(question).text(answer)]

    def cells(self, answer: Answer, question: Question) -> Iterable[str]:
        """One to the step."""
        return [str(answer)]

    def result(self, cells: Cells, total: int, question: Question) -> Placed:
        """The spread."""
        spread = spread_of(cells, scale_of(question))
        return Placed(total, spread, tuple(spread_lines(spread, question.say)))

    def pieces(self, result: Placed) -> Mapping[str, Any]:
        """The bars, and what is said below them."""
        return {**{row.key: row for row in result.spread.rows}, "spread": result.spread}

    def lines(self, result: Placed) -> list[Line]:
        """A line for each step, for who does not know, and for the middle answer and the mean."""
        return list(result.lines)

    def measures(self, result: Placed, question: Question) -> list[Measure]:
        """The mean, and the share of each step."""
        return [mean_of(result.spread, question.say(gettext_lazy("Mean"))), *super().measures(result, question)]

    def outcome(self, result: Placed) -> Sentence:
        """The mean, or that the room is divided."""
        return outcome_of(result.spread)


def outcome_of(spread: Spread) -> Sentence:
    """A spread in a sentence."""
    if not spread.count:
        return gettext_lazy("Nobody chose a step.")
    if spread.divided:
        return gettext_lazy(
            "The room is divided: %(low)s%% %(lowest)s, %(high)s%% %(highest)s.",
            low=spread.rows[0].share,
            lowest=spread.low,
            high=spread.rows[-1].share,
            highest=spread.high,
        )
    if spread.word:
        return gettext_lazy(
            "%(mean)s of %(steps)s on average: %(word)s.", mean=spread.mean, steps=spread.steps, word=spread.word
        )
    return gettext_lazy("%(mean)s of %(steps)s on average.", mean=spread.mean, steps=spread.steps)


KIND = Statement()

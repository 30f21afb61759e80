"""A quiz question: points for who is right, none for who is quick. No time is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from ..bars import Bars, Row, likely, rows_of
from ..choosing import InBars, chosen_in
from ..fields import Flag, Numbers, Whole
from ..kind import Answer, Bad, Cells, Line, Question, Sent, Shelf
from ..sentences import Sentence, gettext_lazy, gettext_noop

RIGHT = "right"
"""The cell of people who were right; options have numbers."""
POINTS = 100


@dataclass(frozen=True, slots=True)
class Mark(Row):
    """A bar, and whether its option is right."""

    right: bool = False


@dataclass(frozen=True, slots=True)
class Marks(Bars):
    """The bars, the number of people who were right, and the points that each of them gets."""

    rows: tuple[Mark, ...]
    right: int = 0
    points: int = POINTS


class Quiz(InBars[Marks]):
    """The answer is a list of keys, in the order of the options: one, unless people may choose several.

    Of several right options, whoever chooses one is right with any of them, and whoever may choose several with exactly
    these. The right ones are named by their lines and not in their texts, because texts are sent to everybody.
    """

    title = gettext_noop("Quiz question")
    purpose = gettext_noop("Which answer is right? Being quick earns nothing.")
    shelf = Shelf.KNOW
    place = 110
    even_forms = False
    tells_outcome = outcome_waits = True
    right_cell = RIGHT
    fields = {
        "right": Numbers(gettext_noop("Right answers"), gettext_noop("The numbers of their lines: 2, or 1 and 3.")),
        "several": Flag(
            gettext_noop("People may choose more than one"),
            gettext_noop("Then all right answers are needed, and no other."),
        ),
        "points": Whole(gettext_noop("Points for who is right"), least=1, most=1000, standard=POINTS),
    }

    def check(self, question: Question) -> None:
        """At least one line is right, and each of them exists."""
        lines = _lines(question)
        if not lines:
            raise Bad(gettext_lazy("Say which answer is right: the number of its line."), "right")
        if not all(1 <= line <= len(question.options) for line in lines):
            raise Bad(gettext_lazy("There is no answer on this line."), "right")

    def clean(self, sent: Sent, question: Question) -> list[str]:
        """The chosen options."""
        chosen = chosen_in(sent, question)
        if not chosen:
            raise Bad(gettext_lazy("Choose an answer first."), "option")
        if len(chosen) > 1 and not question.settings.get("several"):
            raise Bad(gettext_lazy("Choose one answer."), "option")
        return chosen

    def fill(self, answer: Answer, question: Question) -> list[tuple[str, str]]:
        """The chosen options."""
        return [("option", question.padded(key)) for key in answer]

    def invent(self, question: Question, chance: Random) -> list[tuple[str, str]]:
        """One of the options."""
        return [("option", likely(question, chance))]

    def cells(self, answer: Answer, question: Question) -> Iterable[str]:
        """One to each chosen option, and one to who is right."""
        return [*answer, RIGHT] if answer in self.right_answers(question) else answer

    def right_answers(self, question: Question) -> list[list[str]]:
        """Each right option, or where people may choose several all of them together."""
        right = [key for key in question.keys if key in right_of(question)]
        return [right] if question.settings.get("several") else [[key] for key in right]

    def worth(self, question: Question) -> int:
        """As the host says."""
        return question.settings.get("points") or POINTS

    def result(self, cells: Cells, total: int, question: Question) -> Marks:
        """A bar for each option; with several, as a share of the people who answered."""
        several, right = bool(question.settings.get("several")), right_of(question)
        rows = tuple(
            Mark(row.key, row.text, row.count, row.share, row.width, right=row.key in right)
            for row in rows_of(question.options, cells, base=total if several else None)
        )
        return Marks(total, rows, several, right=cells.get(RIGHT, 0), points=self.worth(question))

    def lines(self, result: Marks) -> list[Line]:
        """A line for each option; the right ones with their points."""
        return [Line(row.text, row.count, row.share, value=result.points if row.right else 0) for row in result.rows]

    def outcome(self, result: Marks) -> Sentence:
        """How many people were right, and what is right."""
        if not result.total:
            return gettext_lazy("Nobody answered.")
        answer = [row.text for row in result.rows if row.right]
        return gettext_lazy(
            "Right: %(right)s of %(total)s. The answer: %(answer)s",
            right=result.right,
            total=result.total,
            answer=answer,
        )


def right_of(question: Question) -> set[str]:
    """The keys of the right options."""
    return {question.keys[line - 1] for line in _lines(question) if 1 <= line <= len(question.options)}


def _lines(question: Question) -> set[int]:
    return set(question.settings.get("right") or ())


KIND = Quiz()

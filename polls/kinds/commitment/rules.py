"""A commitment: a text to oneself, which nobody else reads and which comes back to whoever wrote it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from livesessions.texts.blank import is_blank
from livesessions.texts.cleaning import clean_text, units

from ..kind import Answer, Bad, Cells, Kind, Line, Question, Result, Sent, Shelf, one
from ..sentences import Sentence, gettext_lazy, gettext_noop, ngettext_lazy

LONGEST = 300
PLANS = (
    "Ik bel deze week een collega van een ander team.",
    "Morgen vraag ik het gezin wat zij zelf willen.",
    "Ik zet reflectie op de agenda van ons overleg.",
)
"""What invented people take with them."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many people wrote something."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Commitments(Result):
    """Nothing but how many people wrote something."""

    row: Count


class Commitment(Kind[Commitments]):
    """The answer is the text. It adds to no cell: the number of answers is the whole result."""

    title = gettext_noop("Commitment")
    purpose = gettext_noop("What do you take with you? Only whoever wrote it gets it back.")
    shelf = Shelf.WORDS
    place = 95
    even_forms = False
    fewest = most = 0
    comes_back = True

    def paper(self, question: Question) -> dict[str, int]:
        """How much fits."""
        return {"longest": LONGEST}

    def clean(self, sent: Sent, question: Question) -> str:
        """The text in the field `text`."""
        text = one(sent, "text")
        if len(text) > 2 * LONGEST or units(text := clean_text(text).strip()) > LONGEST:
            raise Bad(gettext_lazy("This has at most %(longest)s characters.", longest=LONGEST), "text")
        if is_blank(text):
            raise Bad(gettext_lazy("Write something first."), "text")
        return text

    def fill(self, answer: Answer, question: Question) -> list[tuple[str, str]]:
        """The text."""
        return [("text", answer)]

    def invent(self, question: Question, chance: Random) -> list[tuple[str, str]]:
        """One of the things that people often intend."""
        return [("text", chance.choice(PLANS))]

    def words(self, answer: Answer, question: Question) -> list[str]:
        """The text."""
        return [answer]

    def cells(self, answer: Answer, question: Question) -> Iterable[str]:
        """None: what somebody wrote is not counted."""
        return ()

    def result(self, cells: Cells, total: int, question: Question) -> Commitments:
        """The number of people who wrote something."""
        return Commitments(total, Count(question.say(gettext_lazy("Wrote something for themselves")), total))

    def pieces(self, result: Commitments) -> Mapping[str, Count]:
        """The number."""
        return {"count": result.row}

    def lines(self, result: Commitments) -> list[Line]:
        """One line."""
        return [Line(result.row.text, result.row.count)]

    def outcome(self, result: Commitments) -> Sentence:
        """How many people wrote something."""
        return ngettext_lazy(
            "%(number)s person wrote something for themselves.",
            "%(number)s people wrote something for themselves.",
            result.total,
        )


KIND = Commitment()

"""One choice: one option out of several."""

from collections.abc import Iterable, Mapping
from random import Random

from ..bars import Bars, Row, bars, likely, lines_of, outcome_of
from ..kind import Answer, Bad, Cells, Kind, Line, Question, Sent, Shelf, one
from ..sentences import Sentence, gettext_lazy, gettext_noop


class Single(Kind[Bars]):
    """The answer is the key of an option."""

    title = gettext_noop("One choice")
    purpose = gettext_noop("Everybody chooses one of the answers.")
    shelf = Shelf.CHOOSE
    place = 10
    most = 20
    can_divide = True

    def clean(self, sent: Sent, question: Question) -> str:
        """The key in the field `option`."""
        if not one(sent, "option"):
            raise Bad(gettext_lazy("Choose an answer first."), "option")
        key = question.known(one(sent, "option"))
        if key is None:
            raise Bad(gettext_lazy("This answer does not belong to the poll."), "option")
        return key

    def fill(self, answer: Answer, question: Question) -> list[tuple[str, str]]:
        """The chosen option."""
        return [("option", question.padded(answer))]

    def invent(self, question: Question, chance: Random) -> list[tuple[str, str]]:
        """One of the options."""
        return [("option", likely(question, chance))]

    def cells(self, answer: Answer, question: Question) -> Iterable[str]:
        """One to the option."""
        return [answer]

    def result(self, cells: Cells, total: int, question: Question) -> Bars:
        """A bar for each option."""
        return bars(question.options, cells)

    def pieces(self, result: Bars) -> Mapping[str, Row]:
        """The bars."""
        return {row.key: row for row in result.rows}

    def lines(self, result: Bars) -> list[Line]:
        """A line for each option."""
        return lines_of(result.rows)

    def outcome(self, result: Bars) -> Sentence:
        """What was chosen most."""
        return outcome_of(result)


KIND = Single()

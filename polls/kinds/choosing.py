"""What kinds have in common in which people choose among options. Pure: standard library only."""

from collections.abc import Iterable, Mapping
from random import Random
from typing import TypeVar

from .bars import Bars, Row, likely, lines_of, outcome_of
from .kind import Answer, Bad, Kind, Line, Question, Sent, one
from .sentences import Sentence, gettext_lazy

B = TypeVar("B", bound=Bars)


class InBars(Kind[B]):
    """Whatever is chosen, the result has a bar for each option."""

    def pieces(self, result: B) -> Mapping[str, Row]:
        """The bars."""
        return {row.key: row for row in result.rows}

    def lines(self, result: B) -> list[Line]:
        """A line for each option."""
        return lines_of(result.rows)

    def outcome(self, result: B) -> Sentence:
        """What was chosen most."""
        return outcome_of(result)


class OneOf(InBars[B]):
    """The answer is the key of an option, in the field `option`."""

    takes_hands = True

    def clean(self, sent: Sent, question: Question) -> str:
        """The chosen option."""
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


def chosen_in(sent: Sent, question: Question) -> list[str]:
    """The keys in the field `option`, which may come several times, in the order of the options. Raises `Bad`."""
    chosen = {question.known(key.strip()) for key in sent.get("option", ()) if key.strip()}
    if None in chosen:
        raise Bad(gettext_lazy("This answer does not belong to the poll."), "option")
    return [key for key in question.keys if key in chosen]

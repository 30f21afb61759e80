"""Several choices: between `least` and `most` of the options. Shares are of the people who answered."""

from collections.abc import Iterable
from random import Random

from ..bars import Bars, rows_of
from ..choosing import InBars, chosen_in
from ..fields import Whole
from ..kind import Answer, Bad, Cells, Question, Sent, Shelf
from ..sentences import gettext_lazy, gettext_noop, ngettext_lazy


class Several(InBars[Bars]):
    """The answer is a list of keys, in the order of the options."""

    title = gettext_noop("Several choices")
    purpose = gettext_noop("Everybody may choose more than one answer.")
    shelf = Shelf.CHOOSE
    place = 20
    even_forms = False
    most = 20
    takes_hands = True
    fields = {
        "least": Whole(gettext_noop("At least"), least=1, most=20, standard=1),
        "most": Whole(gettext_noop("At most"), gettext_noop("Empty: as many as there are."), least=1, most=20),
    }

    def check(self, question: Question) -> None:
        """At least is not more than at most, and both fit the options."""
        least, most = bounds(question)
        if least > most:
            raise Bad(gettext_lazy("The smallest number of choices is larger than the largest."), "least")
        if most > len(question.options):
            raise Bad(gettext_lazy("There are fewer answers than people may choose."), "most")

    def clean(self, sent: Sent, question: Question) -> list[str]:
        """The chosen options."""
        chosen = chosen_in(sent, question)
        least, most = bounds(question)
        if len(chosen) < least:
            raise Bad(
                ngettext_lazy("Choose at least %(number)s answer.", "Choose at least %(number)s answers.", least),
                "option",
            )
        if len(chosen) > most:
            raise Bad(
                ngettext_lazy("Choose at most %(number)s answer.", "Choose at most %(number)s answers.", most),
                "option",
            )
        return chosen

    def fill(self, answer: Answer, question: Question) -> list[tuple[str, str]]:
        """The chosen options."""
        return [("option", question.padded(key)) for key in answer]

    def invent(self, question: Question, chance: Random) -> list[tuple[str, str]]:
        """As few or as many as people may choose, or something between."""
        chosen = chance.sample(question.keys, chance.randint(*bounds(question)))
        return [("option", question.padded(key)) for key in question.keys if key in chosen]

    def cells(self, answer: Answer, question: Question) -> Iterable[str]:
        """One to each chosen option."""
        return answer

    def may_raise_two(self, question: Question) -> bool:
        """Whoever may choose two."""
        return bounds(question)[1] > 1

    def result(self, cells: Cells, total: int, question: Question) -> Bars:
        """A bar for each option, as a share of the people who answered."""
        return Bars(total, rows_of(question.options, cells, base=total), several=True)


def bounds(question: Question) -> tuple[int, int]:
    """How many options a person chooses: at least and at most."""
    settings = question.settings
    return settings.get("least") or 1, settings.get("most") or len(question.options)


KIND = Several()

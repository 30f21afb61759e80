"""Picture choice: one or several of the options, each of which has a picture beside its text."""

from ..bars import Bars
from ..fields import Whole
from ..kind import Cells, Question, Shelf
from ..sentences import gettext_noop
from ..several.rules import Several, bounds


class PictureChoice(Several):
    """The answer is a list of keys, in the order of the options; it is counted as several choices are."""

    title = gettext_noop("Picture choice")
    purpose = gettext_noop("Everybody chooses among pictures. You add them once the poll is ready.")
    shelf = Shelf.CHOOSE
    place = 25
    most = 8
    pictures = True
    fields = {
        "least": Whole(gettext_noop("At least"), least=1, most=8, standard=1),
        "most": Whole(gettext_noop("At most"), gettext_noop("1: everybody chooses one."), least=1, most=8, standard=1),
    }

    def result(self, cells: Cells, total: int, question: Question) -> Bars:
        """A bar for each option. Where everybody chose one, their shares are of all answers together."""
        counted = super().result(cells, total, question)
        return Bars(total, counted.rows, several=bounds(question)[1] > 1)


KIND = PictureChoice()

"""One choice: one option out of several."""

from ..bars import Bars, bars
from ..choosing import OneOf
from ..kind import Cells, Question, Shelf
from ..sentences import gettext_noop


class Single(OneOf[Bars]):
    """The answer is the key of an option."""

    title = gettext_noop("One choice")
    purpose = gettext_noop("Everybody chooses one of the answers.")
    shelf = Shelf.CHOOSE
    place = 10
    most = 20
    can_divide = True

    def result(self, cells: Cells, total: int, question: Question) -> Bars:
        """A bar for each option."""
        return bars(question.options, cells)


KIND = Single()

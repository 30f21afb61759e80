"""How are you here: one of a few drawn moods, given in one press."""

from ..kind import Option, Shelf
from ..sentences import gettext_noop
from ..single.rules import Single


class Mood(Single):
    """The answer is the key of a mood; it is counted as one choice is. Each key is also the name of its drawing."""

    title = gettext_noop("Mood")
    purpose = gettext_noop("How is everybody here? One press on a drawing.")
    shelf = Shelf.CHOOSE
    place = 50
    fewest = most = 0
    fixed = (
        Option("sun", gettext_noop("Full of energy")),
        Option("breeze", gettext_noop("Fine")),
        Option("cloud", gettext_noop("So-so")),
        Option("moon", gettext_noop("Tired")),
        Option("rain", gettext_noop("Feeling down")),
        Option("storm", gettext_noop("Tense")),
    )
    can_divide = False


KIND = Mood()

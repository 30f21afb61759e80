"""Points to divide: the same number for everybody, in whole points."""

from dataclasses import dataclass
from random import Random

from ..bars import Bars, likely, rows_of
from ..choosing import InBars
from ..fields import Flag, Whole
from ..kind import Answer, Bad, Cells, Line, Question, Sent, Shelf, one
from ..sentences import Sentence, gettext_lazy, gettext_noop, ngettext_lazy

POINTS = 10


@dataclass(frozen=True, slots=True)
class Shares(Bars):
    """Bars of points instead of people."""

    @property
    def is_unanimous(self) -> bool:
        """Everybody gave their points to the same option; how else they divided them is not known any more."""
        return sum(row.count > 0 for row in self.rows) == 1


class Points(InBars[Shares]):
    """The answer is a list of points, in the order of the options."""

    title = gettext_noop("Dividing points")
    purpose = gettext_noop("Everybody divides points among the answers.")
    shelf = Shelf.WEIGH
    place = 80
    even_forms = False
    fields = {
        "points": Whole(gettext_noop("How many points"), least=1, most=100, standard=POINTS),
        "may_keep": Flag(gettext_noop("People may keep points")),
    }

    def clean(self, sent: Sent, question: Question) -> list[int]:
        """The points in the field `points-<key>` of each option; empty is none."""
        most = points_of(question)
        given = []
        for key in question.keys:
            text = one(sent, f"points-{key}") or "0"
            if not (text.isascii() and text.isdigit() and len(text) < 5):
                raise Bad(gettext_lazy("Points are whole numbers from 0 to %(most)s.", most=most), f"points-{key}")
            given.append(int(text))
        left = most - sum(given)
        if left == most:
            raise Bad(gettext_lazy("Divide the points first."), "points")
        if left < 0:
            raise Bad(ngettext_lazy("%(number)s point too many.", "%(number)s points too many.", -left), "points")
        if left and not question.settings.get("may_keep"):
            raise Bad(
                ngettext_lazy(
                    "%(number)s point is still to be divided.", "%(number)s points are still to be divided.", left
                ),
                "points",
            )
        return given

    def fill(self, answer: Answer, question: Question) -> list[tuple[str, str]]:
        """The points of each option."""
        return [(f"points-{key}", str(points)) for key, points in zip(question.keys, answer, strict=True)]

    def invent(self, question: Question, chance: Random) -> list[tuple[str, str]]:
        """Each point to one of the options, the first ones more often."""
        given = [likely(question, chance) for _point in range(points_of(question))]
        return [(f"points-{key}", str(given.count(question.padded(key)))) for key in question.keys]

    def words(self, answer: Answer, question: Question) -> list[str]:
        """Each option that got points, with their number."""
        return [f"{option.text} ({points})" for option, points in zip(question.options, answer, strict=True) if points]

    def cells(self, answer: Answer, question: Question) -> Cells:
        """The points to each option."""
        return dict(zip(question.keys, answer, strict=True))

    def result(self, cells: Cells, total: int, question: Question) -> Shares:
        """A bar for each option: its points, and their share of all points that were given."""
        return Shares(total, rows_of(question.options, cells))

    def lines(self, result: Shares) -> list[Line]:
        """A line for each option: the share of its points, and their number."""
        return [Line(row.text, percent=row.share, value=row.count) for row in result.rows]

    def outcome(self, result: Shares) -> Sentence:
        """Which options got most points."""
        first = result.first
        if not first:
            return gettext_lazy("Nobody answered.")
        values = {"answer": [row.text for row in first], "percent": first[0].share, "points": first[0].count}
        if len(first) > 1:
            return gettext_lazy("Equally many points, %(percent)s%% (%(points)s) each: %(answer)s", **values)
        return gettext_lazy("Most points, %(percent)s%% (%(points)s): %(answer)s", **values)


def points_of(question: Question) -> int:
    """How many points each person divides."""
    return question.settings.get("points") or POINTS


KIND = Points()

"""A number: whole or with decimals, within bounds, with a unit and perhaps a right answer."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from random import Random
from typing import Any

from livesessions.archive.trends.measurement import Axis, Measure

from ..fields import Decimal as DecimalField
from ..fields import Text, Whole
from ..kind import Answer, Bad, Cells, Kind, Line, Question, Sent, Shelf, one
from ..sentences import Sentence, gettext_lazy, gettext_noop, only
from .reading import MOST_DIGITS, plain, read
from .spread import Numbers, spread_of


class Number(Kind[Numbers]):
    """The answer is the number as a text: with a point, without zeros at its end."""

    title = gettext_noop("Number")
    purpose = gettext_noop("A number or an estimate, with the middle of all answers.")
    shelf = Shelf.KNOW
    place = 60
    even_forms = False
    fewest = most = 0
    fields = {
        "least": DecimalField(gettext_noop("Lowest")),
        "most": DecimalField(gettext_noop("Highest")),
        "decimals": Whole(gettext_noop("Decimals"), gettext_noop("0: whole numbers only."), most=2, standard=0),
        "unit": Text(gettext_noop("Unit"), gettext_noop("Such as: hours, euros."), longest=20),
        "right": DecimalField(gettext_noop("Right answer"), gettext_noop("Stands in the result. May stay empty.")),
    }

    def check(self, question: Question) -> None:
        """The bounds leave room, and the right answer can be given."""
        least, most, right = (_setting(question, name) for name in ("least", "most", "right"))
        if least is not None and most is not None and least >= most:
            raise Bad(gettext_lazy("The highest number must be higher than the lowest."), "most")
        if right is not None:
            _fits(right, question, "right")

    def paper(self, question: Question) -> dict[str, Any]:
        """The bounds, the unit, and the keys that a phone shows: those with only digits have no minus."""
        least, decimals = _setting(question, "least"), question.settings.get("decimals") or 0
        return {
            "least": least,
            "most": _setting(question, "most"),
            "unit": question.settings.get("unit") or "",
            "decimals": decimals,
            "keys": "text" if least is not None and least < 0 else "decimal" if decimals else "numeric",
        }

    def clean(self, sent: Sent, question: Question) -> str:
        """The number in the field `value`, with a comma or a point."""
        text = one(sent, "value")
        if not text:
            raise Bad(gettext_lazy("Write a number first."), "value")
        number = read(text)
        if number is None:
            raise Bad(gettext_lazy("Write a number of at most %(digits)s digits.", digits=MOST_DIGITS), "value")
        _fits(number, question, "value")
        return plain(number)

    def fill(self, answer: Answer, question: Question) -> list[tuple[str, str]]:
        """The number."""
        return [("value", answer)]

    def invent(self, question: Question, chance: Random) -> list[tuple[str, str]]:
        """A number about halfway."""
        least, most = _setting(question, "least"), _setting(question, "most")
        low = least if least is not None else min(Decimal(0), most or Decimal(0))
        high = most if most is not None else low + 100
        halfway = low + (high - low) * Decimal(chance.randint(0, 100) + chance.randint(0, 100)) / 200
        fitting = round(halfway, question.settings.get("decimals") or 0)
        return [("value", plain(min(max(fitting, low), high)))]

    def words(self, answer: Answer, question: Question) -> list[str]:
        """The number as people here write it, with its unit."""
        unit = question.settings.get("unit") or ""
        return [f"{question.say(only(Decimal(answer)))} {unit}".strip()]

    def cells(self, answer: Answer, question: Question) -> Iterable[str]:
        """One to the number."""
        return [answer]

    def result(self, cells: Cells, total: int, question: Question) -> Numbers:
        """The spread in classes, the middle and the range."""
        return spread_of(cells, question, _setting(question, "right"))

    def pieces(self, result: Numbers) -> Mapping[str, Any]:
        """The whole chart: one answer may change every class."""
        return {"chart": result}

    def lines(self, result: Numbers) -> list[Line]:
        """A line for each class, and for what stands below them."""
        return list(result.lines)

    def measures(self, result: Numbers, question: Question) -> list[Measure]:
        """The middle of all answers: classes differ from poll to poll."""
        least, most = (float(text) if (text := question.settings.get(name)) else None for name in ("least", "most"))
        return [Measure("", question.say(gettext_lazy("Middle answer")), result.median, Axis(least, most))]

    def outcome(self, result: Numbers) -> Sentence:
        """The middle of all answers. The right one is not told here: people may still change their answer."""
        if result.median is None:
            return gettext_lazy("Nobody answered.")
        return gettext_lazy("The middle of all answers is %(median)s.", median=result.median)


def _setting(question: Question, name: str) -> Decimal | None:
    text = question.settings.get(name)
    return Decimal(text) if text else None


def _fits(number: Decimal, question: Question, field: str) -> None:
    """Raise `Bad` for a number with more decimals than allowed, or outside the bounds."""
    decimals = question.settings.get("decimals") or 0
    if number != round(number, decimals):
        raise Bad(_too_fine(decimals), field)
    least, most = _setting(question, "least"), _setting(question, "most")
    if (least is not None and number < least) or (most is not None and number > most):
        raise Bad(_outside(least, most), field)


def _too_fine(decimals: int) -> Sentence:
    if not decimals:
        return gettext_lazy("Write a whole number.")
    return gettext_lazy("Write at most %(decimals)s digits behind the comma.", decimals=decimals)


def _outside(least: Decimal | None, most: Decimal | None) -> Sentence:
    if least is None:
        return gettext_lazy("Write a number of %(most)s at most.", most=most)
    if most is None:
        return gettext_lazy("Write a number of %(least)s at least.", least=least)
    return gettext_lazy("Write a number from %(least)s to %(most)s.", least=least, most=most)


KIND = Number()

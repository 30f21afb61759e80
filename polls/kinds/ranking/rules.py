"""An order: all options, or only the first few places."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from livesessions.archive.trends.measurement import Axis, Measure

from ..fields import Whole
from ..kind import Answer, Bad, Cells, Kind, Line, Question, Result, Sent, Shelf, one
from ..sentences import Sentence, gettext_lazy, gettext_noop


@dataclass(frozen=True, slots=True)
class Placed:
    """One option among the others: `rank` is its place in the result, which equals share; `count` is how often it was
    first, and `mean` its mean place.
    """

    key: str
    text: str
    rank: int
    tied: bool
    count: int
    mean: float
    width: float


@dataclass(frozen=True, slots=True)
class Ranking(Result):
    """The options in the host's order. `places` is how many of them each person placed."""

    rows: tuple[Placed, ...]
    places: int
    unanimous: bool = False

    @property
    def is_unanimous(self) -> bool:
        """Everybody gave the same order."""
        return self.unanimous

    @property
    def ordered(self) -> list[Placed]:
        """The options from first to last; equals stay in the host's order."""
        return sorted(self.rows, key=lambda row: row.rank)

    @property
    def is_partial(self) -> bool:
        """Some options got no place."""
        return self.places < len(self.rows)

    @property
    def unplaced(self) -> float:
        """The place as which an option counts that somebody did not place."""
        return (self.places + 1 + len(self.rows)) / 2


class Order(Kind[Ranking]):
    """The answer is a list of keys, the first place first.

    What somebody did not place shares the places that are left: it counts as the middle of these. So a mean place is
    always of everybody, and an option that one person put first does not win from one that all put second.
    """

    title = gettext_noop("Order")
    purpose = gettext_noop("Everybody puts the answers in an order, or chooses a first few.")
    shelf = Shelf.WEIGH
    place = 70
    even_forms = False
    fields = {
        "places": Whole(
            gettext_noop("How many places"), gettext_noop("Empty: everybody places all answers."), least=1, most=10
        )
    }

    def check(self, question: Question) -> None:
        """There are no more places than options."""
        if places_of(question) > len(question.options):
            raise Bad(gettext_lazy("There are fewer answers than places."), "places")

    def clean(self, sent: Sent, question: Question) -> list[str]:
        """A place in the field `place-<key>` of each option: each place once, and empty without one."""
        places = places_of(question)
        placed: dict[int, str] = {}
        for key in question.keys:
            name = f"place-{key}"
            text = one(sent, name)
            if not text:
                continue
            place = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
            if not 1 <= place <= places:
                raise Bad(gettext_lazy("A place is a number from 1 to %(places)s.", places=places), name)
            if place in placed:
                raise Bad(
                    gettext_lazy("Place %(place)s is there twice. Give each answer its own place.", place=place), name
                )
            placed[place] = key
        for place in range(1, places + 1):
            if place not in placed:
                raise Bad(_missing(place, placed), _next(placed, question))
        return [placed[place] for place in sorted(placed)]

    def fill(self, answer: Answer, question: Question) -> list[tuple[str, str]]:
        """The place of each option that has one."""
        return [(f"place-{key}", str(place)) for place, key in enumerate(answer, start=1)]

    def invent(self, question: Question, chance: Random) -> list[tuple[str, str]]:
        """The first few of a shuffled order."""
        return self.fill(chance.sample(question.keys, places_of(question)), question)

    def cells(self, answer: Answer, question: Question) -> Iterable[str]:
        """One to each option at its place."""
        return [f"{key}@{place}" for place, key in enumerate(answer, start=1)]

    def result(self, cells: Cells, total: int, question: Question) -> Ranking:
        """The mean place of each option, and how often it was first."""
        places, number = places_of(question), len(question.options)
        doubles = {}
        for key in question.keys:
            counts = {place: cells.get(f"{key}@{place}", 0) for place in range(1, places + 1)}
            unplaced = total - sum(counts.values())
            doubles[key] = 2 * sum(place * count for place, count in counts.items()) + unplaced * (places + 1 + number)
        rows = tuple(
            Placed(
                option.key,
                option.text,
                rank=1 + sum(other < doubles[option.key] for other in doubles.values()),
                tied=list(doubles.values()).count(doubles[option.key]) > 1,
                count=cells.get(f"{option.key}@1", 0),
                mean=_tenths(doubles[option.key], 2 * total),
                width=_tenths(100 * (2 * total * number - doubles[option.key]), 2 * total * (number - 1)),
            )
            for option in question.options
        )
        return Ranking(total, rows, places, unanimous=total > 0 and all(cells[name] in (0, total) for name in cells))

    def pieces(self, result: Ranking) -> Mapping[str, Placed]:
        """The options."""
        return {row.key: row for row in result.rows}

    def lines(self, result: Ranking) -> list[Line]:
        """A line for each option, from first to last: how often it was first, and its mean place."""
        return [Line(row.text, row.count, value=row.mean) for row in result.ordered]

    def measures(self, result: Ranking, question: Question) -> list[Measure]:
        """The mean place of each option; the first place is at the top."""
        last = len(result.rows)
        axis = Axis(last, 1, tuple((float(place), str(place)) for place in range(1, last + 1)))
        rows = enumerate(result.rows, start=1) if result.total else ()
        return [Measure(str(place), row.text, row.mean, axis) for place, row in rows]

    def outcome(self, result: Ranking) -> Sentence:
        """Which options are first."""
        first = [row for row in result.ordered if row.rank == 1]
        if not result.total:
            return gettext_lazy("Nobody answered.")
        values = {"answer": [row.text for row in first], "mean": first[0].mean}
        if len(first) > 1:
            return gettext_lazy("Equally high, at place %(mean)s on average: %(answer)s", **values)
        return gettext_lazy("Highest, at place %(mean)s on average: %(answer)s", **values)


def places_of(question: Question) -> int:
    """How many options a person places."""
    return question.settings.get("places") or len(question.options)


def _missing(place: int, placed: Mapping[int, str]) -> Sentence:
    if not placed:
        return gettext_lazy("Give the answers a place first.")
    return gettext_lazy("Nothing is at place %(place)s yet.", place=place)


def _next(placed: Mapping[int, str], question: Question) -> str:
    without = [key for key in question.keys if key not in placed.values()]
    return f"place-{without[0]}" if without else f"place-{question.keys[0]}"


def _tenths(number: int, of: int) -> float:
    """A quotient with one decimal, half upwards; 0 of nothing."""
    return (20 * number + of) // (2 * of) / 10 if of else 0.0


KIND = Order()

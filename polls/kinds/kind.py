"""What a kind of question is: the seam between asking and counting. Pure: standard library only. See docs/kinds.md.

Everything that is shown, kept or exported comes from *cells*: numbers under names that each answer adds to. Adding does
not know the order of ballots nor which of them were one person's, so neither does a result.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from random import Random
from typing import Any, ClassVar, Generic, TypeVar

from livesessions.archive.trends.measurement import Measure

from .fields import Field
from .sentences import Sentence, english

Answer = Any
"""What one person answered: a text, a whole number, or a list of these. Canonical: equal answers are equal values."""
Sent = Mapping[str, Sequence[str]]
"""The fields of a ballot as a browser sends them."""
Cells = Mapping[str, int]
FILLER = "."
APPROVE = "approve"
"""The setting, of a kind with `can_hide`, with which a host looks at each answer before others see it."""


class Shelf(StrEnum):
    """Where the picker of the host's editor shows a kind: under what it is for."""

    CHOOSE = "choose"
    WEIGH = "weigh"
    WORDS = "words"
    KNOW = "know"


class Bad(ValueError):
    """What somebody sent cannot be taken; `field` is the field that it is about."""

    def __init__(self, sentence: Sentence, field: str = "") -> None:
        super().__init__(sentence.text)
        self.sentence = sentence
        self.field = field


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen, placed or judged. `key` is its name in answers, fixed once the question is open."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the options in their order, the settings of its kind, and from how many answers a result shows.

    `say` puts a sentence of the rules into the language of whoever looks: in a result every text is one to be shown.
    """

    options: tuple[Option, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    minimum: int = 1
    say: Callable[[Sentence], str] = english

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the options, in their order."""
        return tuple(option.key for option in self.options)

    def padded(self, key: str) -> str:
        """The key as forms have it: all are equally long, as all ballots are. No key ends with a filler."""
        longest = max(map(len, self.keys))
        return key.zfill(longest) if _is_number(key) else key.ljust(longest, FILLER)

    def known(self, key: str) -> str | None:
        """The key of an option as answers have it, of one that may be padded; `None` of no option."""
        plain = key.lstrip("0") if _is_number(key) else key.rstrip(FILLER)
        return plain if plain in self.keys else None


def _is_number(key: str) -> bool:
    return key.isascii() and key.isdigit()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a result in a download, and of its table: whatever is drawn is in one of these.

    `part` is what it belongs to where a question has several (a statement). `votes` and `percent` count people;
    `value` is any other number (a mean, points). So many of `votes` are `hands` that were counted in the hall.
    """

    text: str
    votes: int | None = None
    percent: int | None = None
    value: float | Decimal | None = None
    part: str = ""
    hands: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A counted question; each kind has its own. `total` is the number of people who answered."""

    total: int

    @property
    def is_rounded(self) -> bool:
        """The printed percents do not add up to 100."""
        return False

    @property
    def is_unanimous(self) -> bool:
        """Everybody gave the same answer: who sees the result knows what each of them said."""
        return False


R = TypeVar("R", bound=Result)


class Kind(Generic[R]):
    """The rules of one kind of question. A kind is a folder with `rules.py`, in which `KIND` is one of these.

    `title` and `purpose` are English texts, translated where they are shown. A host gives between `fewest` and `most`
    options; with 0 and 0 none, and the kind may have `fixed` ones, with English texts. `fields` are the settings that a
    host chooses. With `can_divide`, equal answers may make groups; with `tells_outcome`, the outcome stands beside the
    result, and is not only read aloud; with `outcome_waits`, nobody is told it while people answer; with `can_hide`,
    people write answers, and a host may hide one; with `comes_back`, an answer is a text that only its writer reads
    again; with `takes_hands`, a cell is a person for an option, and hands that a host counted are added to it; without
    `even_forms`, a browser without scripts sends more for one answer than for another; with `pictures`, each option has
    one, without which the question cannot be opened; `right_cell` is the cell of people who were right.
    """

    name: str = ""
    title: ClassVar[str]
    purpose: ClassVar[str]
    shelf: ClassVar[Shelf] = Shelf.CHOOSE
    place: ClassVar[int] = 100
    fewest: ClassVar[int] = 2
    most: ClassVar[int] = 10
    fixed: ClassVar[tuple[Option, ...]] = ()
    fields: ClassVar[Mapping[str, Field]] = {}
    can_divide: ClassVar[bool] = False
    tells_outcome: ClassVar[bool] = False
    can_hide: ClassVar[bool] = False
    outcome_waits: ClassVar[bool] = False
    comes_back: ClassVar[bool] = False
    takes_hands: ClassVar[bool] = False
    even_forms: ClassVar[bool] = True
    pictures: ClassVar[bool] = False
    right_cell: ClassVar[str] = ""

    def check(self, question: Question) -> None:
        """Raise `Bad` for settings that do not go together; each of them alone is valid already."""

    def clean(self, sent: Sent, question: Question) -> Answer:
        """The answer in what a browser sent, whatever that is. Raises `Bad`."""
        raise NotImplementedError

    def fill(self, answer: Answer, question: Question) -> list[tuple[str, str]]:
        """The names and values of a ballot that gives this answer: `clean` makes the answer of them again."""
        raise NotImplementedError

    def invent(self, question: Question, chance: Random) -> list[tuple[str, str]]:
        """The fields of a ballot as somebody might fill it in: for the invented people of the demo and of benches."""
        raise NotImplementedError

    def paper(self, question: Question) -> Any:
        """What the ballot shows besides the options and the settings, for its template."""
        return None

    def cells(self, answer: Answer, question: Question) -> Iterable[str] | Cells:
        """The cells to which an answer adds: one to each name, or the number of each name."""
        raise NotImplementedError

    def result(self, cells: Cells, total: int, question: Question) -> R:
        """The result of all cells together and the number of answers."""
        raise NotImplementedError

    def words(self, answer: Answer, question: Question) -> list[str]:
        """An answer as the person who gave it reads it back."""
        texts = {option.key: option.text for option in question.options}
        return [texts[key] for key in ([answer] if isinstance(answer, str) else answer)]

    def right_answers(self, question: Question) -> list[Answer]:
        """The answers that are right, of a kind with a `right_cell`: whoever gave one of them adds to it."""
        return []

    def worth(self, question: Question) -> int:
        """The points for who is right; 0 where only being right counts."""
        return 0

    def pieces(self, result: R) -> Mapping[str, Any]:
        """What of a result moves while people answer, by key: each is drawn by the kind's `piece.html`."""
        raise NotImplementedError

    def lines(self, result: R) -> list[Line]:
        """The result as lines."""
        raise NotImplementedError

    def measures(self, result: R, question: Question) -> list[Measure]:
        """What of a result is followed from poll to poll; the first of them says most."""
        shares = [line for line in self.lines(result) if line.percent is not None]
        return [Measure(str(place), line.text, line.percent) for place, line in enumerate(shares, start=1)]

    def outcome(self, result: R) -> Sentence:
        """The result in one sentence: for a screen reader, and in the list of an archive."""
        raise NotImplementedError

    def hidden_as(self, cell: str) -> str:
        """The name under which a host hides what adds to this cell, with everything that is the same to people."""
        return cell

    def base_of(self, cell: str) -> str:
        """The part of the question that only some people answered, and to whom this cell adds one; empty: everybody."""
        return ""

    def may_raise_two(self, question: Question) -> bool:
        """Whether one person in the hall may raise a hand for several options: then a host says how many people did."""
        return False

    def kept(self, cells: Cells, question: Question) -> Cells:
        """The cells that stay after closing. Never what was one person's as a whole."""
        return cells


def sent_of(fields: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The names and values of `Kind.fill` or `Kind.invent` as a browser sends them."""
    found: dict[str, list[str]] = {}
    for name, value in fields:
        found.setdefault(name, []).append(value)
    return found


def one(sent: Sent, name: str) -> str:
    """The one value of a field; empty when it was not sent, or more than once."""
    values = sent.get(name, ())
    return values[0].strip() if len(values) == 1 else ""

"""Words: up to three short texts. Capitals, accents and spaces make no difference; the commonest spelling is shown."""

import heapq
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any

from livesessions.archive.trends.measurement import Measure
from livesessions.texts.blank import is_blank
from livesessions.texts.cleaning import clean_text, units
from livesessions.texts.normal import normalised

from ..fields import Flag, Whole
from ..kind import APPROVE, Answer, Bad, Cells, Kind, Line, Question, Result, Sent, Shelf, one
from ..percents import whole_percents
from ..sentences import Sentence, gettext_lazy, gettext_noop

MOST_WORDS = 3
LONGEST_WORD = 30
THOUGHTS = ("vertrouwen", "tijd", "luisteren", "samen", "geduld", "lef", "niet oordelen", "keukentafel", "rust")
"""What invented people think of."""
MOST_SHOWN = 60
_ACCENTS = re.compile("[\u0300-\u036f]")
"""Accents of Latin, Greek and Cyrillic. Marks of other scripts make other words."""
_AROUND = ".,;:!?\"'()\u2018\u2019\u201c\u201d "
_OFTEN = ((75, 5), (50, 4), (30, 3), (16, 2))
"""From how many percents of the commonest word a word is how large."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `count` people wrote it, `share` percent of them all; `often` is its size, from 1 to 5."""

    text: str
    count: int
    share: int
    often: int


@dataclass(frozen=True, slots=True)
class Words(Result):
    """All words with their numbers, and those that are drawn, the commonest first."""

    counts: Mapping[str, int]
    rows: tuple[Word, ...]

    @property
    def others(self) -> int:
        """How many words are not drawn."""
        return len(self.counts) - len(self.rows)

    @property
    def is_unanimous(self) -> bool:
        """Everybody wrote the same."""
        return self.total > 0 and all(count == self.total for count in self.counts.values())


class InWords(Kind[Words]):
    """The answer is a list of texts, as they were written."""

    title = gettext_noop("Words")
    purpose = gettext_noop("A few words of everybody, the commonest largest.")
    shelf = Shelf.WORDS
    place = 90
    even_forms = False
    fewest = most = 0
    can_hide = True
    fields = {
        "words": Whole(gettext_noop("How many words at most"), least=1, most=MOST_WORDS, standard=MOST_WORDS),
        APPROVE: Flag(
            gettext_noop("I look at each word before others see it"),
            gettext_noop("A word that you did not approve goes when the session ends."),
        ),
    }

    def paper(self, question: Question) -> dict[str, Any]:
        """The names of the fields, and how much fits."""
        return {"names": _fields(question), "longest": LONGEST_WORD}

    def clean(self, sent: Sent, question: Question) -> list[str]:
        """The texts in the fields `word-1` and on, each once."""
        found: dict[str, str] = {}
        for name in _fields(question):
            text = one(sent, name)
            if len(text) > 2 * LONGEST_WORD or units(word := " ".join(clean_text(text).split())) > LONGEST_WORD:
                raise Bad(gettext_lazy("A word has at most %(longest)s characters.", longest=LONGEST_WORD), name)
            if not is_blank(word):
                found.setdefault(folded(word), word)
        if not found:
            raise Bad(gettext_lazy("Write a word first."), _fields(question)[0])
        return list(found.values())

    def fill(self, answer: Answer, question: Question) -> list[tuple[str, str]]:
        """The words."""
        return list(zip(_fields(question), answer, strict=False))

    def invent(self, question: Question, chance: Random) -> list[tuple[str, str]]:
        """A few of the words that people often think of."""
        names = _fields(question)
        return list(zip(names, chance.sample(THOUGHTS, len(names)), strict=True))

    def words(self, answer: Answer, question: Question) -> list[str]:
        """The words."""
        return list(answer)

    def cells(self, answer: Answer, question: Question) -> Iterable[str]:
        """One to each word as it was written."""
        return answer

    def result(self, cells: Cells, total: int, question: Question) -> Words:
        """The words, each in its commonest spelling."""
        counts = together(cells)
        first = heapq.nsmallest(MOST_SHOWN, counts.items(), key=_order)
        most = first[0][1] if first else 0
        return Words(
            total, counts, tuple(Word(text, count, _share(count, total), _often(count, most)) for text, count in first)
        )

    def pieces(self, result: Words) -> Mapping[str, Any]:
        """The whole list: one answer may add to it."""
        return {"list": result}

    def lines(self, result: Words) -> list[Line]:
        """A line for each word, also for those that are not drawn."""
        return [
            Line(text, count, _share(count, result.total)) for text, count in sorted(result.counts.items(), key=_order)
        ]

    def measures(self, result: Words, question: Question) -> list[Measure]:
        """None: words differ from poll to poll."""
        return []

    def outcome(self, result: Words) -> Sentence:
        """The commonest words."""
        if not result.rows:
            return gettext_lazy("No word is shown.") if result.total else gettext_lazy("Nobody wrote a word.")
        most = result.rows[0].count
        first = [row.text for row in result.rows if row.count == most]
        if len(first) > MOST_WORDS:
            return gettext_lazy(
                "%(number)s different words, each written %(times)s times at most.",
                number=len(result.counts),
                times=most,
            )
        return gettext_lazy("Written most (%(times)s): %(words)s", times=most, words=list(first))

    def hidden_as(self, cell: str) -> str:
        """All spellings of a word are hidden together."""
        return folded(cell)

    def kept(self, cells: Cells, question: Question) -> Cells:
        """The words in their commonest spelling: how one person spelled is nobody's business."""
        return together(cells)


def _fields(question: Question) -> list[str]:
    return [f"word-{number}" for number in range(1, 1 + (question.settings.get("words") or MOST_WORDS))]


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """What is the same for all spellings of a word.

    >>> folded("Één  GEZIN!") == folded("een gezin")
    True
    """
    plain = " ".join(_ACCENTS.sub("", normalised("NFKD", word).casefold()).split())
    return plain.strip(_AROUND) or plain


def together(cells: Cells) -> dict[str, int]:
    """The numbers of all spellings of a word together, under the commonest, or the first of these in order."""
    spellings: dict[str, list[tuple[int, str]]] = {}
    for word, number in cells.items():
        spellings.setdefault(folded(word), []).append((-number, word))
    return {min(some)[1]: -sum(number for number, _word in some) for some in spellings.values()}


def _order(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], folded(item[0])


def _share(count: int, total: int) -> int:
    return whole_percents([count, total - count])[0]


def _often(count: int, most: int) -> int:
    return next((size for share, size in _OFTEN if 100 * count >= share * most), 1)


KIND = InWords()

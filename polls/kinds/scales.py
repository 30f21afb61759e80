"""Scales: places from 1 to a last one with words at the ends, or "I don't know". Pure: standard library only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from livesessions.archive.trends.measurement import Axis, Measure

from .bars import Row, lines_of, rows_of
from .fields import Flag, Text, Whole
from .kind import Bad, Line, Option, Question
from .percents import tenths
from .sentences import Sentence, gettext_lazy, gettext_noop

UNSURE = 0
"""The place of who does not know."""
WORDED = 5
"""A scale of as many steps has a word for each, unless a host gives other words for the ends."""
OUTER = 25
"""From which percent on both ends a room is divided, so that its mean says nothing."""
LONGEST_END = 40
RARE = 0.05
"""How many of the invented people do not know."""

WORDS = (
    gettext_noop("strongly disagree"),
    gettext_noop("disagree"),
    gettext_noop("in between"),
    gettext_noop("agree"),
    gettext_noop("strongly agree"),
)

FIELDS = {
    "steps": Whole(
        gettext_noop("Steps"), gettext_noop("With five steps each has a word."), least=2, most=10, standard=WORDED
    ),
    "low": Text(gettext_noop("Word at the first step"), gettext_noop("Empty: strongly disagree."), longest=LONGEST_END),
    "high": Text(gettext_noop("Word at the last step"), gettext_noop("Empty: strongly agree."), longest=LONGEST_END),
    "unsure": Flag(gettext_noop("People may answer: I don't know"), standard=True),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One place on a ballot. Ballots have places of one length, so that none is longer than another."""

    value: str
    number: int
    word: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The steps of a question. `worded`: each has a word, not only the two at the ends."""

    steps: tuple[Step, ...]
    unsure: Step | None
    worded: bool

    @property
    def low(self) -> str:
        """The word at the first step."""
        return self.steps[0].word

    @property
    def high(self) -> str:
        """The word at the last step."""
        return self.steps[-1].word

    def value(self, number: int) -> str:
        """A place as a ballot has it."""
        return str(number).zfill(len(self.steps[0].value))

    def text(self, number: int) -> str:
        """A place in words."""
        if number == UNSURE and self.unsure:
            return self.unsure.word
        step = self.steps[number - 1]
        return step.word if self.worded else f"{number} = {step.word}" if step.word else str(number)


def scale_of(question: Question) -> Scale:
    """The scale that a question has."""
    settings, say = question.settings, question.say
    last, ends = settings.get("steps") or WORDED, (settings.get("low") or "", settings.get("high") or "")
    worded = last == WORDED and not any(ends)
    if worded:
        words = [say(Sentence(word)) for word in WORDS]
    else:
        words = [
            ends[0] or say(Sentence(WORDS[0])),
            *[""] * (last - 2),
            ends[1] or say(Sentence(WORDS[-1])),
        ]
    width = len(str(last))
    unsure = Step("0" * width, UNSURE, say(gettext_lazy("I don't know"))) if settings.get("unsure", True) else None
    steps = tuple(Step(str(number).zfill(width), number, word) for number, word in enumerate(words, start=1))
    return Scale(steps, unsure, worded)


def likely_step(scale: Scale, chance: Random) -> str:
    """A step as invented people choose it, on a ballot: rather in the upper half."""
    last = len(scale.steps)
    if scale.unsure and chance.random() < RARE:
        return scale.unsure.value
    return scale.value(max(chance.randint(1, last), chance.randint(1, last)))


def place_in(text: str, scale: Scale, field: str) -> int:
    """The place that a field of a ballot names. Raises `Bad`."""
    steps = (*scale.steps, *([scale.unsure] if scale.unsure else []))
    for step in steps:
        if text in (step.value, str(step.number)):
            return step.number
    raise Bad(gettext_lazy("This answer does not belong to the poll."), field)


@dataclass(frozen=True, slots=True)
class Spread:
    """How often each place was chosen. Everything but `unsure` is about the `count` people who chose a place.

    `mean` has one decimal and is missing where the room is divided; `word` says it, on a scale with words.
    """

    rows: tuple[Row, ...]
    count: int
    unsure: int | None
    mean: float | None
    median: float | None
    divided: bool
    word: str
    low: str
    high: str

    @property
    def steps(self) -> int:
        """The last place."""
        return len(self.rows)

    @property
    def at(self) -> float:
        """Where the mean stands between the middles of the first and the last of equally wide columns, in percents."""
        return round((200 * (self.mean or 0) - 100) / (2 * self.steps), 1)

    @property
    def is_rounded(self) -> bool:
        """The printed percents do not add up to 100."""
        return self.count > 0 and sum(row.share for row in self.rows) != 100

    @property
    def is_unanimous(self) -> bool:
        """Everybody gave the same answer."""
        numbers = [*(row.count for row in self.rows), self.unsure or 0]
        return sum(1 for number in numbers if number) == 1


def spread_of(cells: Mapping[str, int], scale: Scale, prefix: str = "") -> Spread:
    """The spread over a scale; the cell of a place is `prefix` with its number."""
    options = [Option(str(step.number), scale.text(step.number)) for step in scale.steps]
    counts: dict[str, int] = {option.key: cells.get(prefix + option.key, 0) for option in options}
    rows = rows_of(options, counts)
    numbers = [row.count for row in rows]
    count, last = sum(numbers), len(numbers)
    total = sum(number * place for place, number in enumerate(numbers, start=1))
    divided = last > 2 and count > 0 and all(100 * end >= OUTER * count for end in (numbers[0], numbers[-1]))
    mean = tenths(total, count) if count and not divided else None
    word = scale.steps[(2 * total + count) // (2 * count) - 1].word if mean is not None and scale.worded else ""
    return Spread(
        rows,
        count,
        cells.get(f"{prefix}{UNSURE}", 0) if scale.unsure else None,
        mean,
        _median(numbers, count) if count else None,
        divided,
        word,
        scale.low,
        scale.high,
    )


def _median(numbers: list[int], count: int) -> float:
    twice = _place_of(numbers, (count + 1) // 2) + _place_of(numbers, count // 2 + 1)
    return twice / 2 if twice % 2 else twice // 2


def _place_of(numbers: list[int], which: int) -> int:
    """The place of the `which`-th answer in order."""
    seen = 0
    for place, number in enumerate(numbers, start=1):
        seen += number
        if seen >= which:
            return place
    raise ValueError("there are fewer answers")


def check_ends(settings: Mapping[str, Any]) -> None:
    """Raise `Bad` for two ends with one word."""
    low, high = settings.get("low") or "", settings.get("high") or ""
    if low and low.casefold() == high.casefold():
        raise Bad(gettext_lazy("Give the two ends different words."), "high")


def spread_lines(spread: Spread, say: Callable[[Sentence], str], part: str = "") -> list[Line]:
    """A line for each step, for its base, for who does not know, and for the middle answer and the mean."""
    lines = [
        *lines_of(spread.rows, part),
        Line(say(gettext_lazy("People who chose a step")), spread.count, part=part),
    ]
    if spread.unsure is not None:
        lines.append(Line(say(gettext_lazy("I don't know")), spread.unsure, part=part))
    if spread.median is not None:
        lines.append(Line(say(gettext_lazy("Middle answer")), value=spread.median, part=part))
    if spread.mean is not None:
        lines.append(Line(say(gettext_lazy("Mean")), value=spread.mean, part=part))
    return lines


def mean_of(spread: Spread, text: str, key: str = "") -> Measure:
    """The mean, on an axis with the words of its steps."""
    ticks = tuple((float(place), row.text) for place, row in enumerate(spread.rows, start=1))
    return Measure(key, text, spread.mean, Axis(1, spread.steps, ticks))

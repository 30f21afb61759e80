"""What a record measures, as the feature that kept it says: numbers that may be seen, and what was asked. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

Number = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Axis:
    """Where a number may stand: from `low` to `high`, at the top. `None`: that depends on the numbers.

    Each of the `ticks` has a word; without any, numbers are marked.
    """

    low: float | None = None
    high: float | None = None
    ticks: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One number: a share in whole percents, or, with an axis, a mean or the like. `None`: there is none to tell.

    `key` is the place of its answer in the question, from 1, and empty for a number of all answers together. Equal
    questions have equal keys; words that were taken out are equal for several answers.
    """

    key: str
    text: str
    value: Number | None
    axis: Axis | None = None

    @property
    def is_share(self) -> bool:
        """Of a hundred people so many."""
        return self.axis is None


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: only equal questions have comparable answers.

    `kind` is what an answer is, with its `title` for people. `settings` are those that change what an answer means, as
    (label, value) by name.
    """

    text: str
    kind: str
    title: str
    options: tuple[str, ...] = ()
    settings: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    earlier: tuple[str, ...] = ()
    """The same words before somebody mended a typo."""

    @property
    def texts(self) -> set[str]:
        """All wordings that are the same question; spaces do not matter."""
        return {" ".join(text.split()) for text in (self.text, *self.earlier)}


@dataclass(frozen=True, slots=True)
class TeamMeasured:
    """The answers of one team that may be shown to itself: so many `answered`.

    `shares` are percents: those of fewer people than the minimum, and any from which another could be computed, have no
    value. `measures` are the numbers on an axis.
    """

    answered: int
    shares: tuple[Measure, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a record measures. The first of the `measures` says most; there are none where nothing may be seen.

    `reason` says why: ``too_few``. `note` tells it from others of the same moment, such as a round, and `again_of`
    is the key of the record of the round before; empty for none. `teams` are those of which answers are kept, by key;
    `None`: nobody counted by team.
    """

    asked: Asked
    measures: tuple[Measure, ...]
    reason: str = ""
    minimum: int = 1
    note: str = ""
    again_of: str = ""
    teams: Mapping[int, TeamMeasured] | None = None

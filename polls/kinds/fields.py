"""The settings of kinds, as a host fills them in. Pure: forms are made of them in `polls/asking/drafts`.

`label` and `help` are English texts that are translated where they are shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Field:
    """One setting."""

    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Whole(Field):
    """A whole number between two bounds; `standard` is what a form that leaves it out means (`None`: no number)."""

    least: int = 0
    most: int = 100
    standard: int | None = None


@dataclass(frozen=True, slots=True)
class Decimal(Field):
    """A number with decimals, or none; kept as it is written with a point."""

    standard: str | None = None


@dataclass(frozen=True, slots=True)
class Text(Field):
    """A short text of a person, which can be taken out again."""

    longest: int = 60
    standard: str = ""


@dataclass(frozen=True, slots=True)
class Lines(Field):
    """Texts of a person, one on each line."""

    most: int = 10
    longest: int = 200


@dataclass(frozen=True, slots=True)
class Numbers(Field):
    """Whole numbers beside one another, such as those of lines; kept as a list, each once."""

    longest: int = 60


@dataclass(frozen=True, slots=True)
class Pick(Field):
    """One of a few values, each with its label."""

    choices: Mapping[str, str] = field(default_factory=dict)
    standard: str = ""


@dataclass(frozen=True, slots=True)
class Flag(Field):
    """Yes or no."""

    standard: bool = False

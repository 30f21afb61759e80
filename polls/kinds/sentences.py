"""Sentences of rules that know no framework: English texts that are translated where they are shown.

The functions have the names that the collector of texts knows (xgettext), and mean the same as Django's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text to be translated: `values` fill its %(placeholders)s; with `plural`, `number` decides which it is.

    A value that is a list holds texts of people, which stand beside one another.
    """

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)
    plural: str = ""
    number: int = 1


def gettext_noop(text: str) -> str:
    """The text itself, to be translated by whoever shows it."""
    return text


def gettext_lazy(text: str, **values: Any) -> Sentence:
    """A sentence with these values."""
    return Sentence(text, values)


def ngettext_lazy(singular: str, plural: str, number: int, **values: Any) -> Sentence:
    """A sentence with a number, which is also its value `number`."""
    return Sentence(singular, {"number": number, **values}, plural, number)


def only(value: Any) -> Sentence:
    """A value and nothing else: a number, as the people who look write it."""
    return Sentence("%(value)s", {"value": value})


def english(sentence: Sentence) -> str:
    """A sentence as it is written here, with its values."""
    text = sentence.plural if sentence.plural and sentence.number != 1 else sentence.text
    return text % sentence.values

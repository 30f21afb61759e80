"""Finding text in a question that a host should check. Pure: standard library only."""

import re
import unicodedata
from collections.abc import Iterable

from livesessions.texts.normal import normalised

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]+\b")
NUMBER = re.compile(r"(?<!\w)(?<!\d[ .\-])(?:\+|00)?\d(?:[ .\-]?\d){7,}+")
"""Eight digits or more: a telephone number, a citizen service number, a file number."""


def marks_in(text: str, words: Iterable[str]) -> list[str]:
    """The listed words in `text`, as listed; then its e-mail addresses and long numbers, as written.

    A listed word matches in any case, with or without accents, as a whole word. A word that ends in ``*`` also matches
    the beginning of longer words.
    """
    plain = _plain(text)
    found = [word for word in words if (pattern := _pattern(word)) and pattern.search(plain)]
    return [*found, *EMAIL.findall(text), *(number.strip() for number in NUMBER.findall(text))]


def _pattern(word: str) -> re.Pattern[str] | None:
    stem = _plain(word.removesuffix("*"))
    end = "" if word.endswith("*") else r"(?!\w)"
    return re.compile(rf"(?<!\w){re.escape(stem)}{end}") if stem else None


def _plain(text: str) -> str:
    folded = normalised("NFKD", text.casefold())
    return " ".join("".join(c for c in folded if not unicodedata.combining(c)).split())

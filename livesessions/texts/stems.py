"""Dutch stems, by which words are found in their other forms. Knows no framework."""

import unicodedata
from functools import lru_cache
from threading import Lock

import snowballstemmer

from .normal import normalised

_stemmer = snowballstemmer.stemmer("dutch")
_one_at_a_time = Lock()
"""The stemmer keeps the word that it works on: two threads would make one word of two, or stumble."""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of one word in small letters."""
    with _one_at_a_time:
        return str(_stemmer.stemWord(word))


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters and without accents."""
    plain = (sign for sign in normalised("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return "".join(sign if sign.isalnum() else " " for sign in plain).split()


def stems_of(text: str) -> list[str]:
    """The stem of each word of a text, in their order."""
    return [stem(word) for word in words_of(text)]

"""Finding questions that ask the same in other words. Knows no framework."""

from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from livesessions.texts.stems import stem

ALIKE = 72.0
"""The likeness, out of 100, from which hosts are shown two questions as perhaps the same."""
FEW = frozenset((
    "de", "het", "een", "en", "of", "maar", "want", "dat", "die", "dit", "deze", "er", "te", "om", "in", "op", "aan",
    "van", "voor", "met", "bij", "door", "over", "naar", "uit", "als", "dan", "nog", "ook", "wel", "niet", "geen", "is",
    "zijn", "was", "wordt", "worden", "kan", "kunnen", "moet", "moeten", "mag", "mogen", "wil", "willen", "ga", "gaan",
    "doe", "doet", "doen", "hebben", "heb", "heeft", "wij", "we", "jullie", "je", "jij", "jou", "ik", "mijn", "ons",
    "onze", "hun", "zij", "ze", "hij", "u", "uw", "men", "hoe", "wat", "wie", "waar", "waarom", "wanneer", "welke",
    "welk",
))  # fmt: skip
"""Common words, which say nothing about a question."""


@lru_cache(maxsize=20_000)
def stems(text: str) -> str:
    """The stems of the meaningful words of a Dutch question, with spaces between; of all words if none has meaning."""
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    kept = [word for word in words if word not in FEW] or words
    return " ".join(map(stem, kept))


def similar(text: str, others: Mapping[str, str], most: int = 2) -> list[str]:
    """The keys of at most `most` texts among `others` that ask the same as `text`, the most similar first."""
    choices = {key: stems(other) for key, other in others.items()}
    # The words that two questions share decide, and then the words that they do not share: many long questions contain
    # all words of a short one.
    found = process.extract(stems(text), choices, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE, limit=10 * most)
    scored = [((shared + fuzz.token_sort_ratio(stems(text), other)) / 2, key) for other, shared, key in found]
    return [key for score, key in sorted(scored, reverse=True) if score >= ALIKE][:most]

"""Unicode's normal forms, in time that grows with the length of the text alone. Pure: standard library only."""

import re
import unicodedata
from functools import cache
from typing import Literal

MOST_MARKS = 30
"""Marks on one letter, as in Unicode's Stream-Safe Text Format (UAX #15, section 13). No language needs as many."""
_WITH_MARKS = (range(0x300, 0x20000), range(0xE0100, 0xE01F0))
"""Where Unicode has marks: looking through all planes would take a tenth of a second."""


def normalised(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """`text` in a normal form, with few marks on each letter.

    Python sorts the marks of one letter by insertion (python/cpython#149079): 64 KB of them held the process for
    seconds. So nothing that people wrote is normalised but here.
    """
    return unicodedata.normalize(form, with_few_marks(text))


def with_few_marks(text: str) -> str:
    """`text` with at most `MOST_MARKS` marks on one letter."""
    return text if text.isascii() else _longest_runs().sub(r"\1", text)


@cache
def _longest_runs() -> re.Pattern[str]:
    marks = "".join(chr(code) for codes in _WITH_MARKS for code in codes if unicodedata.category(chr(code))[0] == "M")
    return re.compile(f"([{marks}]{{{MOST_MARKS}}})[{marks}]+")

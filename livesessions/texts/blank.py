"""Whether a text says anything to somebody who reads it. Pure: standard library only."""

import unicodedata

UNSEEN = frozenset(
    "\u034f"  # combining grapheme joiner
    "\u115f\u1160\u3164\uffa0"  # Hangul fillers: letters to Unicode, nothing to the eye
    "\u17b4\u17b5"  # inherent Khmer vowels
    "\u2800"  # the Braille pattern without dots
    "\U0001d159"  # the null notehead
)
"""Characters that are drawn as nothing although Unicode counts them among letters, signs and marks."""


def is_blank(text: str) -> bool:
    """Whether `text` shows nothing: no character, or only space, marks and characters that nobody sees."""
    return not any(unicodedata.category(c)[0] in "LNPS" and c not in UNSEEN for c in text)

"""Text of people inside a sentence: its direction never reorders the words around it. Pure: standard library only."""

import unicodedata

_START, _END = "\u2068", "\u2069"  # first strong isolate, pop directional isolate
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def isolated(text: str) -> str:
    """`text` for a sentence without markup: between isolates, where it holds letters that run from right to left."""
    if any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text):
        return f"{_START}{text}{_END}"
    return text

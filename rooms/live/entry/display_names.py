"""Display names: text that is fit to show and does not imitate a host; and people with equal names, told apart.

Pure: standard library only.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable

from livesessions.texts.blank import UNSEEN, is_blank
from livesessions.texts.normal import normalised

LONGEST = 40
"""Characters as people count them (a letter with its accents is one)."""
MOST_MARKS = 3
RESERVED = (
    "host", "hosts", "cohost", "moderator", "begeleider", "begeleiding", "organisator", "organisatie", "beheer",
    "beheerder", "admin", "administrator", "systeem", "system", "gespreksleider", "voorzitter", "presentator",
    "begeleidster", "gastheer", "gastvrouw", "facilitator",
)  # fmt: skip
# What looks like a Latin letter, by that letter: Cyrillic, Greek, phonetic letters and digits, after NFKC, which folds
# full-width and styled ones. Source: the letters of RESERVED in Unicode's confusables (UTS #39).
LOOKALIKES = str.maketrans(
    {
        sign: letter
        for letter, signs in {
            "a": "\u0430\u03b1\u0251@4",
            "b": "\u0432\u042c\u044c\u03b2\u0299",
            "c": "\u0441\u03f2\u1d04(",
            "d": "\u0501\u0257",
            "e": "\u0435\u0451\u0454\u03b5\u1d073",
            "g": "\u0261\u0262",
            "h": "\u043d\u04bb\u029c\u0266",
            "i": "\u0456\u0457\u03b9\u0131\u026a1!|l",
            "j": "\u0458\u03f3",
            "k": "\u043a\u03ba\u1d0b",
            "m": "\u043c\u1d0d",
            "n": "\u043f\u03b7\u0274",
            "o": "\u043e\u03bf\u03c3\u1d0f\u05850",
            "p": "\u0440\u03c1\u1d18",
            "r": "\u0433\u0280",
            "s": "\u0455\ua731$5",
            "t": "\u0442\u03c4\u1d1b7",
            "v": "\u03bd\u0475\u1d20",
            "y": "\u0443\u03b3\u028f",
            "z": "\u1d222",
        }.items()
        for sign in signs
    }
)


class BadName(ValueError):
    """A name that cannot be shown; `reason` is ``too_long``, ``unreadable`` or ``reserved``."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def clean_name(typed: str) -> str:
    """`typed` without invisible characters and needless space; empty when nothing is left to see. Raises `BadName`."""
    text = normalised("NFC", typed)
    kept = "".join(c for c in text if c == "\u200d" or not _is_unseen(c))
    kept = " ".join(kept.split()).strip("\u200d ")
    if _length(kept) > LONGEST or len(kept) > 2 * LONGEST:
        raise BadName("too_long")
    if is_blank(kept):
        return ""
    if not any(unicodedata.category(c)[0] in "LNS" for c in kept) or _most_marks(kept) > MOST_MARKS:
        raise BadName("unreadable")
    # A symbol may stand for a letter ("Ho$t") or for nothing ("Host!").
    for reading in (kept, kept.translate(_SIGNS)):
        if skeleton(reading) in _RESERVED or any(word in _RESERVED for word in skeleton(reading, " ").split()):
            raise BadName("reserved")
    return kept


def told_apart(people: Iterable[tuple[str, str]]) -> list[str]:
    """The names of these people as lists show them: from (name, team) of each, in their order.

    The team always stands beside a name. So a number follows only where name and team look the same: "Sanne" and
    "Sanne 2", both of Zuid. Who gave no name gets no number either.
    """
    people = list(people)
    taken = {_looks(name, team) for name, team in people}
    met: Counter[tuple[str, str]] = Counter()
    shown = []
    for name, team in people:
        looks = _looks(name, team)
        met[looks] += 1
        if name and met[looks] > 1:
            while _looks(f"{name} {met[looks]}", team) in taken:  # somebody is really called "Sanne 2"
                met[looks] += 1
            shown.append(f"{name} {met[looks]}")
        else:
            shown.append(name)
    return shown


def _looks(name: str, team: str) -> tuple[str, str]:
    return skeleton(name) or name, team


def skeleton(text: str, space: str = "") -> str:
    """`text` as it looks: small Latin letters, look-alikes folded, marks and symbols dropped."""
    folded = normalised("NFKD", normalised("NFKC", text)).casefold().translate(LOOKALIKES)
    return "".join(c if c.isalnum() else space if c.isspace() or c in "-_./" else "" for c in folded)


_SIGNS = str.maketrans(dict.fromkeys("@!|($", " "))
_RESERVED = frozenset(skeleton(word) for word in RESERVED)


def _length(text: str) -> int:
    return sum(1 for c in text if not _is_mark(c) and c != "\u200d")


def _is_unseen(c: str) -> bool:
    return unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn") or c in UNSEEN


def _is_mark(c: str) -> bool:
    return unicodedata.category(c)[0] == "M"


def _most_marks(text: str) -> int:
    longest = run = 0
    for c in normalised("NFD", text):
        run = run + 1 if _is_mark(c) else 0
        longest = max(longest, run)
    return longest

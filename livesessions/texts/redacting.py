"""Taking words out of a text. Pure: standard library only.

Somebody edits a text and deletes what nobody may read. What they deleted is taken out of that text and of everything
that repeats it; what they typed instead is not kept, because nobody puts words into another person's mouth.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Any

MARK = "▇▇▇"
"""Stands where words were. It is never longer than they: a text of the full length stays within its column."""
WORD = re.compile(r"\w+|[^\w\s]")
"""A word, or a mark that is none."""


class NotTakenOut(ValueError):
    """The text that is left is not what it was without some words."""


END = ""
"""No word: a run ends here."""
Tree = dict[str, "Tree"]


@dataclass(frozen=True)
class Taken:
    """What is taken out: whole runs of words as they stood there. `whole`: nothing of the text stays."""

    runs: tuple[str, ...]
    whole: bool = False

    @property
    def is_nothing(self) -> bool:
        """No word goes."""
        return not self.runs

    def of(self, text: str) -> str:
        """Another version of the same text, without the words."""
        if self.whole:
            return MARK[: len(text)] if text.strip() else text
        return self.within(text)

    def within(self, value: Any) -> Any:
        """A text that may repeat the words, without them; or a list or a dictionary with such texts."""
        if isinstance(value, str):
            return self._left_of(value)
        if isinstance(value, list):
            return [self.within(each) for each in value]
        if isinstance(value, dict):
            return {name: self.within(each) for name, each in value.items()}
        return value

    def _left_of(self, text: str) -> str:
        """`text` without the runs: as whole words, in any case, with any space between them.

        The text is looked through once, however many runs there are. Where runs overlap all of them go.
        """
        words = list(WORD.finditer(text))
        folded = [each.group().casefold() for each in words]
        left, at, covered = [], 0, 0
        for first in range(len(words)):
            last = self._longest_from(folded, first)
            if last <= covered:
                continue
            if first >= covered:
                start, end = words[first].start(), words[last - 1].end()
                left += [text[at:start], MARK[: end - start]]
            at, covered = words[last - 1].end(), last
        return "".join([*left, text[at:]])

    def _longest_from(self, words: list[str], first: int) -> int:
        """Where the longest run ends that begins at the word `first`; 0 when none does."""
        node, last = self._tree, 0
        for at in range(first, len(words)):
            if words[at] not in node:
                break
            node = node[words[at]]
            last = at + 1 if END in node else last
        return last

    @cached_property
    def _tree(self) -> Tree:
        """The runs word by word; whoever follows one to its end finds `END`."""
        tree: Tree = {}
        for run in self.runs:
            node = tree
            for word in WORD.findall(run):
                node = node.setdefault(word.casefold(), {})
            node[END] = {}
        return tree


def taken_out(text: str, left: str) -> Taken:
    """What somebody took out of `text`, of which `left` is left; what they typed besides is passed over.

    Raises `NotTakenOut` when words have another place in `left`. Takes time in proportion to the two lengths.
    """
    words = list(WORD.finditer(text))
    known = {each.group() for each in words}
    kept = [word for word in WORD.findall(left) if word in known]
    tail = 0
    while tail < min(len(words), len(kept)) and words[-1 - tail].group() == kept[-1 - tail]:
        tail += 1
    kept, middle = kept[: len(kept) - tail], words[: len(words) - tail]
    gone: list[tuple[int, int]] = []
    at = 0
    is_open = False
    for each in middle:
        if at < len(kept) and kept[at] == each.group():
            at, is_open = at + 1, False
        elif each.group() in MARK:
            is_open = False
        elif is_open:
            gone[-1] = gone[-1][0], each.end()
        else:
            gone.append(each.span())
            is_open = True
    if at < len(kept):
        raise NotTakenOut
    runs = dict.fromkeys(_without_punctuation(text[start:end]) for start, end in gone)
    return Taken(tuple(run for run in runs if run), whole=bool(gone) and not kept and not tail)


def is_left(text: str, left: str) -> bool:
    """Whether `text` has the words of `left` and no others, but for marks: it was redacted so before."""
    return MARK[0] in text and _words_in(text) == _words_in(left)


def _words_in(text: str) -> list[str]:
    return [word for word in WORD.findall(text) if word not in MARK and _without_punctuation(word)]


def fingerprint(text: str) -> str:
    """Tells whether a text is still the one that was seen; 16 characters."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _without_punctuation(run: str) -> str:
    """A comma before a name or a full stop behind it is not what goes."""
    seen = [at for at, c in enumerate(run) if unicodedata.category(c)[0] not in "PZC"]
    return run[seen[0] : seen[-1] + 1] if seen else ""

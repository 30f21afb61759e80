"""What changed between two questions, with the changed words marked. Pure: standard library only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from .measurement import Asked


class Change(StrEnum):
    """What of a question changed."""

    KIND = "kind"
    WORDS = "words"
    OPTIONS = "options"
    ORDER = "order"
    SCALE = "scale"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words: ``gone``, ``come``, or neither."""

    text: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """An option of either question, in pieces; ``gone`` or ``come`` where only one of the questions has it."""

    pieces: tuple[Piece, ...]
    what: str = ""


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs between two questions. `options` are those that changed; `settings` are (label, before, after)."""

    changes: tuple[Change, ...]
    words: tuple[Piece, ...] = ()
    options: tuple[Option, ...] = ()
    settings: tuple[tuple[str, str, str], ...] = ()
    titles: tuple[str, str] = ("", "")


def is_same(before: Asked, after: Asked) -> bool:
    """Whether answers to both can be compared: a mended typo changes nothing, anything else does."""
    return not changes_between(before, after)


def changes_between(before: Asked, after: Asked) -> tuple[Change, ...]:
    """What changed; nothing where answers can be compared."""
    if before.kind != after.kind:
        found = [Change.KIND]
    else:
        found = [Change.SCALE] if _values(before) != _values(after) else []
        if before.options != after.options:
            is_order = sorted(before.options) == sorted(after.options)
            found.insert(0, Change.ORDER if is_order else Change.OPTIONS)
    if not before.texts & after.texts:
        found.insert(0, Change.WORDS)
    return tuple(found)


def differences(before: Asked, after: Asked) -> Differences:
    """The same with what it was and what it is."""
    changes = changes_between(before, after)
    return Differences(
        changes,
        tuple(pieces(before.text, after.text)) if Change.WORDS in changes else (),
        tuple(_options(before.options, after.options)) if Change.OPTIONS in changes else (),
        tuple(_settings(before, after)) if Change.SCALE in changes else (),
        (before.title, after.title),
    )


def pieces(before: str, after: str) -> Iterator[Piece]:
    """Both texts together, in pieces of whole words; texts that have hardly a word in common stand one after the other.

    A piece that is gone comes before what came in its place.
    """
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.3:
        yield Piece(" ".join(old), "gone")
        yield Piece(" ".join(new), "come")
        return
    for _tag, i, j, k, end in matcher.get_opcodes():
        gone, come = " ".join(old[i:j]), " ".join(new[k:end])
        if gone == come:
            yield Piece(gone)
            continue
        if gone:
            yield Piece(gone, "gone")
        if come:
            yield Piece(come, "come")


def _options(before: Sequence[str], after: Sequence[str]) -> Iterator[Option]:
    """The options that went, came, or have other words: those at the same place, if they have words in common."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, j, k, end in matcher.get_opcodes():
        if tag == "equal":
            continue
        old, new = list(before[i:j]), list(after[k:end])
        while old and new and set(old[0].split()) & set(new[0].split()):
            yield Option(tuple(pieces(old.pop(0), new.pop(0))))
        yield from (Option((Piece(text),), "gone") for text in old)
        yield from (Option((Piece(text),), "come") for text in new)


def _values(asked: Asked) -> dict[str, str]:
    return {name: value for name, (_label, value) in asked.settings.items()}


def _settings(before: Asked, after: Asked) -> Iterator[tuple[str, str, str]]:
    for name, (label, value) in after.settings.items():
        was = before.settings.get(name, (label, ""))[1]
        if was != value:
            yield label, was, value

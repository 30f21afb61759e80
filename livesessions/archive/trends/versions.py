"""The line of one barometer: its points in time, and the versions of its question. Pure.

A line goes on as long as the question is the same, and breaks where it changes. A version has a letter: B is another
question than A, and A1 is A with a typo mended.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from .measurement import Asked, Measurement
from .wording import Differences, differences, is_same

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Crowd(StrEnum):
    """Who answered, beside the time before, as far as anybody can know without knowing people."""

    FIRST = "first"
    SAME = "same"
    """The same session, or the same programme with answers of the same teams."""
    OTHER = "other"
    """Another programme, or other teams."""
    UNKNOWN = "unknown"
    """The same programme, but nobody counted by team."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Once that it was asked: what is measured, when and where; with the page and the key of its record."""

    at: datetime
    measurement: Measurement
    programme: int
    session: int | None
    place: str = ""
    where: str = ""
    url: str = ""
    present: int | None = None
    answered: int | None = None
    key: str = ""


@dataclass(slots=True)
class Version:
    """One question, as it was asked `times` from `first` to `last`. `since` says what changed before it."""

    letter: str
    asked: Asked
    first: datetime
    last: datetime
    texts: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    since: Differences | None = None
    times: int = 0
    answers: int = 0
    """Of all that may be shown; what is withheld is in no sum."""
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """One time in a line. `breaks` says what changed since the time before; empty where the line goes on."""

    taken: Taken
    version: Version
    letter: str
    breaks: Differences | None
    crowd: Crowd


def last_rounds(taken: Sequence[Taken]) -> list[Taken]:
    """Those of one kind that were not asked again in a later round, whatever was taken out of their words."""
    earlier = {each.measurement.again_of for each in taken}
    return [each for each in taken if each.key not in earlier]


def points_of(taken: Sequence[Taken]) -> list[Point]:
    """The times in their order, each with its version; a question that comes back gets its old letter."""
    versions: list[Version] = []
    points: list[Point] = []
    for each in taken:
        before = points[-1] if points else None
        version = _version(each, versions, before)
        broken = before is not None and before.version is not version
        points.append(
            Point(
                each,
                version,
                _letter(version, each.measurement.asked.text),
                differences(before.taken.measurement.asked, each.measurement.asked) if before and broken else None,
                crowd_of(before.taken, each) if before else Crowd.FIRST,
            )
        )
    return points


def versions_of(points: Sequence[Point]) -> list[Version]:
    """The versions of a line, in the order of their letters."""
    found = {id(point.version): point.version for point in points}
    return list(found.values())


def _version(taken: Taken, versions: list[Version], before: Point | None) -> Version:
    asked = taken.measurement.asked
    found = next((each for each in reversed(versions) if _belongs(asked, each)), None)
    if found is None:
        since = differences(before.taken.measurement.asked, asked) if before else None
        found = Version(_name(len(versions)), asked, taken.at, taken.at, since=since)
        versions.append(found)
    found.known |= asked.texts
    if asked.text not in found.texts:
        found.texts.append(asked.text)
    found.last = taken.at
    found.times += 1
    if taken.answered is None:
        found.withheld += 1
    found.answers += taken.answered or 0
    return found


def _belongs(asked: Asked, version: Version) -> bool:
    """Whether a question is this version, or it after a typo was mended."""
    same = Asked(version.asked.text, asked.kind, asked.title, asked.options, asked.settings)
    return is_same(version.asked, same) and bool(asked.texts & version.known)


def _letter(version: Version, text: str) -> str:
    number = version.texts.index(text)
    return f"{version.letter}{number or ''}"


def _name(number: int) -> str:
    """A to Z, then AA, AB and so on."""
    before, last = divmod(number, len(LETTERS))
    return (_name(before - 1) if before else "") + LETTERS[last]


def crowd_of(before: Taken, after: Taken) -> Crowd:
    """Who answered the second time, beside the first."""
    if before.session is not None and before.session == after.session:
        return Crowd.SAME
    if before.programme != after.programme:
        return Crowd.OTHER
    teams = before.measurement.teams, after.measurement.teams
    if not teams[0] or not teams[1]:
        return Crowd.UNKNOWN
    return Crowd.SAME if teams[0].keys() == teams[1].keys() else Crowd.OTHER

"""Hooks for *extensions*: features that add to groups, such as a group's poll. They register here; groups know none."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from livesessions.archive.models import Record
from rooms.live.changes.transaction import Changes
from rooms.live.models import Room

from .models import Round


@dataclass(frozen=True, slots=True)
class Line:
    """A line in the download of a kept harvest. Without `names_teams` the teams of its group do not stand beside it."""

    title: str
    text: str
    label: str = ""
    votes: object = ""
    names_teams: bool = True


FinishRound = Callable[[Room, Round, Changes], None]
Lines = Callable[[Room, int], Mapping[int, list[dict[str, Any]]]]
Tell = Callable[[Record], Iterable[Line]]

_parts: list[str] = []
_finishing: list[FinishRound] = []
_lines: list[Lines] = []
_tells: dict[str, Tell] = {}


def follow_the_seat(part: str) -> None:
    """Register a personal part that depends on a person's seat: it is refreshed together with the card."""
    _parts.append(part)


def parts_of_extensions() -> tuple[str, ...]:
    """The names of the registered parts."""
    return tuple(_parts)


def when_a_round_is_back(do: FinishRound) -> FinishRound:
    """Register `do`. It is called as ``do(room, round, changes)`` in the transaction that calls a round back."""
    _finishing.append(do)
    return do


def finish_extensions(room: Room, back: Round, changes: Changes) -> None:
    """Have every extension finish its open work in this round."""
    for do in _finishing:
        do(room, back, changes)


def read_through_the_curtain(lines: Lines) -> Lines:
    """Register `lines`. ``lines(room, round)`` returns, by group, what an open curtain shows, as {title, text}."""
    _lines.append(lines)
    return lines


def lines_of_extensions(room: Room, round_pk: int, group: int) -> list[dict[str, Any]]:
    """The extensions' lines of a group for people who look in. Call it only for groups with an open curtain."""
    return [line for lines in _lines for line in lines(room, round_pk).get(group, ())]


def told_with_the_harvest(kind: str) -> Callable[[Tell], Tell]:
    """Register a function that answers the lines which a record of `kind` has in the download of the harvest.

    Its payload says under `group` the number of the group, and it is kept within the record of the round.
    """

    def register(tell: Tell) -> Tell:
        _tells[kind] = tell
        return tell

    return register


def lines_of_record(record: Record) -> Iterable[Line]:
    """What an extension's record adds to the download of the harvest."""
    return _tells[record.kind](record)

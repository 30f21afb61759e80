"""What other features have in the houses, such as a poll of a group. They register here; groups know none of them."""

from collections.abc import Callable, Mapping
from typing import Any

from rooms.live.changes.transaction import Changes
from rooms.live.models import Room

from .models import Round

BringHome = Callable[[Room, Round, Changes], None]
Lines = Callable[[Room, int], Mapping[int, list[dict[str, Any]]]]
Keepsakes = Callable[[Round], Mapping[int, Any]]

_parts: list[str] = []
_bringing_home: list[BringHome] = []
_lines: list[Lines] = []
_keepsakes: dict[str, Keepsakes] = {}


def follow_the_seat(part: str) -> None:
    """The personal part `part` depends on where somebody sits: it is looked at again with the card."""
    _parts.append(part)


def parts_of_guests() -> tuple[str, ...]:
    """Their names."""
    return tuple(_parts)


def when_a_round_is_back(do: BringHome) -> BringHome:
    """Register `do`, called as ``do(room, round, changes)`` in the transaction that calls a round back."""
    _bringing_home.append(do)
    return do


def bring_home(room: Room, back: Round, changes: Changes) -> None:
    """Have every guest finish what it has open in this round."""
    for do in _bringing_home:
        do(room, back, changes)


def read_through_the_curtain(lines: Lines) -> Lines:
    """Register `lines`, called as ``lines(room, round)``: by house what an open curtain shows, as {title, text}."""
    _lines.append(lines)
    return lines


def lines_of_guests(room: Room, round_pk: int, house: int) -> list[dict[str, Any]]:
    """What guests show of a house to who may look in. Ask it of houses with an open curtain only."""
    return [line for lines in _lines for line in lines(room, round_pk).get(house, ())]


def kept_with_the_harvest(name: str) -> Callable[[Keepsakes], Keepsakes]:
    """Register a function of a round, whose answer for each house is kept in the record under `name`."""

    def register(keepsakes: Keepsakes) -> Keepsakes:
        _keepsakes[name] = keepsakes
        return keepsakes

    return register


def kept_of_guests(back: Round) -> dict[int, dict[str, Any]]:
    """By house what is kept besides its lines."""
    found: dict[int, dict[str, Any]] = {}
    for name, keepsakes in _keepsakes.items():
        for house, what in keepsakes(back).items():
            found.setdefault(house, {})[name] = what
    return found

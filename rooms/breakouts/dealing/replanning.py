"""Planned rounds are dealt anew with those who are here now, around what is past and what people were told."""

from dataclasses import replace

from rooms.breakouts.dealing.instance import Instance, Schedule, even_sizes
from rooms.breakouts.dealing.live import Seating


def open_rounds(seating: Seating, told: set[int]) -> list[int]:
    """The planned rounds of which nobody was told anything yet."""
    return [r for r in range(seating.running + 1, len(seating.rows)) if r not in told]


def task_for(seating: Seating, told: set[int]) -> tuple[Instance, list[int]]:
    """What is to be dealt again, and which place in the seating each of its people has.

    Everybody who met or will meet in the other rounds counts as having met. Wishes hold for whoever is still here.
    There are as many groups as there were, or fewer or more where the band asks for it.
    """
    here = sorted(seating.here)
    new = {i: at for at, i in enumerate(here)}
    rounds = open_rounds(seating, told)
    met = {(new[i], new[j]): n for i in here for j, n in seating.met[i].items() if i < j and j in new}
    for r in rounds:
        for group in seating.groups[r]:
            for i in group:
                for j in group:
                    if i < j:
                        met[new[i], new[j]] -= 1
    low, high = seating.band
    groups = max(-(-len(here) // high), min(len(seating.instance.sizes), len(here) // low), 1)
    old = seating.instance

    def still(wishes: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(new[i] for i in wish if i in new) for wish in wishes)

    at = {r: number for number, r in enumerate(rounds)}
    pins = tuple(
        replace(pin, person=new[pin.person], round=at[pin.round])
        for pin in old.pins
        if pin.round in at and pin.person in new and pin.group < groups
    )
    people = tuple(seating.people[i] for i in here)
    return Instance(
        people,
        len(rounds),
        even_sizes(len(here), groups=groups),
        old.required_roles,
        still(old.together),
        still(old.apart),
        pins,
        {pair: n for pair, n in met.items() if n > 0},
    ), here


def adopt(seating: Seating, told: set[int], schedule: Schedule, here: list[int]) -> None:
    """Put a new deal into the open rounds; all other rounds stay as they are."""
    for r, row in zip(open_rounds(seating, told), schedule, strict=True):
        seating.seat_anew(r, dict(zip(here, row, strict=True)))

"""Why a task cannot be dealt: contradictions found by counting, before any search, as sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rooms.breakouts.dealing.instance import Instance

SENTENCES = {
    "no_people": "There is nobody to deal.",
    "no_rounds": "There must be at least one round.",
    "sizes": "The groups have {seats} seats together, but there are {people} people.",
    "empty_group": "Group {group} would have no seats.",
    "pin_round": "{person} is pinned in round {round}, but there are {rounds} rounds.",
    "pin_group": "{person} is pinned to group {group}, but there are {groups} groups.",
    "pin_twice": "{person} is pinned to two groups in round {round}.",
    "pin_crowd": "Group {group} has {seats} seats, but {people} people are pinned there in round {round}.",
    "pin_apart": "{person} and {other} must be kept apart, but are pinned to the same group in round {round}.",
    "unit_large": "{people} people must stay together, but the largest group has {seats} seats.",
    "unit_apart": "{person} and {other} must both stay together and be kept apart.",
    "unit_pins": "{person} and {other} must stay together, but are pinned to different groups in round {round}.",
    "units_many": "{units} clusters of at least {people} people must stay together, but only {room} fit in the groups.",
    "groups_few": "{person} travels {rounds} rounds, but there are only {groups} groups of other teams.",
    "apart_many": "{people} people must all be kept apart, but there are {groups} groups.",
}


@dataclass(frozen=True)
class Reason:
    """One impossibility: a key of `SENTENCES` and its values; rounds and groups count from one."""

    code: str
    values: dict[str, Any]

    def __str__(self) -> str:
        return SENTENCES[self.code].format(**self.values)


class Infeasible(Exception):
    """No deal obeys all the rules. `reasons` says why."""

    def __init__(self, reasons: list[Reason]) -> None:
        super().__init__(" ".join(map(str, reasons)))
        self.reasons = reasons


def require_feasible(instance: Instance) -> None:
    """Raise `Infeasible` with every contradiction that counting can show; only a search would find the others."""
    reasons = [*_frame(instance)] or [*_wishes(instance)]
    if reasons:
        raise Infeasible(reasons)


def _frame(instance: Instance) -> Iterator[Reason]:
    """Reasons about people, rounds and groups, and about pins to rounds or groups that do not exist."""
    name = [person.id for person in instance.people]
    if not instance.people:
        yield Reason("no_people", {})
    if instance.rounds < 1:
        yield Reason("no_rounds", {})
    if sum(instance.sizes) != len(instance.people):
        yield Reason("sizes", {"seats": sum(instance.sizes), "people": len(instance.people)})
    for number, size in enumerate(instance.sizes, 1):
        if size < 1:
            yield Reason("empty_group", {"group": number})
    for pin in instance.pins:
        if not 0 <= pin.round < instance.rounds:
            yield Reason("pin_round", {"person": name[pin.person], "round": pin.round + 1, "rounds": instance.rounds})
        if not 0 <= pin.group < len(instance.sizes):
            yield Reason(
                "pin_group", {"person": name[pin.person], "group": pin.group + 1, "groups": len(instance.sizes)}
            )


def _wishes(instance: Instance) -> Iterator[Reason]:
    """Contradictions between pins, people to keep together and people to keep apart."""
    name = [person.id for person in instance.people]
    places: dict[tuple[int, int], int] = {}
    for pin in instance.pins:
        if places.setdefault((pin.person, pin.round), pin.group) != pin.group:
            yield Reason("pin_twice", {"person": name[pin.person], "round": pin.round + 1})
    for unit in instance.units:
        if len(unit) > max(instance.sizes):
            yield Reason("unit_large", {"people": len(unit), "seats": max(instance.sizes)})
        for number in range(instance.rounds):
            pinned = [(places[i, number], i) for i in unit if (i, number) in places]
            if pinned and min(pinned)[0] != max(pinned)[0]:
                who = {"person": name[min(pinned)[1]], "other": name[max(pinned)[1]]}
                yield Reason("unit_pins", {**who, "round": number + 1})
        for i in unit:
            for j in instance.conflicts.get(i, set()).intersection(unit):
                if i < j:
                    yield Reason("unit_apart", {"person": name[i], "other": name[j]})
    for least in sorted({len(unit) for unit in instance.units}):
        room = sum(size // least for size in instance.sizes)
        units = sum(len(unit) >= least for unit in instance.units)
        if units > room:
            yield Reason("units_many", {"units": units, "people": least, "room": room})
    for i, person in enumerate(instance.people if instance.host_teams else ()):
        travels = sum(i not in pinned for pinned in instance.pinned)
        others = sum(team != person.team for team in instance.host_teams)
        if travels > others:
            yield Reason("groups_few", {"person": person.id, "rounds": travels, "groups": others})
            break
    for wish in instance.apart:
        if len(set(wish)) > len(instance.sizes):
            yield Reason("apart_many", {"people": len(set(wish)), "groups": len(instance.sizes)})
    for number, pinned_here in enumerate(instance.pinned):
        seated: dict[int, list[int]] = {}
        for i, group in pinned_here.items():
            seated.setdefault(group, []).append(i)
        for group, people in sorted(seated.items()):
            if len(people) > instance.sizes[group]:
                values = {"group": group + 1, "seats": instance.sizes[group], "people": len(people)}
                yield Reason("pin_crowd", {**values, "round": number + 1})
            for i in people:
                for j in instance.conflicts.get(i, set()).intersection(people):
                    if i < j:
                        yield Reason("pin_apart", {"person": name[i], "other": name[j], "round": number + 1})

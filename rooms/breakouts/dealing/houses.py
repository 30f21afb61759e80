"""Gluren bij de buren, the task: every team of two or more has a house; hosts stay in it, visitors go round.

Hosts are pins like any other. Half-way hosts and visitors swap, so that everybody travels; who is alone in a team has
no house and always travels.
"""

from collections.abc import Hashable, Mapping
from typing import Any

from rooms.breakouts.dealing.instance import Instance, Person, Pin


def gluren(
    people: tuple[Person, ...], rounds: int, *, hosts_per_house: int | None = None, swap: bool = True, **rest: Any
) -> Instance:
    """A gluren task for these people: who hosts when, and how many people each house holds.

    A house has `hosts_per_house` hosts, by default half an average team, and never more than half its own team.
    `sizes` says how many people each house holds in the first half; visitors per house differ by at most one.
    """
    teams: dict[Hashable, list[int]] = {}
    for i, person in enumerate(people):
        if person.team is not None:
            teams.setdefault(person.team, []).append(i)
    homes = {team: members for team, members in teams.items() if len(members) > 1}
    most = hosts_per_house or max(1, sum(map(len, homes.values())) // max(1, 2 * len(homes)))
    half = -(-rounds // 2) if swap else rounds
    pins = []
    for house, members in enumerate(homes.values()):
        hosts = min(most, len(members) // 2)
        for number in range(rounds):
            shift = members[:hosts] if number < half else members[hosts : 2 * hosts]
            pins += [Pin(i, number, house) for i in shift]
    return housed(people, rounds, tuple(homes), pins=tuple(pins), **rest)


def housed(
    people: tuple[Person, ...],
    rounds: int,
    houses: tuple[Hashable, ...],
    *,
    pins: tuple[Pin, ...],
    sizes: tuple[int, ...] | None = None,
    **rest: Any,
) -> Instance:
    """A gluren task whose hosts are known: whoever is pinned to the own house. Visitors are spread evenly."""
    if sizes is None:
        hosts = [len({pin.person for pin in pins if pin.round == 0 and pin.group == g}) for g in range(len(houses))]
        visitors = len(people) - sum(hosts)
        few, more = divmod(visitors, max(1, len(houses)))
        fewest = sorted(range(len(houses)), key=lambda g: hosts[g])[:more]
        sizes = tuple(n + few + (g in fewest) for g, n in enumerate(hosts))
    return Instance(people, rounds, sizes, pins=pins, mode="gluren", houses=houses, **rest)


def with_houses(
    task: dict[str, Any], data: Mapping[str, Any], swap: bool, hosts: set[int], pins: tuple[Pin, ...]
) -> Instance:
    """The task of a file: hosts by `pins`, with or without the teams' names; else by `host: true`; else chosen here."""
    people, rounds = task.pop("people"), task.pop("rounds")
    names = data.get("room_team", data.get("houses"))
    sizes = data.get("group_sizes")
    if pins and not names:
        lodged = {pin.group: people[pin.person].team for pin in pins if pin.round == 0}
        names = [lodged[g] for g in range(len(lodged))] if set(lodged) == set(range(len(sizes or lodged))) else None
    if hosts and not pins and not names:
        names = list(dict.fromkeys(people[i].team for i in sorted(hosts)))
    if names and hosts and not pins:
        house = {team: g for g, team in enumerate(names)}
        pins = tuple(Pin(i, r, house[people[i].team]) for i in sorted(hosts) for r in range(rounds))
    if names and pins:
        return housed(people, rounds, tuple(names), pins=pins, sizes=tuple(sizes) if sizes else None, **task)
    per_house = data.get("hosts_per_house")
    return gluren(people, rounds, hosts_per_house=per_house, swap=data.get("swap", swap) is True, **task)

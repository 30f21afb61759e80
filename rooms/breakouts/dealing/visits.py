"""Hosted visits, the task: every team of two or more has a group. Its hosts stay there, visitors go round.

Hosts are pins like any other. Half-way, hosts and visitors swap, so that everybody travels. A person who is alone in a
team has no group and always travels.
"""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from rooms.breakouts.dealing.instance import Instance, Person, Pin

NOBODY: Mapping[Any, Any] = MappingProxyType({})


def hosted_visits(
    people: tuple[Person, ...],
    rounds: int,
    *,
    hosts_per_group: int | None = None,
    swap: bool = True,
    placed: Mapping[tuple[int, int], Hashable] = NOBODY,
    **rest: Any,
) -> Instance:
    """A task of hosted visits for these people, with hosts pinned in each round and a size for each group.

    A group has `hosts_per_group` hosts, by default half an average team, and never more than half its own team.
    `sizes` gives the number of people in each group in the first half; visitors per group differ by at most one.
    `placed` maps (position, round) to the team with which a person was placed: they sit there, and host nowhere else.
    If that team has no group, the task cannot be dealt.
    """
    teams = host_teams_of(people)
    most = hosts_per_group or max(1, sum(map(len, teams.values())) // max(1, 2 * len(teams)))
    half = -(-rounds // 2) if swap else rounds
    put = {i for i, _round in placed}
    pins = []
    for group, members in enumerate(teams.values()):
        free = [i for i in members if i not in put]
        hosts = min(most, max(1, len(free) // 2))
        for number in range(rounds):
            shift = free[:hosts] if number < half else free[hosts : 2 * hosts] or free[:hosts]
            pins += [Pin(i, number, group) for i in shift]
    task = with_known_hosts(people, rounds, tuple(teams), pins=tuple(pins), **rest)
    if not placed:
        return task
    number_of = {team: group for group, team in enumerate(teams)}
    pins += [Pin(i, number, number_of.get(team, len(teams))) for (i, number), team in placed.items()]
    return replace(task, pins=tuple(pins), sizes=_with_room(task, pins))


def host_teams_of(people: tuple[Person, ...]) -> dict[Hashable, list[int]]:
    """The teams that have a group, with the positions of their people: every team of two or more."""
    teams: dict[Hashable, list[int]] = {}
    for i, person in enumerate(people):
        if person.team is not None:
            teams.setdefault(person.team, []).append(i)
    return {team: members for team, members in teams.items() if len(members) > 1}


def _with_room(task: Instance, pins: list[Pin]) -> tuple[int, ...]:
    """Sizes with room for everybody who is pinned, and none so large that only its own team could fill it."""
    groups = range(len(task.sizes))
    crowds = Counter((pin.round, pin.group) for pin in pins)
    pinned = {(pin.person, pin.round) for pin in pins}
    least = [max(crowds[number, group] for number in range(task.rounds)) for group in groups]
    most = [
        min(crowds[number, group] + _free_strangers(task, number, group, pinned) for number in range(task.rounds))
        for group in groups
    ]
    fitting = [max(few, min(size, many)) for size, few, many in zip(task.sizes, least, most, strict=True)]
    while (missing := len(task.people) - sum(fitting)) > 0:
        fitting[max(groups, key=lambda group: (most[group] - fitting[group], -fitting[group]))] += 1
    for _ in range(-missing):
        fitting[max(groups, key=lambda group: (fitting[group] - least[group], fitting[group]))] -= 1
    return tuple(fitting)


def _free_strangers(task: Instance, number: int, group: int, pinned: set[tuple[int, int]]) -> int:
    """How many people of other teams could visit a group in a round: those who are not pinned."""
    free = [person for i, person in enumerate(task.people) if (i, number) not in pinned]
    return sum(person.team is None or person.team != task.host_teams[group] for person in free)


def with_known_hosts(
    people: tuple[Person, ...],
    rounds: int,
    host_teams: tuple[Hashable, ...],
    *,
    pins: tuple[Pin, ...],
    sizes: tuple[int, ...] | None = None,
    **rest: Any,
) -> Instance:
    """A task with known hosts: the people who are pinned to their own team's group. Visitors are spread evenly."""
    if sizes is None:
        hosts = [len({pin.person for pin in pins if pin.round == 0 and pin.group == g}) for g in range(len(host_teams))]
        visitors = len(people) - sum(hosts)
        few, more = divmod(visitors, max(1, len(host_teams)))
        fewest = sorted(range(len(host_teams)), key=lambda g: hosts[g])[:more]
        sizes = tuple(n + few + (g in fewest) for g, n in enumerate(hosts))
    return Instance(people, rounds, sizes, pins=pins, mode="gluren", host_teams=host_teams, **rest)


def visits_from(
    task: dict[str, Any], data: Mapping[str, Any], swap: bool, hosts: set[int], pins: tuple[Pin, ...]
) -> Instance:
    """The task of a file. Hosts come from `pins`, otherwise from `host: true`; otherwise they are chosen here."""
    people, rounds = task.pop("people"), task.pop("rounds")
    names = named_teams(data)
    sizes = data.get("group_sizes")
    if pins and not names:
        lodged = {pin.group: people[pin.person].team for pin in pins if pin.round == 0}
        names = [lodged[g] for g in range(len(lodged))] if set(lodged) == set(range(len(sizes or lodged))) else None
    if hosts and not pins and not names:
        names = list(dict.fromkeys(people[i].team for i in sorted(hosts)))
    if names and hosts and not pins:
        group_of = {team: g for g, team in enumerate(names)}
        pins = tuple(Pin(i, r, group_of[people[i].team]) for i in sorted(hosts) for r in range(rounds))
    if names and pins:
        return with_known_hosts(people, rounds, tuple(names), pins=pins, sizes=tuple(sizes) if sizes else None, **task)
    return hosted_visits(people, rounds, hosts_per_group=most_hosts(data), swap=data.get("swap", swap) is True, **task)


def named_teams(data: Mapping[str, Any]) -> Any:
    """The team of each group as a file names them, unchecked; None: not named."""
    return data.get("room_team", data.get("houses"))


def most_hosts(data: Mapping[str, Any]) -> Any:
    """The most hosts in a group as a file says it, unchecked; older files say `hosts_per_house`. None: not said."""
    return data.get("hosts_per_group", data.get("hosts_per_house"))

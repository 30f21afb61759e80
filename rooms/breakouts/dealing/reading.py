"""Reading and writing a task in the file format (docs/dealing.md); an unreadable task is refused with a sentence."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from rooms.breakouts.dealing.instance import Id, Instance, Person, Pin, even_sizes, pairs_met
from rooms.breakouts.dealing.visits import most_hosts, named_teams, visits_from

MIX = {"mix", "mixen"}
HOSTED_VISITS = {"gluren", "host", "hosts", "host_visit", "host-visit", "visit"}


class Unreadable(ValueError):
    """The data is not a task; the message says where and why."""


def instance_from(data: Any) -> Instance:
    """Read a task. Unknown keys (a note, a name, bounds) are ignored. Raises `Unreadable`."""
    if not isinstance(data, Mapping):
        raise Unreadable("A task is an object with participants, rounds and group sizes.")
    people = tuple(
        person_from(item, f"Participant {at + 1}", at) for at, item in enumerate(_list(data, "participants", "people"))
    )
    place = {person.id: at for at, person in enumerate(people)}
    if len(place) != len(people):
        raise Unreadable("Two participants have the same id.")
    mode = data.get("mode") or "mix"
    if mode not in MIX | HOSTED_VISITS:
        raise Unreadable(f"The mode {mode!r} is not known: mix or gluren.")
    rounds = _number(data.get("rounds", 1), "rounds")
    required = data.get("required_roles") or ()
    if not isinstance(required, (list, tuple, dict)) or not all(isinstance(role, str) for role in required):
        raise Unreadable("required_roles is a list of names of roles.")
    met = pairs_met(_gatherings(data.get("history") or [], place))
    for item in data.get("met") or ():
        pair, times = _acquainted(item, place)
        met[pair] = met.get(pair, 0) + times
    task: dict[str, Any] = {
        "people": people,
        "rounds": rounds,
        "required_roles": tuple(dict.fromkeys(required)),
        "together": tuple(_places(wish, place, "keep_together") for wish in data.get("keep_together") or ()),
        "apart": tuple(_places(wish, place, "keep_apart") for wish in data.get("keep_apart") or ()),
        "met": met,
    }
    if mode in HOSTED_VISITS:
        _check_visits(data)
        hosts = {at for at, item in enumerate(_list(data, "participants", "people")) if _is_host(item)}
        return visits_from(task, data, mode == "gluren", hosts, tuple(_pins(data, place, rounds)))
    sizes = _sizes(data, len(people))
    return Instance(**task, sizes=sizes, pins=tuple(_pins(data, place, rounds)))


def instance_as_dict(instance: Instance) -> dict[str, Any]:
    """The task in the file format: reading it again gives the same task."""
    ids = [person.id for person in instance.people]
    answer: dict[str, Any] = {
        "mode": instance.mode,
        "rounds": instance.rounds,
        "group_sizes": list(instance.sizes),
        "groups": len(instance.sizes),
        "required_roles": list(instance.required_roles),
        "participants": [_as_dict(person) for person in instance.people],
        "keep_together": [[ids[i] for i in wish] for wish in instance.together],
        "keep_apart": [[ids[i] for i in wish] for wish in instance.apart],
        "pins": [{"person": ids[pin.person], "round": pin.round, "group": pin.group} for pin in instance.pins],
        "met": [[ids[i], ids[j], times] for (i, j), times in instance.met.items()],
    }
    if instance.host_teams:
        answer["room_team"] = list(instance.host_teams)
    return answer


def _as_dict(person: Person) -> dict[str, Any]:
    answer: dict[str, Any] = {"id": person.id, "team": person.team}
    if person.role is not None:
        answer["role"] = person.role
    if person.languages:
        answer["languages"] = sorted(person.languages)
    return answer


def person_from(item: Any, what: str, at: int = 0) -> Person:
    """Read one person; `what` begins the sentence of an error. Raises `Unreadable`."""
    if not isinstance(item, Mapping):
        raise Unreadable(f"{what} is not an object with id, team and role.")
    identity, team, role = item.get("id", at), item.get("team"), item.get("role")
    if not isinstance(identity, (int, str)) or isinstance(identity, bool):
        raise Unreadable(f"{what} has an id that is neither a number nor a text.")
    if isinstance(team, (list, dict)):
        raise Unreadable(f"{what} has a team that is neither a number nor a text.")
    if role is not None and not isinstance(role, str):
        raise Unreadable(f"{what} has a role that is not a text.")
    spoken = item.get("languages", item.get("language")) or ()
    languages = (spoken,) if isinstance(spoken, str) else tuple(spoken)
    return Person(identity, team, role, frozenset(languages))


def _check_visits(data: Mapping[str, Any]) -> None:
    """Check the keys of hosted visits alone: a team for each group, and the number of hosts. Raises `Unreadable`."""
    names, sizes = named_teams(data), data.get("group_sizes")
    if sizes is not None and not (isinstance(sizes, list) and all(isinstance(size, int) for size in sizes)):
        raise Unreadable("group_sizes is a list of numbers.")
    if names is not None and not (
        isinstance(names, list)
        and all(isinstance(name, (int, str)) for name in names)
        and len(set(names)) == len(names) == len(names if sizes is None else sizes)
    ):
        raise Unreadable("room_team names a team for each group, each team once.")
    if (most := most_hosts(data)) is not None:
        _number(most, "hosts_per_group")


def _is_host(item: Any) -> bool:
    return isinstance(item, Mapping) and item.get("host") is True


def _sizes(data: Mapping[str, Any], people: int) -> tuple[int, ...]:
    sizes = data.get("group_sizes")
    if sizes is not None:
        if not isinstance(sizes, list):
            raise Unreadable("group_sizes is a list of numbers.")
        return tuple(_number(size, "a group size") for size in sizes)
    groups, size = data.get("groups"), data.get("group_size", data.get("size"))
    if groups is None and size is None:
        raise Unreadable("Say how many groups there are, or how large they may be: group_sizes, groups or group_size.")
    return even_sizes(
        people,
        groups=None if groups is None else _number(groups, "groups"),
        size=None if size is None else _number(size, "group_size"),
    )


def _pins(data: Mapping[str, Any], place: Mapping[Id, int], rounds: int) -> Iterator[Pin]:
    """The pins; a pin without a round (or with null) counts for all rounds."""
    for item in data.get("pins") or ():
        if not isinstance(item, Mapping) or "person" not in item or "group" not in item:
            raise Unreadable("A pin is an object with person, round and group.")
        person = _at(item["person"], place, "A pin")
        group, number = _number(item["group"], "a pin's group"), item.get("round")
        for r in range(rounds) if number is None else (_number(number, "a pin's round"),):
            yield Pin(person, r, group)


def _gatherings(data: Any, place: Mapping[Id, int]) -> Iterable[list[int]]:
    """Earlier groups of ids at any depth: groups, rounds of groups, sessions of rounds. Unknown ids are left out."""
    if not isinstance(data, list):
        raise Unreadable("history is a list of earlier groups, each a list of ids.")
    if data and all(isinstance(item, list) for item in data):
        return chain.from_iterable(_gatherings(item, place) for item in data)
    if any(isinstance(item, (list, dict)) for item in data):
        raise Unreadable("history is a list of earlier groups, each a list of ids.")
    return [[place[item] for item in data if item in place]]


def _acquainted(item: Any, place: Mapping[Id, int]) -> tuple[tuple[int, int], int]:
    if not isinstance(item, list) or len(item) != 3:
        raise Unreadable("met is a list of [person, person, how often].")
    i, j = sorted((_at(item[0], place, "met"), _at(item[1], place, "met")))
    return (i, j), _number(item[2], "how often two people met")


def _places(wish: Any, place: Mapping[Id, int], what: str) -> tuple[int, ...]:
    if not isinstance(wish, list):
        raise Unreadable(f"{what} is a list of lists of ids.")
    return tuple(dict.fromkeys(_at(item, place, what) for item in wish))


def _at(item: Any, place: Mapping[Id, int], what: str) -> int:
    if not isinstance(item, Hashable) or item not in place:
        raise Unreadable(f"{what} names {item!r}, but no participant has that id.")
    return place[item]  # type: ignore[index]  # an id, or it would not be there


def _list(data: Mapping[str, Any], *names: str) -> list[Any]:
    for name in names:
        if isinstance(data.get(name), list):
            return list(data[name])
    raise Unreadable(f"{names[0]} is a list of people.")


def _number(value: Any, what: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Unreadable(f"{what[0].upper()}{what[1:]} must be a whole number of zero or more, not {value!r}.")
    return value

"""A plan with people who join and leave, in the file format of `manage.py deal --live`."""

from collections.abc import Mapping
from time import perf_counter
from typing import Any

from rooms.breakouts.dealing.instance import Person
from rooms.breakouts.dealing.moving.live import Seating
from rooms.breakouts.dealing.moving.mending import fewest_moves
from rooms.breakouts.dealing.proof.recount import Metrics, tally
from rooms.breakouts.dealing.reading import Unreadable, instance_from, person_from


def play(data: Any) -> dict[str, Any]:
    """Play all events, then repair once. Raises `Unreadable`.

    Returns the schedule (newcomers at the end, None for people who are not there), the moves in the running round, the
    metrics of all rounds, and the duration of an event in microseconds.
    """
    if not isinstance(data, Mapping) or not isinstance(data.get("events"), list):
        raise Unreadable("A stream is an object with instance, schedule, running_round, band and events.")
    seating, times = _seating(data), []
    for event in data["events"]:
        action, person = _event(event)
        began = perf_counter()
        if action == "leave":
            seating.leave(person.id)
        else:
            seating.join(person)
        times.append((perf_counter() - began) * 1e6)
    r = seating.running
    plan = fewest_moves([len(group) for group in seating.groups[r]], *seating.band)
    moves = seating.repair()
    low, high = seating.band
    rounds = [[sorted(group) for group in groups] for groups in seating.groups]
    outside = sum(bool(group) and not low <= len(group) <= high for groups in rounds[r:] for group in groups)
    metrics = Metrics(outside, *tally(seating.present(), rounds)).as_dict()
    return {
        "schedule": seating.rows,
        "participants": [person.id for person in seating.people],
        "moves": sum(move.round == r for move in moves),
        "moves_bound": 0 if plan is None else plan.moves,
        "moved": [
            {"person": move.person, "round": move.round, "from": move.origin, "to": move.target} for move in moves
        ],
        "metrics": metrics,
        "microseconds": {"p50": _share(times, 0.5), "p99": _share(times, 0.99)},
    }


def _seating(data: Mapping[str, Any]) -> Seating:
    instance = instance_from(data.get("instance"))
    schedule, running, band = data.get("schedule"), data.get("running_round", 0), data.get("band")
    groups = range(len(instance.sizes))
    if not isinstance(schedule, list) or not all(
        isinstance(row, list) and len(row) == len(instance.people) and all(g is None or g in groups for g in row)
        for row in schedule
    ):
        raise Unreadable("schedule says for each round, for each participant, a group that is there.")
    if not isinstance(running, int) or not 0 <= running < len(schedule):
        raise Unreadable("running_round is one of the rounds of the schedule, counted from 0.")
    if not (
        isinstance(band, list) and len(band) == 2 and all(isinstance(n, int) for n in band) and 0 < band[0] <= band[1]
    ):
        raise Unreadable("band is the smallest and the largest size of a group.")
    return Seating(instance, schedule, running, (band[0], band[1]))


def _event(event: Any) -> tuple[str, Person]:
    if not isinstance(event, Mapping) or event.get("type") not in ("join", "leave") or event.get("person") is None:
        raise Unreadable("An event is an object with a type (join or leave) and a person.")
    return event["type"], person_from({**event, "id": event["person"]}, "An event")


def _share(times: list[float], share: float) -> float:
    return round(sorted(times)[min(len(times) - 1, int(share * len(times)))], 1) if times else 0.0

"""From a plan to a question about numbers, and from its answer back to people."""

import random
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from livesessions.programme.models import Participant

from .models import Plan, Seat

SECONDS = 5
"""How long a division may take."""


@dataclass(frozen=True, slots=True)
class Question:
    """Who is to be divided over how many houses, in which rounds; `pins` by round and person hold house numbers."""

    people: list[Participant]
    rounds: list[int]
    houses: int
    pins: dict[tuple[int, UUID], int]
    seed: int


@dataclass(frozen=True, slots=True)
class Division:
    """An answer: house numbers by round and person, and the proof sheet; or a sentence why there is none."""

    seats: dict[int, dict[UUID, int]] = field(default_factory=dict)
    proof: dict[str, Any] = field(default_factory=dict)
    failure: str = ""


def question_for(plan: Plan, here: set[UUID]) -> Question:
    """What is to be thought about for `plan`: those who are here, and those who were put somewhere by hand."""
    rounds = list(plan.rounds.filter(sent_at=None).values_list("pk", flat=True))
    pinned = Seat.objects.filter(round__in=rounds, pinned_at__isnull=False, house__isnull=False)
    pins = {(r, p): number for r, p, number in pinned.values_list("round_id", "participant_id", "house__number")}
    wanted = here | {person for _round, person in pins}
    people = Participant.objects.filter(pk__in=wanted, programme__sessions__room=plan.room_id).select_related("team")
    return Question(
        people=sorted(people, key=lambda each: (each.team_id or 0, each.pk)),
        rounds=rounds,
        houses=plan.houses,
        pins=pins,
        seed=plan.seed or 0,
    )


def divide(question: Question) -> Division:
    """By lot: a shuffle, and the smallest house gets the next person."""
    lots = random.Random(question.seed)  # noqa: S311  (the same seed gives the same division)
    seats: dict[int, dict[UUID, int]] = {}
    for number in question.rounds:
        sizes = dict.fromkeys(range(1, question.houses + 1), 0)
        taken = {person: house for (round_, person), house in question.pins.items() if round_ == number}
        for house in taken.values():
            sizes[house] += 1
        free = [each.pk for each in question.people if each.pk not in taken]
        lots.shuffle(free)
        for person in free:
            house = min(sizes, key=lambda each: (sizes[each], each))
            sizes[house] += 1
            taken[person] = house
        seats[number] = taken
    return Division(seats=seats)

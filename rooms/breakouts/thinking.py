"""From a plan to a dealing task about numbers, and from its answer back to people and houses."""

import random
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import Count, F
from django.utils.translation import gettext as _

from livesessions.programme.models import Participant

from .dealing import Infeasible, Instance, Person, Pin, ProofSheet, Schedule, even_sizes, gluren, pairs_met, prove
from .dealing.houses import homes_of
from .dealing.worker import TooLate, solve_apart
from .history import gatherings_of, last_seats
from .models import House, Plan, Seat, Way
from .reasons import sentence_for

SECONDS = 2.0
"""How long thinking may take; the process gets a few more to start and to answer."""
BOTH_SIDES = ("uitvoering", "beleid")


@dataclass(frozen=True, slots=True)
class Question:
    """Who is to be divided, over which rounds (keys), and the task that says so in numbers."""

    way: str
    people: list[Participant]
    rounds: list[int]
    instance: Instance
    seed: int
    before: dict[UUID, int] = field(default_factory=dict)
    """House numbers of the last time, for going where one was."""


@dataclass(frozen=True, slots=True)
class Division:
    """An answer: house numbers by round and person, the team (key, name) of each house if they have one, and the
    proof sheet; or a sentence why there is none.
    """

    seats: dict[int, dict[UUID, int]] = field(default_factory=dict)
    homes: list[tuple[int, str]] = field(default_factory=list)
    proof: dict[str, Any] = field(default_factory=dict)
    failure: str = ""


def question_for(plan: Plan, here: set[UUID]) -> Question:
    """What is to be thought about for `plan`: those who are here, and those who were put somewhere by hand.

    Where everybody chooses, who chose stays there.
    """
    rounds = list(plan.rounds.filter(sent_at=None).values_list("pk", flat=True))
    seats = Seat.objects.filter(round__in=rounds, house__isnull=False)
    if plan.way != Way.CHOICE:
        seats = seats.filter(pinned_at__isnull=False)
    pinned = list(seats.values_list("participant_id", "round_id", "house__number"))
    wanted = here | {person for person, _round, _house in pinned}
    found = Participant.objects.filter(pk__in=wanted, programme__sessions__room=plan.room_id).select_related("team")
    hosted = _hosted(plan) if plan.way == Way.GLUREN else {}
    people = sorted(found, key=lambda each: (each.team_id or 0, hosted.get(each.pk, 0), each.pk))
    place = {person.pk: i for i, person in enumerate(people)}
    known = tuple(Person(person.pk.hex, person.team_id, person.role) for person in people)
    task: dict[str, Any] = {
        "required_roles": BOTH_SIDES if plan.both_sides else (),
        "met": pairs_met([[place[p] for p in group if p in place] for group in gatherings_of(plan.room)]),
    }
    number = {pk: i for i, pk in enumerate(rounds)}
    if plan.way == Way.GLUREN:
        whose: Mapping[int, Hashable] = _teams(rounds) or dict(enumerate([*homes_of(known)], 1))
        placed = {(place[p], number[r]): whose.get(house) for p, r, house in pinned if p in place}
        instance = gluren(known, len(rounds), placed=placed, **task)
    else:
        sizes = even_sizes(len(people), groups=min(plan.houses, max(1, len(people))))
        pins = tuple(Pin(place[p], number[r], house - 1) for p, r, house in pinned if p in place)
        instance = Instance(known, len(rounds), _fitting(sizes, pins, plan.houses), pins=pins, **task)
    before = last_seats(plan) if plan.way == Way.AGAIN else {}
    return Question(plan.way, people, rounds, instance, plan.seed or 0, before)


def _hosted(plan: Plan) -> dict[UUID, int]:
    """How often people stayed at home in the rounds that were: who did not yet, hosts first."""
    seats = Seat.objects.filter(round__plan=plan, round__sent_at__isnull=False, house__team=F("participant__team"))
    return dict(seats.order_by().values("participant").annotate(times=Count("pk")).values_list("participant", "times"))


def _teams(rounds: list[int]) -> dict[int, int]:
    """In gluren: whose house each number is, in the rounds to come; empty before people were divided."""
    houses = House.objects.filter(round__in=rounds[:1], team__isnull=False)
    return dict(houses.values_list("number", "team"))


def _fitting(sizes: tuple[int, ...], pins: tuple[Pin, ...], houses: int) -> tuple[int, ...]:
    """Sizes that have room for who was put somewhere by hand: a house with many of them is larger, others smaller."""
    crowd: dict[tuple[int, int], int] = defaultdict(int)
    for pin in pins:
        crowd[pin.round, pin.group] += 1
    least = [max((n for (_r, g), n in crowd.items() if g == group), default=0) for group in range(houses)]
    if all(n <= size for n, size in zip(least, sizes + (0,) * (houses - len(sizes)), strict=True)):
        return sizes
    people, fitting = sum(sizes), list(least)
    while sum(fitting) < people:
        smallest = min(range(houses), key=lambda group: (fitting[group], group))
        fitting[smallest] += 1
    return tuple(fitting[: max(i for i, size in enumerate(fitting, 1) if size)])


def divide(question: Question) -> Division:
    """Think: in a process of its own where there is something to think about."""
    instance = question.instance
    names = {person.pk.hex: str(person) for person in question.people}
    try:
        if question.way in (Way.MIX, Way.GLUREN):
            deal = solve_apart(instance, seconds=SECONDS, seed=question.seed)
            schedule, proof = deal.schedule, deal.proof
        else:
            schedule = _by_lot(question)
            proof = _proof_of(instance, schedule)
    except Infeasible as impossible:
        return Division(failure=" ".join(sentence_for(reason, names) for reason in impossible.reasons))
    except TooLate:
        return Division(failure=_("That took too long. Try fewer rounds, or fewer people put by hand."))
    teams = {person.team_id: person.team.name for person in question.people if person.team}
    return Division(
        seats=_seats(question, schedule),
        homes=[(int(str(team)), teams[int(str(team))]) for team in instance.houses],
        proof=_sheet(proof),
    )


def recount(plan: Plan) -> dict[str, Any]:
    """The proof sheet of the rounds to come as people sit now; empty when there is nothing to count."""
    seats = _seated(plan)
    question = question_for(plan, set(seats))
    row_of = [[seats.get(person.pk, {}).get(round_) for person in question.people] for round_ in question.rounds]
    schedule = [[house - 1 for house in row if house] for row in row_of]
    if not schedule or any(len(row) < len(question.people) for row in schedule):
        return {}
    if plan.way == Way.GLUREN:
        return _visits(question, schedule)
    return _sheet(_proof_of(question.instance, schedule))


def _visits(question: Question, schedule: Schedule) -> dict[str, Any]:
    """The proof sheet of gluren: whoever sits in their own team's house hosts it."""
    whose, teams = _teams(question.rounds), [person.team_id for person in question.people]
    if not schedule or set(range(1, max(map(max, schedule)) + 2)) - set(whose):
        return {}
    houses = tuple(whose[number] for number in sorted(whose))
    at_home = [
        Pin(i, r, group) for r, row in enumerate(schedule) for i, group in enumerate(row) if houses[group] == teams[i]
    ]
    by_hand = [pin for pin in question.instance.pins if not question.instance.hosts(pin.round, pin.group)]
    pins = tuple(dict.fromkeys([*at_home, *by_hand]))
    sizes = tuple(schedule[0].count(group) for group in range(len(houses)))
    return _sheet(prove(replace(question.instance, pins=pins, houses=houses, sizes=sizes), schedule))


def _seated(plan: Plan) -> dict[UUID, dict[int, int]]:
    """House numbers by person and round, of the rounds to come."""
    found: dict[UUID, dict[int, int]] = defaultdict(dict)
    seats = Seat.objects.filter(round__plan=plan, round__sent_at=None, house__isnull=False)
    for person, round_, house in seats.values_list("participant_id", "round_id", "house__number"):
        found[person][round_] = house
    return found


def _proof_of(instance: Instance, schedule: Schedule) -> ProofSheet:
    sizes = tuple(schedule[0].count(group) for group in range(max(map(max, schedule)) + 1))
    return prove(replace(instance, sizes=sizes), schedule)


def _seats(question: Question, schedule: Schedule) -> dict[int, dict[UUID, int]]:
    return {
        round_: {person.pk: group + 1 for person, group in zip(question.people, row, strict=True)}
        for round_, row in zip(question.rounds, schedule, strict=True)
    }


def _by_lot(question: Question) -> Schedule:
    """Who is pinned sits there, who was somewhere last time goes there, the others draw lots for what is left."""
    lots = random.Random(question.seed)  # noqa: S311  (the same seed gives the same division)
    instance = question.instance
    schedule: Schedule = []
    for number in range(instance.rounds):
        row = {i: house - 1 for i, p in enumerate(question.people) if (house := question.before.get(p.pk))}
        row |= instance.pinned[number]
        taken = [sum(group == seat for seat in row.values()) for group in range(len(instance.sizes))]
        seats = [g for g, size in enumerate(instance.sizes) for _ in range(max(0, size - taken[g]))]
        rest = [i for i in range(len(question.people)) if i not in row]
        lots.shuffle(rest)
        row |= dict(zip(rest, _even(seats, len(rest), len(instance.sizes)), strict=True))
        schedule.append([row[i] for i in range(len(question.people))])
    return schedule


def _even(seats: list[int], people: int, groups: int) -> Iterable[int]:
    """A group for each of so many people: the free seats, and when they are too few, all groups in turn."""
    return [seats[i] if i < len(seats) else i % groups for i in range(people)]


def _sheet(proof: ProofSheet) -> dict[str, Any]:
    lines = [
        {"name": line.name, "value": line.value, "bound": line.bound, "proven": line.proven}
        for line in (*proof.lines, *proof.extra)
    ]
    return {"lines": lines}

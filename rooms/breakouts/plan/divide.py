"""From a plan to a dealing task about numbers, and from its answer back to people and groups."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Min
from django.utils.translation import gettext as _

from livesessions.programme.models import Participant

from ..dealing import (
    Infeasible,
    Instance,
    Line,
    Person,
    Pin,
    ProofSheet,
    Schedule,
    even_sizes,
    pairs_met,
    sizes_with_room,
)
from ..dealing.lots import by_lot
from ..dealing.proof.answer_sheet import prove_answers
from ..dealing.proof.seated import Seats, prove_as_seated
from ..dealing.search.answers import by_answers
from ..dealing.visits import host_teams_of, hosted_visits
from ..dealing.worker import Broken, TooLate, solve_apart
from ..models import BY_ANSWERS, Deal, Group, Plan, Round, Seat, Way
from .answer_sources import answer_groups_of, gone
from .history import gatherings_of, last_seats, times_hosted
from .infeasible import sentence_for

SECONDS = 2.0
"""How long a search may take; its process gets a few seconds more to start and to answer."""
MIXING = (Way.MIX, Way.VISITS)
"""The ways that search for who sits with whom."""
ASKED_OF_MIXING = ("same_team", "repeats", "coincidences", "met_teams")
"""The objectives that only these ways are asked to reach."""
ALONE = 2
"""The fewest people in a group, unless the host sent out smaller groups."""


@dataclass(frozen=True, slots=True)
class DealTask:
    """A task: the people, the rounds (keys), and the same in numbers (`instance`)."""

    way: str
    people: list[Participant]
    rounds: list[int]
    instance: Instance
    seed: int
    wished: bool = False
    """Whether somebody was put by hand, or chose: then the task has wishes, which can fail."""
    before: dict[UUID, int] = field(default_factory=dict)
    """The group number of each person the last time, for the way in which people return to their group."""
    answer_groups: dict[UUID, int] | None = None
    """A number for each person who answered; equal answers have equal numbers. None: not asked, or forgotten."""

    @property
    def alike(self) -> bool:
        """Whether people who answered the same sit together; otherwise people who answered differently do."""
        return self.way == Way.ALIKE

    @property
    def answers(self) -> list[int | None]:
        """The answer group of each person, None for a person who did not answer."""
        return [(self.answer_groups or {}).get(person.pk) for person in self.people]


@dataclass(frozen=True, slots=True)
class Division:
    """An answer: group numbers by round and person, the team (key, name) of each group if they have one, and the
    proof sheet; or a sentence why there is none.
    """

    seats: dict[int, dict[UUID, int]] = field(default_factory=dict)
    host_teams: list[tuple[int, str]] = field(default_factory=list)
    proof: dict[str, Any] = field(default_factory=dict)
    failure: str = ""


def task_for(plan: Plan, here: set[UUID], rounds: Sequence[int] = (), seed: int = 0) -> DealTask:
    """The task of dividing people over `plan`. People who chose a group stay there.

    It has the people who are `here` and those who were put by hand, over the rounds that have not gone out; with
    `rounds` (keys) only the people who are here, over these rounds.
    """
    only_here = bool(rounds)
    rounds = list(rounds or plan.rounds.filter(sent_at=None).values_list("pk", flat=True))
    seats = Seat.objects.filter(round__in=rounds, group__isnull=False)
    if plan.way != Way.CHOICE:
        seats = seats.filter(pinned_at__isnull=False)
    if only_here:
        seats = seats.filter(participant__in=here)
    pinned = list(seats.values_list("participant_id", "round_id", "group__number"))
    wanted = here | {person for person, _round, _group in pinned}
    found = Participant.objects.filter(pk__in=wanted, programme__sessions__room=plan.room_id).select_related("team")
    hosted = times_hosted(plan) if plan.way == Way.VISITS else {}
    people = sorted(found, key=lambda each: (each.team_id or 0, hosted.get(each.pk, 0), each.pk))
    place = {person.pk: i for i, person in enumerate(people)}
    known = tuple(Person(person.pk.hex, person.team_id, person.role) for person in people)
    more: dict[str, Any] = {
        "required_roles": plan.required_roles,
        "met": pairs_met([[place[p] for p in group if p in place] for group in gatherings_of(plan.room, rounds)]),
    }
    number = {pk: i for i, pk in enumerate(rounds)}
    if plan.way == Way.VISITS:
        whose: Mapping[int, Hashable] = _teams(rounds) or dict(enumerate([*host_teams_of(known)], 1))
        placed = {(place[p], number[r]): whose.get(group) for p, r, group in pinned if p in place}
        instance = hosted_visits(known, len(rounds), placed=placed, **more)
    else:
        sizes = even_sizes(len(people), groups=min(plan.groups, max(1, len(people) // _fewest(plan))))
        pins = tuple(Pin(place[p], number[r], group - 1) for p, r, group in pinned if p in place)
        instance = Instance(known, len(rounds), sizes_with_room(sizes, pins, plan.groups), pins=pins, **more)
    before = last_seats(plan) if plan.way == Way.AGAIN else {}
    answer_groups = answer_groups_of(plan, [person.pk for person in people]) if plan.way in BY_ANSWERS else None
    return DealTask(plan.way, people, rounds, instance, seed, bool(pinned), before, answer_groups)


def _fewest(plan: Plan) -> int:
    """The fewest people in a group. Dividing again leaves nobody alone, unless groups of one were sent out."""
    sent = plan.rounds.filter(sent_at__isnull=False).aggregate(smallest=Min("smallest"))["smallest"]
    return 1 if sent is None else max(1, min(ALONE, sent))


def _teams(rounds: list[int]) -> dict[int, int]:
    """Hosted visits: the team that hosts each group in the coming rounds; empty before people were divided."""
    groups = Group.objects.filter(round__in=rounds[:1], team__isnull=False)
    return dict(groups.values_list("number", "team"))


def divide(task: DealTask) -> Division:
    """Divide people: in a process of its own where a search is needed."""
    instance = task.instance
    names = {person.pk.hex: str(person) for person in task.people}
    try:
        if task.way in MIXING:
            solution = solve_apart(instance, seconds=SECONDS, seed=task.seed)
            schedule, proof = solution.schedule, solution.proof
            if task.way == Way.VISITS:
                proof = _with_all_hosts(task, schedule, proof)
        elif task.way in BY_ANSWERS:
            if task.answer_groups is None:
                return Division(failure=gone().sentence)
            schedule = by_answers(instance, task.answers, alike=task.alike, seed=task.seed)
            rows = [dict(enumerate(row)) for row in schedule]
            proof = _by_answers_as_seated(task, rows, by_hand=bool(instance.pins))
        else:
            before = {i: group - 1 for i, p in enumerate(task.people) if (group := task.before.get(p.pk))}
            schedule = by_lot(instance, seed=task.seed, before=before)
            proof = prove_as_seated(instance, [dict(enumerate(row)) for row in schedule])
    except Infeasible as impossible:
        return Division(failure=" ".join(sentence_for(reason, names) for reason in impossible.reasons))
    except TooLate:
        return Division(failure=_("That took too long. Try fewer rounds, or fewer people put by hand."))
    except Broken:
        return Division(failure=_("Dividing people broke off. Nothing was changed. Try it again."))
    teams = {person.team_id: person.team.name for person in task.people if person.team}
    return Division(
        seats=_seats(task, schedule),
        host_teams=[(int(str(team)), teams[int(str(team))]) for team in instance.host_teams],
        proof=_sheet(task, proof),
    )


def recount(deal: Deal) -> dict[str, Any]:
    """The proof sheet of the rounds of `deal`, as people sit or sat when they were called back; empty if nobody did."""
    plan, rounds = deal.plan, list(deal.rounds.values_list("pk", flat=True))
    seats: dict[int, dict[UUID, tuple[int, int | None]]] = {pk: {} for pk in rounds}
    found = Seat.objects.filter(round__in=rounds, group__isnull=False, stays="")
    for round_, person, group, team in found.values_list("round", "participant", "group__number", "group__team"):
        seats[round_][person] = (group, team)
    if not any(seats.values()):
        return {}
    task = task_for(plan, {person for row in seats.values() for person in row}, rounds)
    return _as_seated(plan, task, [seats[pk] for pk in rounds])


def _as_seated(plan: Plan, task: DealTask, seats: list[dict[UUID, tuple[int, int | None]]]) -> dict[str, Any]:
    """Count the seats. In hosted visits people who sit with their own team host, and a group is known by its team."""
    if plan.way != Way.VISITS:
        rows = [{i: own[person.pk][0] - 1 for i, person in enumerate(task.people) if person.pk in own} for own in seats]
        if plan.way in BY_ANSWERS:
            return _sheet(task, _by_answers_as_seated(task, rows, by_hand=True))
        return _sheet(task, prove_as_seated(task.instance, rows))
    host_teams = tuple(
        dict.fromkeys(team for own in seats for _number, team in sorted(own.values(), key=itemgetter(0)))
    )
    if None in host_teams:
        return {}
    at = {team: group for group, team in enumerate(host_teams)}
    rows = [{i: at[own[person.pk][1]] for i, person in enumerate(task.people) if person.pk in own} for own in seats]
    return _sheet(task, _with_hosts(task, rows, host_teams))


def _with_hosts(task: DealTask, rows: Sequence[Seats], host_teams: tuple[Hashable, ...]) -> ProofSheet:
    teams = [person.team_id for person in task.people]
    pins = [Pin(i, r, g) for r, row in enumerate(rows) for i, g in row.items() if host_teams[g] == teams[i]]
    instance = replace(task.instance, pins=tuple(pins), host_teams=host_teams)
    return prove_as_seated(instance, rows, wished=task.wished)


def _with_all_hosts(task: DealTask, schedule: Schedule, proof: ProofSheet) -> ProofSheet:
    """The sheet of a search; where somebody found no group to visit and stays at home, they host like the others."""
    at_home = any(line.value for line in proof.extra if line.name == "own_group")
    return _with_hosts(task, [dict(enumerate(row)) for row in schedule], task.instance.host_teams) if at_home else proof


def _by_answers_as_seated(task: DealTask, rows: Sequence[Seats], *, by_hand: bool) -> ProofSheet:
    """A sheet by answers; it says nothing about answers that are gone.

    Nor does it where different answers sit together and somebody was put `by_hand`: a host could move one person, read
    the sheet, and find out who answered the same.
    """
    hidden = task.answer_groups is None or (by_hand and not task.alike)
    return prove_answers(task.instance, None if hidden else task.answers, rows, alike=task.alike)


def _seats(task: DealTask, schedule: Schedule) -> dict[int, dict[UUID, int]]:
    return {
        round_: {person.pk: group + 1 for person, group in zip(task.people, row, strict=True)}
        for round_, row in zip(task.rounds, schedule, strict=True)
    }


def _sheet(task: DealTask, proof: ProofSheet) -> dict[str, Any]:
    """A proof sheet as it is kept: its lines, the rounds (numbers), the number of people, and whether teams host."""
    lines = [line for each in (*proof.lines, *proof.extra) if (line := _line(task, each))]
    rounds = Round.objects.filter(pk__in=task.rounds).values_list("number", flat=True)
    hosts = task.way == Way.VISITS
    return {"lines": lines, "rounds": list(rounds), "people": len(task.people), "hosts": hosts}


def _line(task: DealTask, line: Line) -> dict[str, Any] | None:
    """A line as it is kept; None for wishes that nobody had.

    A way that does not search is not compared with what a search could reach: colleagues, repeats and teams met are
    then plain counts without a bound. So is everything where people choose their group.
    """
    if line.name == "hard" and not line.value and not task.wished:
        return None
    count = {"name": line.name, "value": line.value}
    chosen = task.way == Way.CHOICE and line.name != "hard"
    if chosen or (line.name in ASKED_OF_MIXING and task.way not in MIXING):
        return {**count, "bound": None, "proven": False}
    return {**count, "bound": line.bound, "proven": line.proven}

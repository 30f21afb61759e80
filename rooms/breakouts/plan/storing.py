"""The answer to a wish is written down: who sits where, and the proof sheet; or why there is none."""

from django.utils import timezone
from django.utils.translation import gettext as _

from rooms.live.commands.background import changing

from ..deals import OPEN
from ..locking import step, take
from ..models import Deal, House, Plan, Round, Seat
from ..touching import touch_street
from .divide import Division


def store(wish: Deal, division: Division) -> None:
    """Write a division down, unless the wish has its answer, or the plan changed since it was asked for."""
    plan, now = wish.plan, timezone.now()
    with changing() as changes:
        take(plan.room)
        mine = Deal.objects.filter(OPEN, pk=wish.pk, plan__ended_at=None)
        failure = division.failure
        if not failure and not Plan.objects.filter(pk=plan.pk, version=wish.version).exists():
            failure = _("The plan changed while people were being divided.")
        if failure:
            answered = mine.update(failed_at=now, failure=failure[:300], people=[])
        else:
            sheet = {"proof": division.proof, "sheet": division.proof}
            answered = mine.update(answered_at=now, people=[], **sheet)
        if not answered:
            return
        step(plan)
        if not failure:
            _write(wish, division)
        touch_street(plan.room, changes)


def _write(wish: Deal, division: Division) -> None:
    """The houses, seats and rounds of a division."""
    if division.homes:
        _name_houses(wish.plan, division.homes)
    _seat(division)
    if division.homes:
        House.objects.filter(round__in=division.seats, number__gt=len(division.homes)).delete()
    Round.objects.filter(pk__in=division.seats, sent_at=None).update(deal=wish)


def _name_houses(plan: Plan, homes: list[tuple[int, str]]) -> None:
    """A house for every team, in the rounds that have not gone out."""
    for waiting in plan.rounds.filter(sent_at=None):
        House.objects.bulk_create(
            [House(round=waiting, number=number, task=plan.task) for number in range(1, len(homes) + 1)],
            ignore_conflicts=True,
        )
        for number, (team, name) in enumerate(homes, 1):
            of_another = House.objects.filter(round=waiting, number=number).exclude(team=team)
            of_another.update(team=team, name=name)
    Plan.objects.filter(pk=plan.pk).update(houses=len(homes))


def _seat(division: Division) -> None:
    """The seats of the rounds that were divided; who was put by hand keeps theirs.

    In gluren they were put with a team, whose house may have another number by now.
    """
    for number, seats in division.seats.items():
        waiting = Round.objects.filter(pk=number, sent_at=None).first()
        if waiting is None:
            continue
        Seat.objects.filter(round=waiting, pinned_at=None).delete()
        pinned = dict(Seat.objects.filter(round=waiting).values_list("participant_id", "house"))
        houses = dict(House.objects.filter(round=waiting).values_list("number", "pk"))
        Seat.objects.bulk_create(
            Seat(round=waiting, participant_id=person, house_id=houses[house])
            for person, house in seats.items()
            if person not in pinned
        )
        for person in pinned.keys() & seats.keys():
            if pinned[person] != (house := houses[seats[person]]):
                Seat.objects.filter(round=waiting, participant=person).update(house=house)

"""Writing down the answer to a deal: the seats and the proof sheet, or the reason why there is none."""

from django.utils import timezone
from django.utils.translation import gettext as _

from rooms.live.commands.background import changing

from ..deals import OPEN
from ..locking import step, take
from ..models import Deal, Group, Plan, Round, Seat
from ..touching import touch_street
from .divide import Division


def store(deal: Deal, division: Division) -> None:
    """Write a division down, unless the deal has an answer, or the plan changed since it was asked for."""
    plan, now = deal.plan, timezone.now()
    with changing() as changes:
        take(plan.room)
        waiting = Deal.objects.filter(OPEN, pk=deal.pk, plan__ended_at=None)
        failure = division.failure
        if not failure and not Plan.objects.filter(pk=plan.pk, version=deal.version).exists():
            failure = _("The plan changed while people were being divided.")
        if failure:
            answered = waiting.update(failed_at=now, failure=failure[:300], people=[])
        else:
            sheet = {"proof": division.proof, "sheet": division.proof}
            answered = waiting.update(answered_at=now, people=[], **sheet)
        if not answered:
            return
        step(plan)
        if not failure:
            _write(deal, division)
        touch_street(plan.room, changes)


def _write(deal: Deal, division: Division) -> None:
    """The groups, seats and rounds of a division."""
    if division.host_teams:
        _give_teams_groups(deal.plan, division.host_teams)
    _seat(division)
    if division.host_teams:
        Group.objects.filter(round__in=division.seats, number__gt=len(division.host_teams)).delete()
    Round.objects.filter(pk__in=division.seats, sent_at=None).update(deal=deal)


def _give_teams_groups(plan: Plan, host_teams: list[tuple[int, str]]) -> None:
    """A group at every team, in the rounds that have not gone out."""
    for waiting in plan.rounds.filter(sent_at=None):
        Group.objects.bulk_create(
            [Group(round=waiting, number=number, task=plan.task) for number in range(1, len(host_teams) + 1)],
            ignore_conflicts=True,
        )
        for number, (team, name) in enumerate(host_teams, 1):
            of_another = Group.objects.filter(round=waiting, number=number).exclude(team=team)
            of_another.update(team=team, name=name)
    Plan.objects.filter(pk=plan.pk).update(groups=len(host_teams))


def _seat(division: Division) -> None:
    """The seats of the rounds that were divided; who was put by hand keeps theirs.

    In hosted visits they were put with a team, whose group may have another number by now.
    """
    for number, seats in division.seats.items():
        waiting = Round.objects.filter(pk=number, sent_at=None).first()
        if waiting is None:
            continue
        Seat.objects.filter(round=waiting, pinned_at=None).delete()
        pinned = dict(Seat.objects.filter(round=waiting).values_list("participant_id", "group"))
        groups = dict(Group.objects.filter(round=waiting).values_list("number", "pk"))
        Seat.objects.bulk_create(
            Seat(round=waiting, participant_id=person, group_id=groups[group])
            for person, group in seats.items()
            if person not in pinned
        )
        for person in pinned.keys() & seats.keys():
            if pinned[person] != (group := groups[seats[person]]):
                Seat.objects.filter(round=waiting, participant=person).update(group=group)

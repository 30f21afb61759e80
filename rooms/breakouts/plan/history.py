"""Earlier meetings: the seats of rounds that went out, in all sessions of the programme."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, F

from rooms.live.models import Room

from ..models import Plan, Round, Seat


def gatherings_of(room: Room, before: Collection[int] = ()) -> list[list[UUID]]:
    """The groups of all rounds of the room's programme that went out, except the rounds in `before` (keys); one query.

    People who stayed in the plenary room met nobody; neither did people who never came.
    """
    seats = (
        Seat.objects.filter(round__plan__room__session__programme__sessions__room=room.pk)
        .filter(round__sent_at__isnull=False, group__isnull=False, stays="", came=True)
        .exclude(round__in=before)
        .order_by("group", "pk")
    )
    groups: dict[int, list[UUID]] = defaultdict(list)
    for group, person in seats.values_list("group_id", "participant_id"):
        groups[group or 0].append(person)
    return list(groups.values())


def last_round(room: Room) -> Round | None:
    """The newest round of the room's programme that went out, with its plan."""
    programme = Round.objects.filter(plan__room__session__programme__sessions__room=room.pk, sent_at__isnull=False)
    return programme.select_related("plan").order_by("sent_at").last()


def last_seats(plan: Plan) -> dict[UUID, int]:
    """The group number of each person in the programme's newest round that went out."""
    last = last_round(plan.room)
    if last is None:
        return {}
    seats = Seat.objects.filter(round=last, group__number__lte=plan.groups)
    return dict(seats.values_list("participant_id", "group__number"))


def met_by(out: Round, person: UUID, place: dict[UUID, int]) -> dict[tuple[int, int], int]:
    """How often one person met each person in `place` before round `out`, by pair, as dealing counts it; one query."""
    seats = Seat.objects.filter(participant=person, group__isnull=False, stays="", came=True).exclude(round=out)
    sat = seats.filter(round__sent_at__isnull=False).values("group")
    met: dict[tuple[int, int], int] = defaultdict(int)
    others = Seat.objects.filter(group__in=sat, stays="", came=True).exclude(participant=person)
    for other in others.values_list("participant_id", flat=True):
        if other in place and person in place:
            met[place[other], place[person]] += 1
    return {(min(pair), max(pair)): times for pair, times in met.items()}


def times_hosted(plan: Plan) -> dict[UUID, int]:
    """How often each person hosted in earlier rounds; people who have not hosted yet come first as hosts."""
    seats = Seat.objects.filter(round__plan=plan, round__sent_at__isnull=False, group__team=F("participant__team"))
    return dict(seats.order_by().values("participant").annotate(times=Count("pk")).values_list("participant", "times"))

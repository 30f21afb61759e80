"""A seat for a latecomer while a round is out. Nobody else is moved for it."""

from uuid import UUID

from livesessions.programme.models import Participant
from rooms.live.hub.presence import presence

from ..current import Sitter, read_sitters
from ..dealing import Instance, Person
from ..dealing.moving.live import Seating
from ..models import Group, Round, Seat
from ..plan.history import met_by


def take_in(out: Round, person: UUID) -> Seat:
    """Give a latecomer a seat in the round that is out and in the coming ones; returns the seat in the round out.

    They get the best group: fewest colleagues, fewest people met before, a role that was missing, the smallest group.
    A seat that they got meanwhile is kept.
    """
    rounds = [out, *out.plan.rounds.filter(sent_at=None)]
    groups = [list(Group.objects.filter(round=each)) for each in rounds]
    seats = _best_seats(out, rounds, groups, person)
    for each, inside, at in zip(rounds, groups, seats, strict=True):
        group = inside[at]
        seat, made = Seat.objects.get_or_create(
            round=each, participant_id=person, defaults={"group": group, "late": True, "came": True}
        )
        if not made and seat.group_id is None:
            Seat.objects.filter(pk=seat.pk, group=None).update(group=group, came=True, waits_for=None, waits_turn=None)
    return Seat.objects.select_related("group").get(round=out, participant=person)


def _best_seats(out: Round, rounds: list[Round], groups: list[list[Group]], person: UUID) -> list[int]:
    """The position of the best group in each round."""
    sitters = [[each for each in read_sitters(round_.pk) if each.is_in_group] for round_ in rounds]
    sitters[0] = _in_company(out, sitters[0])
    known = {each.person: each for sitting in sitters for each in sitting if each.person != person}
    newcomer = Participant.objects.get(pk=person)
    people = [*known, person]
    place = {pk: i for i, pk in enumerate(people)}
    who = [Person(each.person.hex, each.team or None, each.role) for each in known.values()]
    who.append(Person(person.hex, newcomer.team_id, newcomer.role))
    schedule: list[list[int | None]] = []
    for sitting, inside in zip(sitters, groups, strict=True):
        number = {group.pk: i for i, group in enumerate(inside)}
        row: list[int | None] = [None] * len(people)
        for each in sitting:
            if each.person != person and each.group in number:
                row[place[each.person]] = number[each.group]
        schedule.append(row)
    instance = Instance(
        tuple(who),
        len(rounds),
        (1,) * max(len(inside) for inside in groups),
        required_roles=out.plan.required_roles,
        met=met_by(out, person, place),
    )
    used = max(1, len({at for at in schedule[0] if at is not None}))
    # A group counts as full at one seat above an even share: nobody is turned away, but crowds are avoided.
    seats = Seating(instance, schedule, 0, (1, -(-len(people) // used) + 1)).join(who[-1])
    return [min(seats[r], len(inside) - 1) for r, inside in enumerate(groups)]


def _in_company(out: Round, sitters: list[Sitter]) -> list[Sitter]:
    """The people of groups in which anybody is here, so that a latecomer is not sent to a group that everybody left."""
    here = presence.here(out.plan.room_id)
    lit = {each.group for each in sitters if each.person.hex in here}
    return [each for each in sitters if each.group in lit] or sitters

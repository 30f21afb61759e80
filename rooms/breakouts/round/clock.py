"""What the clock does: latecomers get a group, and a round whose time is over is called back if the plan says so."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from livesessions.programme.models import Participant
from rooms.live.base.people import Audience
from rooms.live.changes.hooks import arrival, heartbeat
from rooms.live.changes.transaction import Changes
from rooms.live.commands.background import changing
from rooms.live.hub.presence import presence
from rooms.live.models import Room
from rooms.live.rendering.renderer import forget

from ..current import out_now, round_out, sitters_of
from ..locking import take
from ..models import Round, Seat
from ..touching import touch_seats
from .attendance import note_who_came
from .latecomers import take_in
from .sending import call_back

AT_ONCE = 20
"""People who are seated in one transaction: votes wait for it."""
LAST_WORDS = timedelta(seconds=5)
"""The time between the end of a round and calling it back: the last words may still be on their way."""


@arrival
def seat_who_arrives(room: Room, participant: UUID) -> None:
    """Somebody opens the page while a round is out: they came, and they get a group before the page is made."""
    out = out_now(room)
    if out is None:
        return
    if participant not in _placed(room, out):
        _seat(room, out, [participant])
        forget(room)
    elif not all(each.came for each in sitters_of(room, out.pk) if each.person == participant):
        _note(room, out, [participant.hex])
        forget(room)


def _placed(room: Room, out: Round) -> set[UUID]:
    """The people with a group, or with a place of their choice elsewhere; not those who waited for a full group."""
    return {each.person for each in sitters_of(room, out.pk) if each.group is not None or each.stays}


@heartbeat
def mind_the_round(room: Room) -> None:
    """Call a round back whose time is over, if the plan says so; else note who came, and seat who has no seat.

    These are people who slept through the start, or came in another way than by the page.
    """
    found = round_out(room)
    if found is None:
        return
    if found.plan.calls_back and found.ends_at and timezone.now() > found.ends_at + LAST_WORDS:
        with changing() as changes:
            take(room)
            call_back(room, found, None, changes)
        return
    here = {UUID(person) for person in presence.here(room.pk)}
    if not here:
        return
    seated = dict(Seat.objects.filter(round=found).exclude(group=None, stays="").values_list("participant_id", "came"))
    if any(person in here and not came for person, came in seated.items()):
        _note(room, found, [person.hex for person in here])
    if here - seated.keys():
        known = Participant.objects.filter(pk__in=here - seated.keys()).values_list("pk", flat=True)
        _seat(room, found, sorted(known))


def _note(room: Room, out: Round, here: list[str]) -> None:
    with changing():
        if take(room):
            note_who_came(out, here)


def _seat(room: Room, out: Round, people: list[UUID]) -> None:
    for first in range(0, len(people), AT_ONCE):
        with changing() as changes:
            if not take(room) or not Round.objects.filter(pk=out.pk, back_at=None).exists():
                return
            for person in people[first : first + AT_ONCE]:
                seat_late(room, out, person, changes)


def seat_late(room: Room, out: Round, person: UUID, changes: Changes) -> None:
    """Give a person without a seat one, and show it to everybody whom it concerns."""
    seat = take_in(out, person)
    for part in ("briefing", "acts", "placing", "unseated"):
        changes.touch(room, part, Audience.HOSTS)
    touch_seats(room, [person], [seat.group_id] if seat.group_id else [], changes)

"""Attendance: who came while a round is out; who came or left since the deal, for the rounds that are still to come."""

from collections.abc import Collection

from rooms.live.models import Room

from ..current import Sitter, asked_deal, rounds_of
from ..models import BY_ANSWERS, Round, Seat, Way


def note_who_came(out: Round, here: Collection[str]) -> None:
    """Remember of the people who are here that they came to the round that is out. The room must be held."""
    Seat.objects.filter(round=out, came=False, participant__in=list(here)).update(came=True)


def news_since(room: Room, coming: Round, sitters: list[Sitter], here: Collection[str]) -> tuple[int, int]:
    """How many people came, and how many are not here any more, since the people of `coming` were divided.

    Both are 0 before the first round, where people choose for themselves, and after a division by answers, because the
    answers are gone: nobody can be divided again. Pinned people are not counted; they stay where they are.
    """
    been = any(each.sent_at for each in rounds_of(room))
    deal = asked_deal(room)
    thinking = deal is not None and deal.is_open
    if not been or not sitters or coming.plan.way in (Way.CHOICE, *BY_ANSWERS) or thinking:
        return 0, 0
    seated = {each.person.hex for each in sitters}
    late = sum(each.late and not each.pinned and each.person.hex in here for each in sitters)
    left = sum(not each.pinned and each.person.hex not in here for each in sitters)
    return late + len(set(here) - seated), left

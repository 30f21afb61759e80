"""Dividing people by their answers to a poll that announced this before they answered.

Closing such a poll destroys its ballots and its secret, as for any poll. Only which people gave equal answers is kept,
under other keys and without the answers. That is destroyed when the groups go, when the next such poll closes, or when
the room ends.
"""

from collections.abc import Collection, Iterator
from random import SystemRandom
from uuid import UUID

from django.db.models import Exists, OuterRef

from livesessions.programme.models import Participant
from rooms.breakouts.plan import answer_sources
from rooms.live.base.people import Audience
from rooms.live.changes.transaction import Changes
from rooms.live.models import Room

from .ballots import MOST_ROWS, ballot_key, ballots_of
from .models import Poll, PollState, Sorted, Sorting

NAME = "poll"
KEPT = Exists(Sorting.objects.filter(poll=OuterRef("pk")))
"""Annotation of a poll: whether people can be divided by it now. Reads no secret."""


def sort_people(room: Room, poll: Poll) -> None:
    """Keep which people gave equal answers.

    `poll` still has its secret, as read before this transaction closed it. Call this before the ballots are destroyed.
    With fewer answers than the poll's minimum nothing is kept, because groups would show the answers.
    """
    _destroy(room)
    people = Participant.objects.filter(programme=room.session.programme_id).values_list("pk", flat=True)
    chosen: dict[UUID, int] = {}
    for some in _parcels(list(people)):
        chosen |= {person: option for person, (option, _sequence) in ballots_of(poll, some).items()}
    if len(chosen) < poll.minimum:
        return
    sorting = Sorting.objects.create(poll_id=poll.pk)
    options = sorted(set(chosen.values()))
    SystemRandom().shuffle(options)
    camp = {option: number for number, option in enumerate(options, 1)}
    rows = [
        Sorted(key=ballot_key(sorting.secret, person), sorting=sorting, camp=camp[option])
        for person, option in chosen.items()
    ]
    # Sorted by key, so that the order of the rows is neither that of the ballots nor that of the people.
    Sorted.objects.bulk_create(sorted(rows, key=lambda row: row.key), batch_size=MOST_ROWS)


def _parcels(people: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(people), MOST_ROWS):
        yield people[start : start + MOST_ROWS]


def _destroy(room: Room) -> bool:
    """Destroy the sortings of a room; returns whether there was one."""
    Sorted.objects.filter(sorting__poll__room=room).delete()
    return bool(Sorting.objects.filter(poll__room=room).delete()[0])


def forget(room: Room, changes: Changes) -> None:
    """Destroy the sorting of a room, when nobody needs to know equal answers any more."""
    if _destroy(room):
        changes.touch(room, "polls", Audience.HOSTS)
        answer_sources.touch_source(room, changes)


def _offer(room: Room) -> answer_sources.Offer | None:
    asked = room.polls.annotate(kept=KEPT).exclude(divides="").exclude(state=PollState.DRAFT)
    poll = asked.defer("secret").order_by("opened_at").last()
    if poll is None or poll.opened_at is None:
        return None
    if poll.state == PollState.OPEN:
        state = answer_sources.OfferState.OPEN
    else:
        state = answer_sources.OfferState.READY if poll.kept else answer_sources.OfferState.GONE
    return answer_sources.Offer(str(poll.pk), poll.text, poll.divides, state, poll.opened_at)


def _camps(room: Room, key: str, people: Collection[UUID]) -> dict[UUID, int] | None:
    sorting = Sorting.objects.filter(poll=int(key), poll__room=room).first()
    if sorting is None:
        return None
    found: dict[UUID, int] = {}
    for some in _parcels(list(people)):
        keys = {ballot_key(sorting.secret, person): person for person in some}
        kept = Sorted.objects.filter(sorting=sorting, key__in=keys).values_list("key", "camp")
        found |= {keys[each]: camp for each, camp in kept}
    return found


answer_sources.register(answer_sources.Source(NAME, _offer, _camps, forget))

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

from .ballots import MOST_ROWS, ballots_that_divide, key_in_groups
from .models import AnswerGrouping, AnswerGroupMember, Poll, PollState

NAME = "poll"
KEPT = Exists(AnswerGrouping.objects.filter(poll=OuterRef("pk")))
"""Annotation of a poll: whether people can be divided by it now. Reads no secret."""


def sort_people(room: Room, poll: Poll) -> None:
    """Keep which people gave equal answers.

    `poll` still has its secret, as read before this transaction closed it. Call this before the ballots are destroyed.
    With fewer answers than the poll's minimum nothing is kept, because groups would show the answers.
    """
    _destroy(room)
    people = Participant.objects.filter(programme=room.session.programme_id).values_list("pk", flat=True)
    given: dict[UUID, str] = {}
    for some in _parcels(list(people)):
        given |= {person: answer for person, (answer, _sequence) in ballots_that_divide(poll, some).items()}
    if len(given) < poll.minimum:
        return
    grouping = AnswerGrouping.objects.create(poll_id=poll.pk)
    answers = sorted(set(given.values()))
    SystemRandom().shuffle(answers)
    answer_group = {answer: number for number, answer in enumerate(answers, 1)}
    rows = [
        AnswerGroupMember(
            key=key_in_groups(grouping.secret, person), grouping=grouping, answer_group=answer_group[answer]
        )
        for person, answer in given.items()
    ]
    # Sorted by key, so that the order of the rows is neither that of the ballots nor that of the people.
    AnswerGroupMember.objects.bulk_create(sorted(rows, key=lambda row: row.key), batch_size=MOST_ROWS)


def _parcels(people: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(people), MOST_ROWS):
        yield people[start : start + MOST_ROWS]


def _destroy(room: Room) -> bool:
    """Destroy the answer groupings of a room; returns whether there was one."""
    AnswerGroupMember.objects.filter(grouping__poll__room=room).delete()
    return bool(AnswerGrouping.objects.filter(poll__room=room).delete()[0])


def forget(room: Room, changes: Changes) -> None:
    """Destroy the answer groupings of a room, when nobody needs to know equal answers any more."""
    if _destroy(room):
        changes.touch(room, "polls", Audience.HOSTS)
        answer_sources.touch_source(room, changes)


def _offer(room: Room) -> answer_sources.Offer | None:
    asked = room.polls.annotate(kept=KEPT).exclude(divides="").filter(opened_at__isnull=False)
    # One that is open, else the one by which people can be divided now, else the newest.
    polls = asked.defer("secret")
    poll = max(polls, key=lambda each: (each.state == PollState.OPEN, each.kept, each.opened_at), default=None)
    if poll is None or poll.opened_at is None:
        return None
    if poll.state == PollState.OPEN:
        state = answer_sources.OfferState.OPEN
    else:
        state = answer_sources.OfferState.READY if poll.kept else answer_sources.OfferState.GONE
    return answer_sources.Offer(str(poll.pk), poll.text, poll.divides, state, poll.opened_at)


def _answer_groups(room: Room, key: str, people: Collection[UUID]) -> dict[UUID, int] | None:
    grouping = AnswerGrouping.objects.filter(poll=int(key), poll__room=room).first()
    if grouping is None:
        return None
    found: dict[UUID, int] = {}
    for some in _parcels(list(people)):
        keys = {key_in_groups(grouping.secret, person): person for person in some}
        kept = AnswerGroupMember.objects.filter(grouping=grouping, key__in=keys).values_list("key", "answer_group")
        found |= {keys[each]: answer_group for each, answer_group in kept}
    return found


answer_sources.register(answer_sources.Source(NAME, _offer, _answer_groups, forget))

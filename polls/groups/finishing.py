"""Ending a group's poll: the result is shown, or it is stopped, or the round is called back.

Each of these destroys the secret and the ballots.
"""

from collections import Counter
from collections.abc import Collection
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from rooms.breakouts.current import asker
from rooms.breakouts.extensions import when_a_round_is_back
from rooms.breakouts.locking import hold, take
from rooms.breakouts.models import Round
from rooms.breakouts.touching import touch_groups
from rooms.live.base.people import Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.erasing import when_somebody_is_erased
from rooms.live.changes.hooks import room_ending
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from .asking import touch_poll
from .company import not_yours, people_in
from .forms import GroupPollForm
from .keeping import keep_shown
from .models import GroupBallot, GroupPoll
from .results import FEWEST


def may_finish(poll: GroupPoll, person: UUID, people: Collection[UUID], answered: int) -> bool:
    """Whether a person may show the result or stop.

    The asker may; so may anybody in the group once the asker has left it, or everybody has answered.
    """
    return person in people and (
        person == poll.asked_by_id or poll.asked_by_id not in people or answered >= len(people)
    )


@command("grouppoll.show", by=Role.PARTICIPANT, form=GroupPollForm)
def show(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Show the result to the group. That ends the voting, because a growing result would tell who chose what."""
    poll = _find(room, request)
    if poll.ended_at is None:
        options = list(poll.ballots.values_list("option", flat=True))
        _check(room, request, poll, len(options))
        if len(options) < FEWEST:
            raise Refused(_("Wait until three people have answered. With fewer it would be clear who chose what."))
        chosen = Counter(options)
        counts = [chosen[position] for position in range(1, len(poll.answers) + 1)]
        _end(GroupPoll.objects.filter(pk=poll.pk), ended_by=asker(request), counts=counts)
        touch_poll(room, poll.group_id, changes)
        if poll.group.curtain_at is not None:
            touch_groups(room, [poll.group_id], changes)
    elif poll.counts is None:
        raise Refused(_("This poll was stopped. There is no result."), 409)
    return _("Your group sees the result.")


@command("grouppoll.end", by=Role.PARTICIPANT, form=GroupPollForm)
def end(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Stop without a result. No answers are kept."""
    poll = _find(room, request)
    if poll.ended_at is None:
        _check(room, request, poll, poll.ballots.count())
        _end(GroupPoll.objects.filter(pk=poll.pk), ended_by=asker(request))
        touch_poll(room, poll.group_id, changes)
    return _("The poll is over.")


def _find(room: Room, request: CommandRequest) -> GroupPoll:
    """The poll, after locking the room: votes and other endings wait until this one is done."""
    hold(room)
    found = GroupPoll.objects.filter(pk=request.cleaned["poll"], group__round__plan__room=room.pk)
    poll = found.select_related("group").first()
    if poll is None:
        raise Refused(_("This poll is not there any more."), 404)
    if not poll.group.seats.filter(participant=asker(request)).exists():
        raise not_yours()
    return poll


def _check(room: Room, request: CommandRequest, poll: GroupPoll, answered: int) -> None:
    people = people_in(room, poll.group_id)
    if asker(request) not in people:
        raise not_yours()
    if not may_finish(poll, asker(request), people, answered):
        raise Refused(_("Whoever asked this shows the result. When everybody has answered, you can too."), 403)


def _end(polls: QuerySet[GroupPoll], ended_by: UUID | None = None, counts: list[int] | None = None) -> None:
    """End the open ones of these polls, and destroy their secrets and ballots."""
    ended = list(polls.filter(ended_at=None).values_list("pk", flat=True))
    GroupPoll.objects.filter(pk__in=ended).update(
        ended_at=timezone.now(), ended_by=ended_by, secret=None, counts=counts
    )
    GroupBallot.objects.filter(poll__in=ended).delete()


@when_a_round_is_back
def end_with_the_round(room: Room, back: Round, changes: Changes) -> None:
    """End open polls without a result when everybody comes back, and forget the numbers of few answers.

    All pages are refreshed then anyway, and no page shows a group's poll any more.
    """
    polls = GroupPoll.objects.filter(group__round=back)
    _end(polls)
    shown = polls.filter(counts__isnull=False).values_list("pk", "counts")
    few = [pk for pk, counts in shown if counts is not None and sum(counts) < settings.SMALLEST_RESULT]
    polls.filter(pk__in=few).update(counts=[])


@room_ending
def forget_who_asked(room: Room, user: int | None, changes: Changes) -> None:
    """Delete polls that were not shown, keep the others, and forget who asked them."""
    take(room)
    polls = GroupPoll.objects.filter(group__round__plan__room=room.pk)
    _end(polls)
    polls.filter(counts=None).delete()
    polls.update(asked_by=None, ended_by=None)
    keep_shown(room)


@when_somebody_is_erased("polls_groups.GroupPoll.asked_by", "polls_groups.GroupPoll.ended_by")
def forget_the_asker(person: UUID, changes: Changes) -> None:
    """Forget that they asked or ended a poll. Whoever is in the group can then show its result."""
    theirs = GroupPoll.objects.filter(Q(asked_by=person) | Q(ended_by=person))
    for poll in theirs.select_related("group__round__plan__room"):
        touch_poll(poll.group.round.plan.room, poll.group_id, changes)
    GroupPoll.objects.filter(asked_by=person).update(asked_by=None)
    GroupPoll.objects.filter(ended_by=person).update(ended_by=None)

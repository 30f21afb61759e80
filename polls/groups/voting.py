"""`grouppoll.vote`: everybody in the group answers once, and may change the answer while the poll is open."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from polls.asking.ballots import ballot_key
from rooms.breakouts.locking import share
from rooms.live.base.languages import in_language
from rooms.live.base.people import Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.newest import Newest
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from .asking import touch_poll
from .company import group_of_each, not_yours
from .forms import VoteForm
from .models import GroupBallot, GroupPoll


@command("grouppoll.vote", by=Role.PARTICIPANT, form=VoteForm, crowd=True, lasts=True, shares_room=True)
def vote(room: Room, requests: list[CommandRequest], changes: Changes) -> list[str | Refused]:
    """Cast or change ballots; the newest sequence of each person counts."""
    polls = _keep_open(room, {request.cleaned["poll"] for request in requests})
    own = group_of_each(room, {request.actor.participant for request in requests if request.actor.participant})
    answers: list[str | Refused] = []
    ballots = Newest(GroupBallot, says="option")
    for request in requests:
        poll, personal_secret = polls.get(request.cleaned["poll"]), request.actor.personal_secret
        with in_language(request.language):
            refused = _why_not(room, request, poll, own)
            answers.append(refused or _("Your answer is in. You can change it as long as the poll is open."))
        if refused or poll is None or poll.secret is None or personal_secret is None:
            continue
        ballot = GroupBallot(key=ballot_key(poll.secret, personal_secret), poll=poll, option=request.cleaned["option"])
        ballots.take(len(answers) - 1, ballot, request.cleaned["sequence"])
    for group in {polls[ballot.poll_id].group_id for ballot in ballots.write(requests, answers)}:
        touch_poll(room, group, changes)
    return answers


def _keep_open(room: Room, wanted: Collection[int]) -> dict[int, GroupPoll]:
    """The open polls among `wanted`, by key. They stay open until the transaction ends, because ending locks the room.

    The few votes of one group wait for one another. Polls are locked in a fixed order, which prevents deadlocks.
    """
    if not share(room):
        return {}
    found = GroupPoll.objects.select_for_update(of=("self",)).filter(
        pk__in=wanted, ended_at=None, group__round__plan__room=room.pk
    )
    return {poll.pk: poll for poll in found.order_by("pk")}


def _why_not(room: Room, request: CommandRequest, poll: GroupPoll | None, own: Mapping[UUID, int]) -> Refused | None:
    person = request.actor.participant
    if poll is None:
        if GroupPoll.objects.filter(pk=request.cleaned["poll"], group__round__plan__room=room.pk).exists():
            return Refused(_("This poll is over. Your answer came too late and was not counted."), 409)
        return Refused(_("This poll is not there any more."), 404)
    if person is None or own.get(person) != poll.group_id:
        return not_yours()
    if request.cleaned["option"] > len(poll.answers):
        return Refused(_("This answer does not belong to the poll."), 422)
    return None

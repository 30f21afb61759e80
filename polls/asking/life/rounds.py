"""Asking again: a copy of a poll as a new draft. The copy of one that was asked is a new round of it.

Once both rounds are closed, their results stand beside each other: totals only, because nothing ties the answers that
one person gave in two rounds together. Each result still needs as many answers as its poll says.
"""

from django.utils.translation import gettext as _

from rooms.live.base.people import Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from ..drafts.forms import PollForm
from ..drafts.preparing import decided_of, find_poll, prepare
from ..models import PollState


@command("poll.again", by=Role.HOST, form=PollForm, when_closed=True)
def again(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Prepare a poll once more, with its options and settings. A copy that nobody changed yet is not made twice."""
    poll = find_poll(room, request)
    if poll.state not in (PollState.DRAFT, PollState.CLOSED):
        raise Refused(_("Close the poll first, then ask it again."), 409)
    same, options, pictures = decided_of(poll)
    number = poll.round + 1 if poll.state == PollState.CLOSED else 1
    room.polls.select_for_update().get(pk=poll.pk)  # before the room, like all other commands
    prepare(room, same | {"again_of": poll, "round": number}, options, changes, pictures)
    if poll.state == PollState.CLOSED:
        return _("The next round is ready. Participants see it once it is opened.")
    return _("A copy of the poll is ready.")

"""`grouppoll.ask`: a participant opens a poll in their own group. A database constraint allows one open poll."""

from django.utils.translation import gettext as _

from livesessions.texts.bidi import isolated
from rooms.breakouts.current import asker
from rooms.breakouts.locking import hold
from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from .company import not_yours, people_in
from .forms import AskForm
from .models import GroupPoll
from .results import FEWEST

MOST_POLLS = 10
"""Polls of one group in one round: a group with more of them had better talk."""


@command("grouppoll.ask", by=Role.PARTICIPANT, form=AskForm)
def ask_the_group(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Ask one's own group. The form names the number of the poll, so that a form sent twice asks once."""
    hold(room)
    group, number = request.cleaned["group"], request.cleaned["number"]
    people = people_in(room, group)
    if asker(request) not in people:
        raise not_yours()
    if _is_there(request):
        return _thanks()
    if len(people) < FEWEST:
        raise Refused(_("With so few people it would be clear who chose what. Just talk about it together."))
    last = GroupPoll.objects.filter(group=group).last()
    if number != (last.number if last else 0) + 1:
        raise _changed()
    if last is not None and last.ended_at is None:
        raise _somebody_was_first(last)
    if number > MOST_POLLS:
        raise Refused(_("Your group had ten polls already. Talk on about those."))
    poll = GroupPoll(group_id=group, number=number, text=request.cleaned["text"], answers=request.cleaned["options"])
    poll.asked_by_id = asker(request)
    poll.save(force_insert=True)
    touch_poll(room, group, changes)
    return _thanks()


def _is_there(request: CommandRequest) -> bool:
    """Whether this very poll was asked before; refuses if another one has its number."""
    found = GroupPoll.objects.filter(group=request.cleaned["group"], number=request.cleaned["number"]).first()
    if found is None:
        return False
    same = (asker(request), request.cleaned["text"], request.cleaned["options"])
    if (found.asked_by_id, found.text, found.answers) != same:
        raise _somebody_was_first(found)
    return True


def _somebody_was_first(found: GroupPoll) -> Refused:
    if found.ended_at is not None:
        return _changed()
    if found.asked_by is not None and found.asked_by.name:
        sentence = _("%(who)s was first: a poll is open already. Answer that one, and ask yours afterwards.")
        return Refused(sentence % {"who": isolated(found.asked_by.name)})
    return Refused(_("Somebody was first: a poll is open already. Answer that one, and ask yours afterwards."))


def _changed() -> Refused:
    return Refused(_("Your group asked something since you looked. Look once more, and try again."))


def _thanks() -> str:
    return _("Your group sees your poll.")


def touch_poll(room: Room, group: int, changes: Changes) -> None:
    """Touch the poll of a group, for the people in it only."""
    changes.touch(room, f"grouppoll-{group}", Audience.PARTICIPANTS)

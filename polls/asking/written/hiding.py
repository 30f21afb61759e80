"""Hiding what somebody wrote as an answer: a host takes a word off the wall, for everybody and from what is kept.

While the poll is open the word is only left out, also when more people write it, and can be shown again. Once the poll
is closed it goes from the record, for good. Where a host looks at each answer first (`APPROVE`), nobody else sees it
before, and what waits when the room is finished is not kept.
"""

from django.utils.translation import gettext as _

from livesessions.archive.redaction import rewrite
from polls.kinds.hidden import approved_of, shown_of
from polls.kinds.register import kinds
from rooms.live.base.fields import Shown
from rooms.live.base.people import Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.hooks import room_ending
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from ..commands import touch_result
from ..drafts.forms import PollForm
from ..drafts.preparing import find_poll
from ..kept.results import POLL
from ..models import Poll, PollState
from ..questions import approves_first, rules_of

LONGEST_ANSWER = 60


class AnswerForm(PollForm):
    """One of the answers that people wrote to a poll."""

    answer = Shown(max_length=LONGEST_ANSWER)


def drop(poll: Poll, name: str, **more: object) -> None:
    """Take an answer out of the record of a closed poll; `name` is what it is hidden as."""

    def without(payload: dict) -> dict:
        return payload | {"cells": shown_of(kinds()[payload["kind"]], payload["cells"], [name])}

    rewrite(POLL, str(poll.pk), without, **more)
    _approve_only(poll, [each for each in poll.approved or [] if each != name])


def _approve_only(poll: Poll, names: list[str]) -> None:
    if poll.approved is not None and names != poll.approved:
        Poll.objects.filter(pk=poll.pk).update(approved=names)


@command("poll.hide_answer", by=Role.HOST, form=AnswerForm, decides="answer {answer} of {poll}")
def hide_answer(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Hide an answer that people wrote, in every spelling."""
    poll, name = _found(room, request)
    if poll.state == PollState.CLOSED:
        drop(poll, name)
    elif name not in poll.hidden:
        room.polls.filter(pk=poll.pk).update(hidden=[*poll.hidden, name])
        _approve_only(poll, [each for each in poll.approved or [] if each != name])
    touch_result(room, changes)
    return _("Nobody sees this answer any more.")


@command("poll.approve_answer", by=Role.HOST, form=AnswerForm, decides="answer {answer} of {poll}")
def approve_answer(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Let everybody see an answer that people wrote, in every spelling."""
    poll, name = _found(room, request)
    if not approves_first(poll):
        raise Refused(_("Answers to this poll are shown at once."))
    if name not in (poll.approved or []):
        left = [each for each in poll.hidden if each != name]
        room.polls.filter(pk=poll.pk).update(approved=[*(poll.approved or []), name], hidden=left)
    touch_result(room, changes)
    return _("Everybody may see this answer.")


@command("poll.show_answer", by=Role.HOST, form=AnswerForm, decides="answer {answer} of {poll}")
def show_answer(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Show a hidden answer again, as long as the poll is open."""
    poll, name = _found(room, request)
    if poll.state == PollState.CLOSED:
        raise Refused(_("The poll is closed: what was hidden is gone."))
    if name in poll.hidden:
        room.polls.filter(pk=poll.pk).update(hidden=[each for each in poll.hidden if each != name])
        touch_result(room, changes)
    return _("The answer is shown again.")


@room_ending
def drop_what_waits(room: Room, user: int | None, changes: Changes) -> None:
    """What no host approved is not kept when the room is finished; what is left needs no approval any more."""
    for poll in room.polls.filter(state=PollState.CLOSED, approved__isnull=False):
        if approves_first(poll):
            approved = poll.approved or []

            def with_approved(payload: dict, approved: list[str] = approved) -> dict:
                return payload | {"cells": approved_of(kinds()[payload["kind"]], payload["cells"], approved)}

            rewrite(POLL, str(poll.pk), with_approved)
    room.polls.filter(state=PollState.CLOSED).update(approved=None)


def _found(room: Room, request: CommandRequest) -> tuple[Poll, str]:
    poll = find_poll(room, request)
    if not rules_of(poll).can_hide:
        raise Refused(_("Answers to this poll cannot be hidden."))
    # The row, so that two hosts who hide at once both hide.
    poll = room.polls.select_for_update().get(pk=poll.pk)
    return poll, rules_of(poll).hidden_as(request.cleaned["answer"])

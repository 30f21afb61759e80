"""The time of an open poll: it stands still and goes on, has a countdown, and closes by itself if its host chose so.

The clock is the server's. A host can always give more time, because not everybody reads and presses equally fast.
"""

from datetime import timedelta
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rooms.live.base.fields import LARGEST_KEY, RELOAD_ERRORS
from rooms.live.base.people import Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.hooks import arrival, heartbeat
from rooms.live.changes.transaction import Changes
from rooms.live.commands.background import changing
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room
from rooms.live.rendering.renderer import forget, while_unchanged

from ..commands import end_voting, touch_what_shows
from ..drafts.forms import LONGEST, PollForm
from ..drafts.preparing import find_poll
from ..models import Poll, PollState
from ..results import is_on_stage


class ExtendForm(PollForm):
    """The end of the countdown as the page showed it (milliseconds since 1970; 0 without one), and seconds to add."""

    until = forms.IntegerField(min_value=0, max_value=LARGEST_KEY, error_messages=RELOAD_ERRORS)
    seconds = forms.IntegerField(min_value=1, max_value=LONGEST, error_messages=RELOAD_ERRORS)


def find_open_poll(room: Room, request: CommandRequest) -> Poll:
    """The open poll that the command names; it stays as it is until the transaction ends. Raises `Refused`."""
    find_poll(room, request)
    poll = room.polls.select_for_update().filter(pk=request.cleaned["poll"], state=PollState.OPEN).first()
    if poll is None:
        raise Refused(_("This poll is not open."), 409)
    return poll


def _touch(room: Room, poll: Poll, changes: Changes) -> None:
    changes.touch(room, "timer")
    if poll.survey_id is not None or not is_on_stage(poll):
        touch_what_shows(room, poll, changes)


def _with(room: Room, poll: Poll) -> QuerySet[Poll]:
    """The poll, or all open questions of its survey: these have one clock."""
    alone = room.polls.filter(pk=poll.pk)
    return room.polls.filter(survey=poll.survey_id, state=PollState.OPEN) if poll.survey_id else alone


@command("poll.pause", by=Role.HOST, form=PollForm, decides="standstill of {poll}")
def pause(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Take no votes for a while, and stop the countdown. What people chose and did not send stays on their phones."""
    poll = find_open_poll(room, request)
    if poll.paused_at is None:
        _with(room, poll).update(paused_at=timezone.now())
        _touch(room, poll, changes)
    return _("The poll stands still. Nobody can vote now.")


@command("poll.resume", by=Role.HOST, form=PollForm, decides="standstill of {poll}")
def resume(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Take votes again; the countdown has the time that was left."""
    poll = find_open_poll(room, request)
    if poll.paused_at is not None:
        closes_at = poll.closes_at and poll.closes_at + (timezone.now() - poll.paused_at)
        _with(room, poll).update(paused_at=None, closes_at=closes_at)
        _touch(room, poll, changes)
    return _("The poll goes on.")


@command("poll.extend", by=Role.HOST, form=ExtendForm)
def extend(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Give more time, or begin a countdown. The form names the end that was shown: sent twice, it adds time once."""
    poll, seconds = find_open_poll(room, request), request.cleaned["seconds"]
    if poll.ends_ms == request.cleaned["until"]:
        now = poll.paused_at or timezone.now()
        # After the end, more seconds are so many from now.
        closes_at = max(poll.closes_at or now, now) + timedelta(seconds=seconds)
        span = min(seconds + (poll.span or 0 if poll.closes_at else 0), LONGEST)
        _with(room, poll).update(closes_at=closes_at, span=span)
        _touch(room, poll, changes)
    return ngettext("%(seconds)s second more.", "%(seconds)s seconds more.", seconds) % {"seconds": seconds}


@while_unchanged("poll", "also_open", "timer")
def _closing_by_themselves(room: Room) -> list[Poll]:
    return list(room.polls.filter(state=PollState.OPEN, closes_itself=True, paused_at=None, closes_at__isnull=False))


@heartbeat
def close_in_time(room: Room) -> None:
    """Close a poll whose time is up, if its host chose so; also when no host is connected."""
    now = timezone.now()
    for poll in _closing_by_themselves(room):
        if poll.is_over(now):
            # The host may be giving more time at this moment.
            unchanged = Q(closes_at=poll.closes_at, paused_at=None)
            with changing() as changes:
                end_voting(room, poll, None, changes, unchanged)
            forget(room)


@arrival
def close_before_arrival(room: Room, participant: UUID) -> None:
    """Perhaps nobody looked for a while: whoever arrives sees no ballot that takes nothing any more."""
    close_in_time(room)

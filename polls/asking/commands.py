"""The host's commands for a poll that is asked: open, close, reveal, hide, send again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from livesessions.texts.bidi import isolated
from rooms.breakouts.plan.answer_sources import touch_source
from rooms.live.base.people import Audience, Role
from rooms.live.base.pseudonyms import new_secret
from rooms.live.base.refusal import Refused
from rooms.live.changes.hooks import locked_before_room, room_closing, room_ending
from rooms.live.changes.stage import Act, can_stand_on_stage, put_on_stage
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from .dividing import forget, sort_people
from .drafts.forms import PollForm
from .drafts.preparing import find_poll
from .kept.keeping import keep, who_has_it
from .models import Poll, PollState
from .pictures.holding import refuse_without_pictures
from .questions import rules_of
from .results import is_in_view, is_on_stage, on_stage
from .stepping import is_strict_here
from .whose.sealed import voices_of

RESULT = ("tally", "bar", "voters")
ACT = "poll"
MOST_OPEN = 12
"""Open polls in one room: each page has a ballot of every one."""
ALWAYS = Q()

can_stand_on_stage(Act(ACT, gettext_lazy("The poll"), "window", lambda room: on_stage(room) is not None))


def touch_poll(room: Room, changes: Changes) -> None:
    """Touch all parts of the poll that everybody looks at: it is another one, or voting ended."""
    for part in ("poll", "timer", *RESULT):
        changes.touch(room, part)
    for part in ("delivery", "named"):
        changes.touch(room, part, Audience.HOSTS)
    touch_beside(room, changes)


def touch_what_shows(room: Room, poll: Poll, changes: Changes) -> None:
    """Touch the parts that show a poll which is open or was: those of the stage, or those beside it."""
    if is_in_view(poll):
        touch_poll(room, changes)
    else:
        touch_beside(room, changes)


def touch_beside(room: Room, changes: Changes) -> None:
    """Touch the parts of the open polls that are not on the stage."""
    changes.touch(room, "own_vote", Audience.PARTICIPANTS)
    changes.touch(room, "also_open", Audience.PARTICIPANTS, Audience.HOSTS)
    changes.touch(room, "polls", Audience.HOSTS)


def refuse_too_many(room: Room, polls: Sequence[int]) -> None:
    """Raise `Refused` when the room has too many open polls to open these as well."""
    if room.polls.filter(state=PollState.OPEN).exclude(pk__in=polls).count() + len(polls) > MOST_OPEN:
        raise Refused(_("At most %(number)d polls are open at once. Close one of them first.") % {"number": MOST_OPEN})


def touch_result(room: Room, changes: Changes) -> None:
    """Touch the parts of a result that is shown or hidden, but not the ballot, in which somebody may be choosing."""
    for part in RESULT:
        changes.touch(room, part)
    for part in ("poll", "polls"):
        changes.touch(room, part, Audience.HOSTS)


@command("poll.open", by=Role.HOST, form=PollForm)
def open_poll(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Open the poll and put it on the stage. What is open already stays open beside it."""
    poll = find_poll(room, request)
    refuse_too_many(room, [poll.pk])
    if poll.survey is not None:
        sentence = _("This poll is a question of the survey “%(survey)s”. Open the survey.")
        raise Refused(sentence % {"survey": isolated(poll.survey.title)})
    if open_draft(room, poll, request.actor.user, timezone.now(), changes):
        touch_poll(room, changes)
        put_on_stage(room, ACT, changes)
    elif poll.state == PollState.REMOVED:
        raise Refused(_("This poll was removed. Put it back first."))
    elif not room.polls.filter(pk=poll.pk, state=PollState.OPEN).exists():
        raise Refused(_("This poll was closed. Prepare a new one to ask it again."))
    return _("The poll is open.")


def open_draft(room: Room, poll: Poll, user: int | None, at: datetime, changes: Changes) -> bool:
    """Open a prepared poll; returns whether it was one. Of the polls that were asked, the newest is on the stage.

    Raises `Refused` for one that lacks a picture.
    """
    if poll.state == PollState.DRAFT:
        refuse_without_pictures(poll)
    strict = is_strict_here(room) if poll.strict is None else poll.strict
    opened = room.polls.filter(pk=poll.pk, state=PollState.DRAFT).update(
        state=PollState.OPEN,
        strict=strict,
        opened_at=at,
        staged_at=at,
        opened_by=user,
        closes_at=at + timedelta(seconds=poll.countdown) if poll.countdown else None,
        span=poll.countdown,
        codes_secret=new_secret() if rules_of(poll).comes_back else None,
    )
    if opened and poll.divides:
        touch_source(room, changes)
    return bool(opened)


@command("poll.close", by=Role.HOST, form=PollForm)
def close_poll(room: Room, request: CommandRequest, changes: Changes) -> str:
    """End the voting: count, keep the counts, destroy the secret and the ballots, all in one transaction.

    For a poll that divides, an `AnswerGrouping` keeps which people gave equal answers, until the groups go. On
    PostgreSQL the update waits for votes in flight; the count is a later statement, so it sees them all.
    """
    poll = find_poll(room, request)
    if not end_voting(room, poll, request.actor.user, changes) and poll.opened_at is None:
        raise Refused(_("This poll was not opened yet."))
    return _("The poll is closed. The result is in the archive.")


def end_voting(room: Room, poll: Poll, user: int | None, changes: Changes, only_if: Q = ALWAYS) -> bool:
    """Close a poll that was read with its secret; returns whether it was open, and still as `only_if` says."""
    closed = room.polls.filter(only_if, pk=poll.pk, state=PollState.OPEN).update(
        state=PollState.CLOSED,
        closed_at=room.closed_at or timezone.now(),
        closed_by=user,
        paused_at=None,
        closes_at=None,
        secret=None,
    )
    if closed:
        if poll.divides:
            sort_people(room, poll)
            touch_source(room, changes)
        ended = Poll.objects.select_related("room__session").get(pk=poll.pk)
        keep(ended, voices_of(poll))
        touch_what_shows(room, ended, changes)
        if is_on_stage(ended):
            _go_on_with_survey(ended)
    return bool(closed)


def _go_on_with_survey(ended: Poll) -> None:
    """The rest of a survey stays on the stage when the question that stood for it is closed alone."""
    left = Poll.objects.filter(survey=ended.survey_id, state=PollState.OPEN) if ended.survey_id else Poll.objects.none()
    following = left.order_by("position", "pk").values_list("pk", flat=True).first()
    if following is not None:
        Poll.objects.filter(pk=following).update(staged_at=timezone.now())


@locked_before_room
def lock_open_polls(room: Room) -> None:
    """Wait for votes in flight, which hold the poll before the room."""
    list(room.polls.select_for_update().filter(state=PollState.OPEN).order_by("pk").values_list("pk"))


@room_closing
def note_who_was_here(room: Room) -> None:
    """When the room is finished, everybody has gone."""
    for poll in room.polls.filter(state=PollState.OPEN):
        present, received = who_has_it(poll)
        room.polls.filter(pk=poll.pk).update(present_at_end=present, received_at_end=received)


@room_ending
def close_open_polls(room: Room, user: int | None, changes: Changes) -> None:
    """A room that is finished leaves no ballots, no secret and no answer grouping behind."""
    for poll in room.polls.filter(state=PollState.OPEN):
        end_voting(room, poll, user, changes)
    forget(room, changes)


@command("poll.reveal", by=Role.HOST, form=PollForm, decides="result of {poll}")
def reveal(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Show the result to participants and projector: the poll comes on the stage, also one that closed long ago."""
    poll = find_poll(room, request)
    if poll.opened_at is None:
        raise Refused(_("This poll was not opened yet."))
    hidden = room.polls.filter(pk=poll.pk, revealed_at=None)
    revealed = hidden.update(revealed_at=timezone.now(), revealed_by=request.actor.user)
    if not _look_at(room, poll, changes) and revealed:
        _touch_shown_or_hidden(room, poll, changes)
    return _("Everybody sees the result.")


@command("poll.stage", by=Role.HOST, form=PollForm, decides="poll on the stage")
def stage_poll(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Put an open poll on the stage; the one that is there stays open beside it."""
    poll = find_poll(room, request)
    if poll.state != PollState.OPEN:
        raise Refused(_("Only an open poll can be put on the stage. Show the result of one that is closed."))
    _look_at(room, poll, changes)
    return _("Everybody sees this poll.")


def _look_at(room: Room, poll: Poll, changes: Changes) -> bool:
    """Have everybody look at a poll that was opened; returns whether they looked at another one."""
    is_another = not is_on_stage(poll)
    if is_another:
        room.polls.filter(pk=poll.pk).update(staged_at=timezone.now())
        touch_poll(room, changes)
    put_on_stage(room, ACT, changes)
    return is_another


def _touch_shown_or_hidden(room: Room, poll: Poll, changes: Changes) -> None:
    """A question of a survey with its result takes the place of the survey, and gives it back."""
    if poll.survey_id is not None:
        touch_poll(room, changes)
    else:
        touch_result(room, changes)


@command("poll.hide", by=Role.HOST, form=PollForm, decides="result of {poll}")
def hide(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Hide the result from participants and projector."""
    poll = find_poll(room, request)
    if room.polls.filter(pk=poll.pk, revealed_at__isnull=False).update(revealed_at=None, revealed_by=None):
        _touch_shown_or_hidden(room, poll, changes)
    return _("Only hosts see the result.")


@command("poll.resend", by=Role.HOST)
def resend(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Send the poll to all participants again, for screens that missed it."""
    for part in ("poll", "also_open"):
        changes.touch(room, part, Audience.PARTICIPANTS)
    return _("The poll was sent again.")

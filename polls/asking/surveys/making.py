"""Surveys: polls that open and close as one, and that people answer at their own pace.

A survey is made of polls that are ready. While it is open each of them takes answers on its own: what somebody answered
counts, also when they never come to the end.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.hooks import room_ending
from rooms.live.changes.stage import put_on_stage
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from ..commands import ACT, end_voting, open_draft, refuse_too_many, touch_poll
from ..models import PollState
from .forms import MakeForm, SurveyForm
from .models import Survey


def _find(room: Room, request: CommandRequest) -> Survey:
    survey = room.surveys.filter(pk=request.cleaned["survey"]).first()
    if survey is None:
        raise Refused(_("This survey does not belong to this session."), 404)
    return survey


@command("survey.make", by=Role.HOST, form=MakeForm, when_closed=True)
def make(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Make a survey of polls that are ready, in their order. An equal one is not made twice."""
    wanted: dict[str, Any] = {name: request.cleaned[name] for name in ("title", "together")}
    keys = request.cleaned["poll"]
    drafts = room.polls.select_for_update().filter(pk__in=keys, state=PollState.DRAFT).order_by("pk")
    if len({(poll.named, poll.by_team) for poll in drafts}) > 1:
        # Ballots of all of them stand in the order in which they came: what is beside a name would be known too.
        raise Refused(_("Polls with names, or counted by team, make a survey among themselves only."))
    if {poll.survey_id for poll in drafts} == {None} and len(drafts) == len(keys):
        survey = Survey.objects.create(room=room, **wanted)
        drafts.update(survey=survey)
        changes.touch(room, "polls", Audience.HOSTS)
    elif not room.surveys.filter(**wanted, polls__in=keys).exists():
        raise Refused(_("One of these polls is not ready any more, or is in another survey."), 409)
    return _("The survey is ready. Participants see it once it is opened.")


@command("survey.dissolve", by=Role.HOST, form=SurveyForm, when_closed=True)
def dissolve(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Make single polls of a survey that was not opened."""
    survey = room.surveys.filter(pk=request.cleaned["survey"]).first()
    if survey is not None and survey.polls.exclude(opened_at=None).exists():
        raise Refused(_("This survey was opened already. It stays."))
    if survey is not None:
        survey.delete()
        changes.touch(room, "polls", Audience.HOSTS)
    return _("The polls of this survey stand on their own again.")


@command("survey.open", by=Role.HOST, form=SurveyForm)
def open_survey(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Open all polls of a survey that are ready, and put the survey on the stage."""
    survey = _find(room, request)
    drafts = list(survey.polls.filter(state=PollState.DRAFT))
    refuse_too_many(room, [poll.pk for poll in drafts])
    now = timezone.now()
    for i, poll in enumerate(drafts):
        # A survey has one clock, which its host may start. Its first question is the newest, and so on the stage.
        poll.countdown = None
        open_draft(room, poll, request.actor.user, now - timedelta(microseconds=i), changes)
    if drafts:
        survey.polls.filter(state=PollState.OPEN).update(closes_itself=False)
        touch_poll(room, changes)
        put_on_stage(room, ACT, changes)
    elif not survey.polls.filter(state=PollState.OPEN).exists():
        raise Refused(_("This survey was closed. Make a new one to ask it again."))
    return _("The survey is open.")


@command("survey.close", by=Role.HOST, form=SurveyForm)
def close_survey(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Close all open polls of a survey; answers of people who did not come to the end count."""
    survey = _find(room, request)
    if not survey.polls.exclude(opened_at=None).exists():
        raise Refused(_("This survey was not opened yet."))
    polls = list(survey.polls.select_for_update().filter(state=PollState.OPEN).order_by("pk"))
    # The first comes last, so that it stays on the stage.
    for poll in sorted(polls, key=lambda poll: (poll.position, poll.pk), reverse=True):
        end_voting(room, poll, request.actor.user, changes)
    return _("The survey is closed. The results are in the archive.")


@room_ending
def forget_unasked(room: Room, user: int | None, changes: Changes) -> None:
    """Surveys of which no poll is left go when the room ends."""
    room.surveys.filter(polls=None).delete()

"""Polls come along when a session is copied, as drafts: with options, pictures and settings, without an answer."""

from django.conf import settings

from livesessions.programme.copying import copies, not_copied
from livesessions.programme.models import Session

from ..models import AnswerGrouping, Ballot, NamedAnswer, Option, Picture, Poll, PollState, Step, Survey
from .preparing import add_options, decided_of

not_copied(Ballot, Step, NamedAnswer, AnswerGrouping)


@copies(Poll, Option, Picture, Survey)
def copy_polls(session: Session, copy: Session) -> None:
    """Those that were asked come first, in their order; a question that was asked again comes along once."""
    surveys = {
        survey.pk: Survey.objects.create(room=copy.room, title=survey.title, together=survey.together)
        for survey in session.room.surveys.all()
    }
    first_rounds = session.room.polls.exclude(state=PollState.REMOVED).filter(round=1).prefetch_related("options")
    asked = [poll for poll in first_rounds.order_by("opened_at", "pk") if poll.opened_at is not None]
    drafts = [poll for poll in first_rounds if poll.opened_at is None]
    for position, poll in enumerate([*asked, *drafts], 1):
        decided, texts, pictures = decided_of(poll)
        decided["minimum"] = max(decided["minimum"], settings.SMALLEST_RESULT)
        survey = surveys.get(poll.survey_id) if poll.survey_id else None
        made = Poll.objects.create(room=copy.room, position=position, survey=survey, **decided)
        add_options(made, texts, pictures)

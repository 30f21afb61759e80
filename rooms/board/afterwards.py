"""The questions of a board that can be answered after the session, and what the asker is told."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from livesessions.archive.keeping import Reason, add_version, newest_of
from livesessions.archive.models import Record
from livesessions.followup.answerable import Answerable, Overtaken, Sent, Waiting, register
from livesessions.followup.models import Reply
from livesessions.programme.models import Session

from .keeping import came_of_it, state_of
from .models import Question
from .records import QUESTION, VOTES, QuestionPayload
from .removal.withdrawing import is_answered, withdraw_by_code
from .states import QuestionState, Why
from .wording import what_became


def waiting(session: Session) -> Sequence[Waiting]:
    """The kept questions of a session, those that most people want to know first; without what a host turned down."""
    kept = (
        Record.objects.filter(kind=QUESTION, session=session, purged_at=None)
        .listed()
        .order_by(VOTES.desc(), "begun_at", "key")
    )
    likes = Counter(record.within for record in kept)
    return [_waiting(record, likes[record.key]) for record in kept if not record.within]


def sent(key: str) -> Sent | None:
    """A question, and what became of it.

    What was taken together with another question has the answer of that one too.
    """
    found = Question.objects.select_related("board__room", "merged_into__board__room")
    question = found.filter(pk=key).first()
    if question is None:
        return None
    both = [each for each in (question, question.merged_into) if each is not None]
    has_ended = question.board.secret is None
    became = _what_became_of(both[-1], len(both) > 1) if has_ended else what_became(question)
    may_withdraw = question.state != QuestionState.WITHDRAWN and not is_answered(question)
    return Sent(question.text, became, [each.pk for each in both], may_withdraw, question.redacted_at)


def replied(key: str, reply: Reply) -> None:
    """Keep the question with its answer, as a new version."""
    record = newest_of(QUESTION, [key]).get(key)
    if record is None or not record.listed:
        raise Overtaken
    add_version(record, Reason(Why.ANSWERED, reply.by_id), **came_of_it(record.payload["state"], reply))


def _waiting(record: Record, likes: int) -> Waiting:
    """`likes` questions were taken together with this one."""
    payload: QuestionPayload = record.payload
    votes = payload["votes"]
    wanted = ngettext("%(votes)s person wants to know this too", "%(votes)s people want to know this too", votes)
    alike = ngettext("asked %(times)s time", "asked %(times)s times", likes + 1)
    about = [
        alike % {"times": likes + 1} if likes else "",
        wanted % {"votes": votes} if votes else "",
        payload["category"],
        _("not shown in the session") if payload["state"] == QuestionState.PENDING else "",
    ]
    return Waiting(
        record.key, payload["text"], [fact for fact in about if fact], payload["state"] == QuestionState.ANSWERED
    )


def _what_became_of(question: Question, is_merged: bool) -> str:
    """The same as `what_became`, in a session that is over."""
    if question.state == QuestionState.REJECTED:
        return what_became(question)
    sentences = {
        QuestionState.PENDING: _("The session ended before the host came to this question."),
        QuestionState.ANSWERED: _("This question was answered in the session."),
        QuestionState.WITHDRAWN: _("You withdrew this question. Nobody sees it any more."),
    }
    shown = _("This question was shown in the session, and was not answered there.")
    sentence = sentences.get(QuestionState(state_of(question)), shown)
    together = _("Taken together with a question like it.")
    return f"{together} {sentence}" if is_merged else sentence


register(Answerable(kind=QUESTION, waiting=waiting, sent=sent, replied=replied, withdraw=withdraw_by_code))

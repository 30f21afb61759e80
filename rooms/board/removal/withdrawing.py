"""An asker withdraws a question or a card: `board.withdraw` in the room, and with the code afterwards.

It is gone at once for everybody. The log says that something was withdrawn, and nothing of what it said.
"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from livesessions.archive.redaction import forget_in_administration, rewrite
from livesessions.followup.replying import replies_in
from livesessions.write_ahead_log import empty_log_after_commit
from rooms.live.base.people import Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.background import changing
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from ..forms import QuestionForm
from ..keeping import state_of
from ..models import LogEntry, Mute, Question
from ..moderation.merging import set_apart
from ..moderation.moderating import finish
from ..prompt_records import CARD
from ..questions.pseudonyms import author_keys
from ..records import BOARD, QUESTION
from ..states import OWN_OF, Kind, QuestionState

WORDS = ("text", "category", "cluster", "reason")
"""The fields of a question and of its record in which somebody's words stand."""


@command("board.withdraw", by=Role.PARTICIPANT, form=QuestionForm)
def withdraw_own(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Withdraw a question or card of one's own, until it is answered."""
    question = _lock(request.cleaned["question"])
    person, personal_secret = request.actor.participant, request.actor.personal_secret
    secret = question.board.secret if question is not None and question.board.room_id == room.pk else None
    if question is None or secret is None or person is None or personal_secret is None:
        raise Refused(_("This does not belong to this session any more."), 404)
    if question.author not in author_keys(secret, personal_secret):
        raise Refused(_("This does not belong to this session any more."), 404)
    is_card = question.is_card
    if question.state != QuestionState.WITHDRAWN:
        if is_answered(question):
            raise Refused(_("This was answered already, so it stays. A host can take words out of it."))
        _withdraw(room, question, changes)
        changes.touch_person(room, person, OWN_OF[Kind(question.board.kind)])
    return _("Your card is withdrawn.") if is_card else _("Your question is withdrawn.")


def withdraw_by_code(key: str) -> bool:
    """The same for whoever has the code of the question `key`; returns whether it is withdrawn now."""
    with changing() as changes:
        question = _lock(key)
        if question is None or question.state == QuestionState.WITHDRAWN:
            return question is not None
        if is_answered(question):
            return False
        _withdraw(question.board.room, question, changes)
    return True


def is_answered(question: Question) -> bool:
    """Whether this question, or the one into which it was merged, was answered in the session or in writing."""
    both = [each for each in (question, question.merged_into) if each is not None]
    if any(state_of(each) == QuestionState.ANSWERED for each in both):
        return True
    replies = replies_in(question.board.room.session_id, QUESTION)
    return any(each.pk in replies for each in both)


def _lock(key: str) -> Question | None:
    """The question, held until the transaction ends: a host's decision comes before or after."""
    rows = Question.objects.select_for_update(of=("self",)).select_related("board__room", "merged_into__board")
    return rows.filter(pk=key).first()


def _withdraw(room: Room, question: Question, changes: Changes) -> None:
    """Take the question off every list, and every word of it out of the log and the archive.

    Questions that were merged into this one stand for themselves again. What came from somebody muted reached nobody,
    and so nobody is told of it.
    """
    empty_log_after_commit()
    if question.muted_at is not None and not Mute.objects.filter(question=question).exists():
        Question.objects.filter(pk=question.pk).update(state=QuestionState.WITHDRAWN, **dict.fromkeys(WORDS, ""))
        return
    was: dict[str, Any] = {"state": question.state}
    if question.merged_into_id is not None:
        was["merged_into_id"] = question.merged_into_id
    now = timezone.now()
    apart = set_apart(question, now)
    gone = {"state": QuestionState.WITHDRAWN.value, "merged_into_id": None}
    Question.objects.filter(pk=question.pk).update(
        **gone,
        **dict.fromkeys(WORDS, ""),
        name="",
        team=None,
        state_at=now,
        state_by=None,
        pinned_at=None,
        pinned_by=None,
        muted_at=None,
    )
    _forget_words(question)
    LogEntry.objects.create(board=question.board, question=question, action="withdraw", at=now)
    finish(room, [(question, was, gone), *apart], changes)


def _forget_words(question: Question) -> None:
    """The log and the archive, in every version, keep that there was a question."""
    for entry in question.log.all():
        entry.before, entry.after = _without_words(entry.before), _without_words(entry.after)
        entry.save(update_fields=["before", "after"])
    for kind in (QUESTION, CARD):
        rewrite(kind, question.pk, _without_words)
    rewrite(BOARD, str(question.board_id), lambda payload: _log_without_words(payload, question.pk))
    forget_in_administration([question])


def _without_words(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: "" if name in WORDS else value for name, value in fields.items()}


def _log_without_words(payload: dict[str, Any], key: str) -> dict[str, Any]:
    entries = [
        entry | {"text": "", "before": _without_words(entry["before"]), "after": _without_words(entry["after"])}
        if entry["question"] == key
        else entry
        for entry in payload["log"]
    ]
    return payload | {"log": entries}

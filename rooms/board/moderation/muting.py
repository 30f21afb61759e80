"""Muting the author of a question, without learning who it is, nor what else they asked.

Mute what comes, not what waits: this question is set apart, and whatever its author asks from now on reaches nobody.
Their other questions stay where they are, or the move would show hosts which ones are of one person. For the same
reason what came meanwhile is never shown, not when the author is heard again and not afterwards: it is deleted when the
room ends. The author is told nothing: to them a muted question waits.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from rooms.live.base.people import Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from ..forms import OneForm
from ..models import LogEntry, Mute, Question
from ..questions.ordering import put_in_order
from ..states import LIST_OF, Kind, QuestionState
from .moderating import find
from .transitions import log


@command("board.mute", by=Role.HOST, form=OneForm, moderators=True, decides="mute of {question}")
def mute(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Mute the author of a question."""
    [question] = find(room, [request.cleaned["question"]])
    mute_author(room, question, request, changes)
    return _(
        "Muted: what comes from whoever wrote this reaches nobody. They are not told, and you are not told who it is."
    )


@command("board.unmute", by=Role.HOST, form=OneForm, moderators=True, decides="mute of {question}")
def unmute(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Listen to the author of a question again."""
    [question] = find(room, [request.cleaned["question"]])
    unmute_author(room, question, request, changes)
    return _("Whoever wrote this is heard again. What came from them meanwhile stays unread.")


def mute_author(
    room: Room, question: Question, request: CommandRequest, changes: Changes, undoes: LogEntry | None = None
) -> bool:
    """Mute the author, and set this question apart if no host approved it; returns false if it was done already.

    Whether the author was muted for another question does not matter, and nothing tells of it. Raises `Refused` once
    the room has forgotten authors.
    """
    author = _author(question)
    _mute, is_new = Mute.objects.get_or_create(question=question, defaults={"room": room, "author": author})
    if not is_new:
        return False
    this = Question.objects.filter(pk=question.pk, muted_at=None, checked_at=None)
    this.filter(state__in=(QuestionState.PENDING, QuestionState.VISIBLE)).update(muted_at=timezone.now())
    _written(room, question, request, changes, "mute", undoes, is_muted=True)
    return True


def unmute_author(
    room: Room, question: Question, request: CommandRequest, changes: Changes, undoes: LogEntry | None = None
) -> bool:
    """Unmute the author and put this question back; returns false if it was not done because of this question.

    What they asked meanwhile stays unread: if it came now, it would all be known as one person's.
    """
    _author(question)
    gone, _by_model = Mute.objects.filter(question=question).delete()
    if not gone:
        return False
    Question.objects.filter(pk=question.pk).update(muted_at=None)
    _written(room, question, request, changes, "unmute", undoes, is_muted=False)
    return True


def _author(question: Question) -> str:
    if question.author is None:
        raise Refused(_("The session has ended: nobody knows any more what is of one person."))
    return question.author


def _written(
    room: Room,
    question: Question,
    request: CommandRequest,
    changes: Changes,
    action: str,
    undoes: LogEntry | None,
    *,
    is_muted: bool,
) -> None:
    change = {"before": {"author_muted": not is_muted}, "after": {"author_muted": is_muted}}
    log(question.board, "undo" if undoes else action, request.actor, question=question, undoes=undoes, **change)
    for board in room.boards.all():
        put_in_order(room, board, changes)
        if board.is_frozen:
            changes.touch(room, LIST_OF[Kind(board.kind)], Audience.HOSTS)  # hosts also see newer questions
    for part in ("queue", "rejected", "moderation"):
        changes.touch(room, part, Audience.HOSTS)

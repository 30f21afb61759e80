"""The board's parts for hosts and moderators: waiting questions, hidden questions, the log, and the settings."""

from typing import Any

from rooms.live.base.people import Audience
from rooms.live.models import Room
from rooms.live.rendering.parts import part

from ..models import LogEntry, Question
from ..moderation.duplicates import similar_to
from ..moderation.undoing import may_be_undone_by_moderators, what_it_decided
from ..questions.listing import FOR_HOSTS, board_of, boards_of, prompt_of
from ..questions.word_lists import marks_of, words_of
from ..states import Moderation, Names, QuestionState
from ..wording import did
from .public import by_whom, settings_of

HOSTS = (Audience.HOSTS,)
MODERATORS = (Audience.HOSTS, Audience.MODERATORS)
LAST = 20
"""Log entries on the console; the export has all of them."""


def for_hosts(question: Question) -> dict[str, Any]:
    """The fields of a question for hosts; the asker is hidden from them as from everybody."""
    return {
        "pk": question.pk,
        "text": question.text,
        "prompt": question.board.title,
        "category": question.category,
        "by": by_whom(question),
        "asked_at": question.asked_at,
        "state": question.state,
        "reason": question.reason,
        "muted": question.muted_at is not None,
    }


@part("desk", "rooms/board/parts/desk.html", audiences=HOSTS)
def desk(room: Room, audience: Audience) -> dict[str, Any]:
    """The settings of the board, with the forms to change them."""
    board = board_of(room)
    return {
        "board": settings_of(board),
        "prompt": settings_of(prompt_of(room)),
        "words": words_of(room) if board else [],
        "names_choices": Names.choices,
        "moderation_choices": Moderation.choices,
    }


@part("queue", "rooms/board/parts/queue.html", audiences=MODERATORS)
def queue(room: Room, audience: Audience) -> dict[str, Any]:
    """Waiting questions, the oldest first, with their marks and likely duplicates; then those to check afterwards."""
    board = board_of(room) or prompt_of(room)
    if board is None:
        return {"board": None, "questions": [], "total": 0}
    in_room = Question.objects.filter(board__room=room)
    waiting = in_room.filter(state=QuestionState.PENDING, muted_at=None, merged_into=None).select_related(
        "team", "board"
    )
    questions = list(waiting[:FOR_HOSTS])
    marks = marks_of(room, questions)
    alike = similar_to(questions)
    unseen = []
    if any(each.moderation == Moderation.AFTER for each in boards_of(room)):
        after = in_room.filter(board__moderation=Moderation.AFTER, state=QuestionState.VISIBLE, checked_at=None)
        unseen = list(after.filter(muted_at=None, merged_into=None).select_related("team", "board")[:FOR_HOSTS])
    return {
        "board": settings_of(board),
        "questions": [
            for_hosts(question) | {"marks": marks.get(question.pk, []), "similar": alike.get(question.pk, [])}
            for question in questions
        ],
        "unseen": [for_hosts(question) for question in unseen],
        "total": waiting.count() if len(questions) == FOR_HOSTS else len(questions),
    }


@part("rejected", "rooms/board/parts/rejected.html", audiences=MODERATORS)
def rejected(room: Room, audience: Audience) -> dict[str, Any]:
    """Rejected questions, and questions of muted authors."""
    if not boards_of(room):
        return {"rejected": [], "muted": []}
    in_room = Question.objects.filter(board__room=room).select_related("team", "board")
    turned_down = in_room.filter(state=QuestionState.REJECTED).order_by("-state_at")
    muted = in_room.filter(muted_at__isnull=False).exclude(state=QuestionState.REJECTED)
    return {
        "rejected": [for_hosts(question) for question in turned_down[:FOR_HOSTS]],
        "muted": [for_hosts(question) for question in muted.order_by("-asked_at")[:FOR_HOSTS]],
    }


@part("moderation", "rooms/board/parts/moderation.html", audiences=MODERATORS)
def moderation(room: Room, audience: Audience) -> dict[str, Any]:
    """The newest log entries. The newest entry of a question can be undone."""
    log = LogEntry.objects.filter(board__room=room).select_related("question").order_by("-pk")
    entries = list(log[:LAST]) if boards_of(room) else []
    seen: set[str] = set()
    shown = []
    for entry in entries:
        newest = entry.question_id is not None and entry.question_id not in seen
        seen.add(entry.question_id or "")
        shown.append(
            {
                "pk": entry.pk,
                "did": did(entry),
                "text": entry.question.text if entry.question else "",
                "at": entry.at,
                "decides": what_it_decided(entry),
                "undoable": newest and (audience == Audience.HOSTS or may_be_undone_by_moderators(entry)),
            }
        )
    return {"entries": shown}

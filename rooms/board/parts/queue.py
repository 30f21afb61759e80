"""The board's parts for hosts and moderators: waiting questions, hidden questions, the log, and the settings."""

from collections.abc import Iterable
from typing import Any

from rooms.live.base.people import Audience
from rooms.live.models import Room
from rooms.live.rendering.parts import part

from ..models import Board, LogEntry, Question
from ..moderation.duplicates import similar_to
from ..moderation.undoing import FINAL, may_be_undone_by_moderators, what_it_decided
from ..questions.listing import FOR_HOSTS, board_of, boards_of, prepared_board_of, prompt_of
from ..questions.word_lists import marks_of, words_of
from ..states import Moderation, Names, QuestionState
from ..wording import did
from .public import by_whom, settings_of, signed_by

HOSTS = (Audience.HOSTS,)
MODERATORS = (Audience.HOSTS, Audience.MODERATORS)
LAST = 20
"""Log entries on the console; the export has all of them."""


def for_hosts(question: Question) -> dict[str, Any]:
    """The fields of a question or card for hosts; who wrote it is hidden from them as from everybody."""
    return {
        "pk": question.pk,
        "text": question.text,
        "prompt": question.board.title if question.is_card else "",
        "category": question.category,
        "by": by_whom(question),
        "asked_at": question.asked_at,
        "state": question.state,
        "reason": question.reason,
        "redacted_at": question.redacted_at,
        "muted": question.muted_at is not None,
        **signed_by(question),
    }


@part("desk", "rooms/board/parts/desk.html", audiences=HOSTS)
def desk(room: Room, audience: Audience) -> dict[str, Any]:
    """The settings of the board, with the forms to change them, also before it is opened."""
    board = prepared_board_of(room)
    return {
        "board": settings_of(board),
        "prompt": settings_of(prompt_of(room)),
        "words": words_of(room) if board else [],
        "names_choices": Names.choices,
        "moderation_choices": Moderation.choices,
    }


@part("queue", "rooms/board/parts/queue.html", audiences=MODERATORS)
def queue(room: Room, audience: Audience) -> dict[str, Any]:
    """Waiting cards and waiting questions, each the oldest first; then what has to be checked afterwards.

    A card of a prompt that was put away waits no more.
    """
    board, prompt = board_of(room), prompt_of(room)
    questions, number_of_questions = _waiting(board)
    cards, number_of_cards = _waiting(prompt)
    marks = marks_of(room, [*questions, *cards])
    alike = similar_to([*questions, *cards])

    def with_hints(waiting: Iterable[Question]) -> list[dict[str, Any]]:
        return [
            for_hosts(each) | {"marks": marks.get(each.pk, []), "similar": alike.get(each.pk, [])} for each in waiting
        ]

    return {
        "board": settings_of(board),
        "prompt": settings_of(prompt),
        "questions": with_hints(questions),
        "cards": with_hints(cards),
        "number_of_questions": number_of_questions,
        "number_of_cards": number_of_cards,
        "unseen": [for_hosts(each) for some in (prompt, board) for each in _unseen(some)],
    }


def _waiting(board: Board | None) -> tuple[list[Question], int]:
    """The first that wait on this board, the oldest first, and how many there are."""
    if board is None:
        return [], 0
    waiting = board.questions.filter(state=QuestionState.PENDING, muted_at=None, merged_into=None)
    first = list(waiting.select_related("team", "board")[:FOR_HOSTS])
    return first, waiting.count() if len(first) == FOR_HOSTS else len(first)


def _unseen(board: Board | None) -> list[Question]:
    """Questions that everybody sees and no host has checked, on a board that is checked afterwards."""
    if board is None or board.moderation != Moderation.AFTER:
        return []
    after = board.questions.filter(state=QuestionState.VISIBLE, checked_at=None, muted_at=None, merged_into=None)
    return list(after.select_related("team", "board")[:FOR_HOSTS])


@part("rejected", "rooms/board/parts/rejected.html", audiences=MODERATORS)
def rejected(room: Room, audience: Audience) -> dict[str, Any]:
    """Rejected questions, and the questions because of which their authors were muted.

    What came from muted authors afterwards is not among them: it would show what else one person asked.
    """
    if not boards_of(room):
        return {"rejected": [], "muted": []}
    in_room = Question.objects.filter(board__room=room).select_related("team", "board")
    turned_down = in_room.filter(state=QuestionState.REJECTED).order_by("-state_at")
    muted = in_room.filter(muted_at__isnull=False, mute__isnull=False).exclude(state=QuestionState.REJECTED)
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
                "undoable": newest
                and entry.action not in FINAL
                and (audience == Audience.HOSTS or may_be_undone_by_moderators(entry)),
            }
        )
    return {"entries": shown}

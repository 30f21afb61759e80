"""Keeping a board: what organisers find a year later, and nothing that leads to who asked."""

from collections.abc import Mapping
from datetime import datetime

from livesessions.archive import keeping
from livesessions.archive.models import Record
from livesessions.followup.models import Reply
from livesessions.followup.replying import replies_in

from .models import Board, LogEntry, Question
from .records import BOARD, QUESTION, BoardPayload, Came, EntryPayload, QuestionPayload, outcome_of
from .states import QuestionState


def keep(board: Board, now: datetime) -> None:
    """Write the records of a board whose room ends, and of its questions; call it in that transaction, before its
    questions are archived.

    Of a board that was kept before, only what changed since gets a new version.
    """
    session = board.room.session
    kept = Record.objects.filter(kind=QUESTION, session=session).newest()
    states = {record.key: record.payload["state"] for record in kept}
    questions = {question.pk: question for question in board.questions.order_by("asked_at", "pk")}
    payloads = _payloads(board, questions, states, replies_in(session.pk, QUESTION))
    records = [_record(id, questions[id], payload, payloads) for id, payload in payloads.items()]
    keeping.keep(session, [_board_record(board, now), *records])


def state_of(question: Question) -> str:
    """What became of a question, also when the end of its room put it in the archive."""
    if question.state != QuestionState.ARCHIVED:
        return question.state
    kept = keeping.newest_of(QUESTION, [question.pk]).get(question.pk)
    return kept.payload["state"] if kept else question.state


def _board_record(board: Board, now: datetime) -> Record:
    payload: BoardPayload = {
        "kind": board.kind,
        "title": board.title,
        "names": board.names,
        "moderation": board.moderation,
        "categories": board.categories,
        "log": [_told(entry) for entry in board.log.select_related("question").order_by("pk")],
    }
    return Record(kind=BOARD, key=str(board.pk), payload=payload, begun_at=board.opened_at, ended_at=now)


def _payloads(
    board: Board, questions: Mapping[str, Question], kept: Mapping[str, str], replies: Mapping[str, Reply]
) -> dict[str, QuestionPayload]:
    found: dict[str, QuestionPayload] = {}
    for id, question in questions.items():
        reply = replies.get(id)
        state = question.state
        if state == QuestionState.ARCHIVED:
            state = kept.get(id, state)
        elif state == QuestionState.LIVE:
            state = QuestionState.ANSWERED.value  # it was being answered when the session ended
        found[id] = {
            "text": question.text,
            "prompt": board.title,
            "category": question.category,
            "cluster": question.cluster,
            "state": state,
            "reason": question.reason,
            "votes": question.votes or 0,
            "merged_into": question.merged_into_id or "",
            **came_of_it(state, reply),
        }
    return found


def came_of_it(state: str, reply: Reply | None) -> Came:
    """The fields of a kept question that a reply changes."""
    return {
        "outcome": outcome_of(state, reply.text if reply else "").value,
        "answer": reply.text if reply else "",
        "answered_by": reply.by_name if reply else "",
        "answered_at": reply.at.isoformat() if reply else "",
    }


def _record(id: str, question: Question, payload: QuestionPayload, others: Mapping[str, QuestionPayload]) -> Record:
    """What was taken together with a question that was turned down stands for itself."""
    into = payload["merged_into"]
    stays = into in others and others[into]["state"] != QuestionState.REJECTED
    return Record(
        kind=QUESTION,
        key=id,
        within=into if stays else "",
        listed=payload["state"] != QuestionState.REJECTED,
        payload=payload,
        begun_at=question.asked_at.replace(second=0, microsecond=0),
    )


def _told(entry: LogEntry) -> EntryPayload:
    return {
        "at": entry.at.isoformat(),
        "by": entry.by_name,
        "action": entry.action,
        "question": entry.question_id or "",
        "text": entry.question.text if entry.question else "",
        "before": entry.before,
        "after": entry.after,
    }

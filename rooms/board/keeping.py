"""Keeping a board: what organisers find a year later, and nothing that leads to who asked."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F

from .models import Board, LogEntry, Question
from .records import BoardRecord, QuestionRecord
from .states import State


def keep(board: Board, now: datetime) -> BoardRecord:
    """Write the record of a board whose room ends; call it in that transaction, before its questions are archived.

    Of a board that was kept before, only the questions that changed since get a new version.
    """
    session = board.room.session
    version = BoardRecord.objects.filter(board=board.pk).count() + 1
    record = BoardRecord.objects.create(
        programme_id=session.programme_id,
        session=session,
        board=board.pk,
        version=version,
        kind=board.kind,
        title=board.title,
        names=board.names,
        moderation=board.moderation,
        categories=board.categories,
        log=[_told(entry) for entry in board.log.order_by("pk")],
        opened_at=board.opened_at,
        closed_at=now,
    )
    kept = newest(QuestionRecord.objects.filter(record__board=board.pk)) if version > 1 else {}
    fresh = [_recorded(record, question, kept.get(question.pk)) for question in _questions(board)]
    QuestionRecord.objects.bulk_create((each for each in fresh if each is not None), batch_size=200)
    return record


def newest(records: Iterable[QuestionRecord]) -> dict[str, QuestionRecord]:
    """The newest version of each question, by question."""
    found: dict[str, QuestionRecord] = {}
    for record in records:
        if record.question not in found or found[record.question].version < record.version:
            found[record.question] = record
    return found


def state_of(question: Question) -> str:
    """What became of a question, also when the end of its room put it in the archive."""
    kept = QuestionRecord.objects.filter(question=question.pk).order_by("version").last()
    return kept.state if kept is not None and question.state == State.ARCHIVED else question.state


def next_version(record: QuestionRecord, **changed: Any) -> QuestionRecord:
    """The same question with something else in it, not yet saved."""
    return QuestionRecord(**_fields(record) | {"record_id": record.record_id, "version": record.version + 1} | changed)


def _questions(board: Board) -> Iterable[Question]:
    return board.questions.select_related("answer").order_by(F("asked_at"), "pk")


def _recorded(record: BoardRecord, question: Question, kept: QuestionRecord | None) -> QuestionRecord | None:
    """The question as it is to be kept; `None` when it was kept so already."""
    answer = getattr(question, "answer", None)
    state = question.state
    if state == State.ARCHIVED and kept is not None:
        state = kept.state
    elif state == State.LIVE:
        state = State.ANSWERED  # it was being answered when the session ended
    found = QuestionRecord(
        question=question.pk,
        text=question.text,
        category=question.category,
        cluster=question.cluster,
        state=state,
        reason=question.reason,
        votes=question.votes or 0,
        merged_into=question.merged_into_id or "",
        asked_at=question.asked_at.replace(second=0, microsecond=0),
        answer=answer.text if answer else "",
        answered_by=answer.by_name if answer else "",
        answered_at=answer.at if answer else None,
    )
    if kept is not None and _fields(found) == _fields(kept):
        return None
    found.record, found.version = record, kept.version + 1 if kept else 1
    return found


def _fields(record: QuestionRecord) -> dict[str, Any]:
    """What a record says, without which version it is."""
    left_out = ("id", "record", "version")
    return {field.name: getattr(record, field.name) for field in record._meta.fields if field.name not in left_out}


def _told(entry: LogEntry) -> dict[str, Any]:
    return {
        "at": entry.at.isoformat(),
        "by": entry.by_name,
        "action": entry.action,
        "question": entry.question_id or "",
        "before": entry.before,
        "after": entry.after,
    }

"""Keeping a board: everything that organisers look up a year later, and nothing that leads to an asker."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from livesessions.archive import keeping
from livesessions.archive.keeping import AT_THE_END, Reason
from livesessions.archive.models import Record
from livesessions.followup.models import Reply
from livesessions.followup.replying import replies_in

from .models import Board, LogEntry, Question
from .prompt_records import CARD, PROMPT, CardPayload, PromptPayload
from .records import BOARD, QUESTION, BoardPayload, Came, EntryPayload, QuestionPayload, outcome_of
from .states import UNLISTED, Kind, QuestionState, Why


def keep_again(board: Board) -> None:
    """Write what changed since the room ended as new versions: the newest action in the log says why, and by whom."""
    action, by = board.log.order_by("pk").values_list("action", "by").last() or ("", None)
    why = {"redact": Why.REDACTED, "withdraw": Why.WITHDRAWN}.get(action, Why.MODERATED)
    keep(board, timezone.now(), Reason(why, by))


def keep(board: Board, now: datetime, reason: Reason = AT_THE_END) -> None:
    """Write the records of a board whose room ends, and of its questions or cards; call it in that transaction, before
    these are archived.

    Of a board that was kept before, only what changed since gets a new version, for this `reason`.
    """
    session = board.room.session
    is_prompt = board.kind == Kind.PROMPT
    kept = Record.objects.filter(kind=CARD if is_prompt else QUESTION, session=session).newest()
    states = {record.key: record.payload["state"] for record in kept}
    there = {each.pk: each for each in board.questions.order_by("asked_at", "pk")}
    records = _of_prompt(board, there, states, now) if is_prompt else _of_questions(board, there, states)
    keeping.keep(session, [_board_record(board, now), *records], reason)


def _of_questions(board: Board, questions: Mapping[str, Question], kept: Mapping[str, str]) -> list[Record]:
    payloads = _payloads(questions, kept, replies_in(board.room.session_id, QUESTION))
    return [_record(id, questions[id], payload, payloads) for id, payload in payloads.items()]


def _of_prompt(board: Board, cards: Mapping[str, Question], kept: Mapping[str, str], now: datetime) -> list[Record]:
    """The record of a prompt, and those of its cards, which are shown with it."""
    payloads: dict[str, CardPayload] = {
        id: {
            "text": card.text,
            "cluster": card.cluster,
            "state": _state_to_keep(card, kept),
            "reason": card.reason,
            "votes": card.votes or 0,
            "merged_into": card.merged_into_id or "",
        }
        for id, card in cards.items()
    }
    records = [
        Record(
            kind=CARD,
            key=id,
            within=str(board.pk),
            listed=payload["state"] not in UNLISTED,
            payload=payload,
            begun_at=_minute(cards[id]),
            redacted_at=cards[id].redacted_at,
        )
        for id, payload in payloads.items()
    ]
    prompt: PromptPayload = {"title": board.title, "cards": sum(record.listed for record in records)}
    ended_at = board.closed_at or now
    return [
        Record(
            kind=PROMPT,
            key=str(board.pk),
            payload=prompt,
            begun_at=board.opened_at,
            ended_at=ended_at,
            redacted_at=board.redacted_at,
        ),
        *records,
    ]


def _state_to_keep(question: Question, kept: Mapping[str, str]) -> str:
    """The state just before the room ended."""
    if question.state == QuestionState.ARCHIVED:
        return kept.get(question.pk, question.state)
    if question.state == QuestionState.LIVE:
        return QuestionState.ANSWERED.value  # it was being discussed when the session ended
    return question.state


def _minute(question: Question) -> datetime:
    return question.asked_at.replace(second=0, microsecond=0)


def state_of(question: Question) -> str:
    """The outcome of a question, also when the end of its room put it in the archive."""
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
    questions: Mapping[str, Question], kept: Mapping[str, str], replies: Mapping[str, Reply]
) -> dict[str, QuestionPayload]:
    found: dict[str, QuestionPayload] = {}
    for id, question in questions.items():
        state = _state_to_keep(question, kept)
        found[id] = {
            "text": question.text,
            "category": question.category,
            "state": state,
            "reason": question.reason,
            "votes": question.votes or 0,
            "merged_into": question.merged_into_id or "",
            **came_of_it(state, replies.get(id)),
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
    """Questions that were merged into a rejected one stand for themselves."""
    into = payload["merged_into"]
    stays = into in others and others[into]["state"] not in UNLISTED
    return Record(
        kind=QUESTION,
        key=id,
        within=into if stays else "",
        listed=payload["state"] not in UNLISTED,
        payload=payload,
        begun_at=_minute(question),
        redacted_at=question.redacted_at,
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

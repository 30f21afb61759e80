"""The kept questions of a programme as its organisers may see them: page, comparison and download ask here.

What a host turned down is in the moderation log only; who asked is nowhere.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from livesessions.programme.models import Programme, Session
from rooms.board.keeping import newest
from rooms.board.models import LogEntry
from rooms.board.records import BoardRecord, QuestionRecord
from rooms.board.states import State
from rooms.board.wording import did


class Outcome(StrEnum):
    """What came of a question."""

    IN_SESSION = "session"
    IN_WRITING = "writing"
    OPEN = "open"
    WAITING = "waiting"


def outcome_of(record: QuestionRecord) -> Outcome:
    """Answered in the session, later in writing, shown and not answered, or never come to."""
    if record.state == State.ANSWERED:
        return Outcome.IN_SESSION
    if record.answer:
        return Outcome.IN_WRITING
    return Outcome.WAITING if record.state == State.PENDING else Outcome.OPEN


@dataclass(frozen=True, slots=True)
class Kept:
    """A question with what came of it; `likes` are those that were taken together with it."""

    record: QuestionRecord
    session: Session | None
    outcome: Outcome
    likes: tuple[QuestionRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which questions to show; what is empty does not choose."""

    session: str = ""
    outcome: str = ""
    category: str = ""
    text: str = ""

    def __call__(self, kept: Kept) -> bool:
        """This question is among them."""
        record = kept.record
        return (
            (not self.session or (kept.session is not None and str(kept.session.pk) == self.session))
            and self.outcome in ("", kept.outcome)
            and self.category in ("", record.category)
            and self.text.casefold() in f"{record.text} {record.answer}".casefold()
        )


@dataclass(slots=True)
class Summary:
    """One session beside the others: how many questions, what came of them, how often somebody wanted to know one."""

    session: Session | None
    questions: int = 0
    wanted: int = 0
    by_outcome: Counter[Outcome] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the moderation log."""

    session: Session | None
    at: datetime
    by: str
    did: str
    text: str
    reason: str


def kept_questions(programme: Programme) -> list[Kept]:
    """The newest version of each question that was not turned down, by session and then by votes; one query.

    Questions that were taken together are one; what was taken together with a question that was turned down stands for
    itself.
    """
    records = QuestionRecord.objects.filter(record__programme=programme).select_related("record__session")
    found = {id: each for id, each in newest(records).items() if each.state != State.REJECTED}
    likes: dict[str, list[QuestionRecord]] = {}
    for each in found.values():
        if each.merged_into in found:
            likes.setdefault(each.merged_into, []).append(each)
    kept = [
        Kept(each, each.record.session, outcome_of(each), tuple(likes.get(id, ())))
        for id, each in found.items()
        if each.merged_into not in found
    ]
    return sorted(kept, key=lambda one: (_when(one.session), -one.record.votes, one.record.asked_at, one.record.pk))


def compare(kept: Iterable[Kept]) -> list[Summary]:
    """A summary of each session that has questions, in the order of `kept`."""
    found: dict[int | None, Summary] = {}
    for one in kept:
        summary = found.setdefault(one.session.pk if one.session else None, Summary(one.session))
        summary.questions += 1
        summary.wanted += one.record.votes
        summary.by_outcome[one.outcome] += 1
    return list(found.values())


def moderation_log(programme: Programme) -> Iterable[Step]:
    """What hosts did on the boards of a programme, in order; of each board the newest record; two queries.

    Here, and only here, stands what was not shown, with the reason. Undoing is a line of its own.
    """
    boards: dict[int, BoardRecord] = {}
    for record in programme.board_records.select_related("session").order_by("version"):
        boards[record.board] = record
    records = QuestionRecord.objects.filter(record__programme=programme)
    texts = {id: each.text for id, each in newest(records).items()}
    for record in sorted(boards.values(), key=lambda each: (_when(each.session), each.pk)):
        for entry in record.log:
            yield Step(
                record.session,
                datetime.fromisoformat(entry["at"]),
                entry["by"],
                did(LogEntry(action=entry["action"], by_name=entry["by"])),
                texts.get(entry["question"], ""),
                _reason(entry["after"]),
            )


def _reason(after: dict[str, Any]) -> str:
    return str(after.get("reason", ""))


def _when(session: Session | None) -> tuple[str, int]:
    return (session.starts_at.isoformat(), session.pk) if session else ("", 0)

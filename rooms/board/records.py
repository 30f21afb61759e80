"""A kept question as organisers see it, and the moderation log: as a page, a comparison and two downloads.

A question that a host rejected is in the moderation log only. No record says who asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from django.db.models import Count, IntegerField, Q, Sum, TextChoices
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from livesessions.archive.models import Record
from livesessions.archive.reading import BY_SESSION
from livesessions.archive.register import Choice, Gist, Item, Page, RecordKind, Sheet, register

from .models import LogEntry
from .states import QuestionState, Why
from .wording import did

QUESTION, BOARD = "question", "board"
VOTES = Cast(KT("payload__votes"), IntegerField())


class Outcome(TextChoices):
    """What came of a question."""

    IN_SESSION = "session", _("Answered in the session")
    IN_WRITING = "writing", _("Answered in writing")
    OPEN = "open", _("Not answered yet")
    WAITING = "waiting", _("Not come to in the session")


def outcome_of(state: str, answer: str) -> Outcome:
    """Answered in the session, answered later in writing, shown without an answer, or never reached."""
    if state == QuestionState.ANSWERED:
        return Outcome.IN_SESSION
    if answer:
        return Outcome.IN_WRITING
    return Outcome.WAITING if state == QuestionState.PENDING else Outcome.OPEN


class Came(TypedDict):
    """What came of a question; `answered_at` is a moment in ISO 8601, empty without an answer in writing."""

    outcome: str
    answer: str
    answered_by: str
    answered_at: str


class QuestionPayload(Came):
    """What is kept of a question; of a card it is in prompt_records.py.

    There is neither name nor team, also on a board that showed them: they were for the people in the room. `state` is
    what the question was just before the room ended.
    """

    text: str
    category: str
    state: str
    reason: str
    votes: int
    merged_into: str


class EntryPayload(TypedDict):
    """What a host did: with which question, and the fields that changed. Nothing in it names a participant."""

    at: str
    by: str
    action: str
    question: str
    text: str
    before: dict[str, Any]
    after: dict[str, Any]


class BoardPayload(TypedDict):
    """A board as it was set when its room ended, with everything that was done on it, in order."""

    kind: str
    title: str
    names: str
    moderation: str
    categories: list[str]
    log: list[EntryPayload]


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A line of the download of questions; `like` was taken together with that of `record`."""

    record: Record
    like: Record | None = None

    @property
    def own(self) -> QuestionPayload:
        """The question that this line is about."""
        return (self.like or self.record).payload

    def came(self, name: str) -> str:
        """A field about the outcome. Of merged questions only the line of the one that stays has it."""
        return "" if self.like else self.record.payload[name]


@dataclass(frozen=True, slots=True)
class LogRow:
    """A line of the moderation log. Undoing is a line of its own."""

    record: Record
    entry: EntryPayload


def _words(payload: Mapping[str, Any]) -> Iterable[str]:
    return (payload[name] for name in ("text", "category", "answer", "reason"))


def _shown(record: Record, within: Sequence[Item]) -> dict[str, Any]:
    payload: QuestionPayload = record.payload
    return {
        "key": record.key,
        **{name: payload[name] for name in ("text", "category", "votes", "answer", "answered_by")},
        "outcome": Outcome(payload["outcome"]).label,
        "answered_at": datetime.fromisoformat(payload["answered_at"]) if payload["answered_at"] else None,
        "likes": [item.shown["text"] for item in within],
    }


def _gist(record: Record) -> Gist:
    outcome, votes = Outcome(record.payload["outcome"]).label, record.payload["votes"]
    also = ngettext("%(votes)s vote", "%(votes)s votes", votes) % {"votes": votes}
    return Gist(f"{outcome}, {also}" if votes else str(outcome))


def _questions(record: Record, within: Sequence[Record]) -> Iterable[QuestionRow]:
    return [QuestionRow(record), *(QuestionRow(record, like) for like in within)]


def _log(record: Record, within: Sequence[Record]) -> Iterable[LogRow]:
    return [LogRow(record, entry) for entry in record.payload["log"]]


def date_of(record: Record) -> object:
    """The day of a record's session, for a download; empty for a session that was removed."""
    return timezone.localdate(record.session.starts_at) if record.session else ""


def _moment(at: str) -> object:
    return timezone.localtime(datetime.fromisoformat(at)).replace(microsecond=0) if at else ""


def _outcome(row: QuestionRow) -> object:
    return "" if row.like else Outcome(row.record.payload["outcome"]).label


def _did(row: LogRow) -> str:
    return did(LogEntry(action=row.entry["action"], by_name=row.entry["by"]))


def _without_words(entry: Mapping[str, Any]) -> dict[str, Any]:
    return dict(entry) | {"by": "", "text": "", "before": {}, "after": {}}


register(
    RecordKind(
        name=QUESTION,
        schema=QuestionPayload,
        words=_words,
        purged=lambda payload: payload | dict.fromkeys(("text", "reason", "answer", "answered_by"), ""),
        template="rooms/board/record.html",
        shown=_shown,
        gist=_gist,
        reasons=dict(Why.choices),
        of_nobody=[Why.WITHDRAWN],
        inside=QUESTION,
        order=(*BY_SESSION, VOTES.desc(), "begun_at", "pk"),
        page=Page(
            name="questions",
            title=_("Questions from the room"),
            empty=_("No questions have been kept yet. They come here as soon as a session ends."),
            place=3,
            choices=[
                Choice("outcome", _("What came of it"), dict(Outcome.choices)),
                Choice("category", _("Category")),
            ],
            figures=[
                (_("Questions"), Count("pk")),
                *((outcome.label, Count("pk", filter=Q(payload__outcome=outcome.value))) for outcome in Outcome),
                (_("Votes"), Sum(VOTES)),
            ],
        ),
        sheets=[
            Sheet(
                name="questions",
                title=_("Questions"),
                page="questions",
                rows=_questions,
                about=("session", "date"),
                columns=[
                    (_("Session"), lambda row: row.record.session_title),
                    (_("Date"), lambda row: date_of(row.record)),
                    (_("Question"), lambda row: row.own["text"]),
                    (_("Taken together with"), lambda row: row.record.payload["text"] if row.like else ""),
                    (_("Category"), lambda row: row.own["category"]),
                    (_("People who want to know this too"), lambda row: row.own["votes"]),
                    (_("What came of it"), _outcome),
                    (_("Answer"), lambda row: row.came("answer")),
                    (_("Answered by"), lambda row: row.came("answered_by")),
                    (_("Answered on"), lambda row: _moment(row.came("answered_at"))),
                ],
            )
        ],
    )
)

register(
    RecordKind(
        name=BOARD,
        schema=BoardPayload,
        words=lambda payload: [payload["title"]],
        reasons=dict(Why.choices),
        of_nobody=[Why.WITHDRAWN],
        purged=lambda payload: payload | {"log": [_without_words(entry) for entry in payload["log"]]},
        order=(*BY_SESSION, "pk"),
        sheets=[
            Sheet(
                name="moderation",
                title=_("Moderation log"),
                page="questions",
                apart=True,  # it holds what hosts decided not to show
                rows=_log,
                columns=[
                    (_("Session"), lambda row: row.record.session_title),
                    (_("When"), lambda row: _moment(row.entry["at"])),
                    (_("Who"), lambda row: row.entry["by"]),
                    (_("What"), _did),
                    (_("Question or card"), lambda row: row.entry["text"]),
                    (_("Reason"), lambda row: row.entry["after"].get("reason", "")),
                ],
            )
        ],
    )
)

"""A kept poll as organisers see it: on its page, and as CSV."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from livesessions.archive.disclosure import Disclosed, Viewer, disclose
from livesessions.archive.models import Record
from livesessions.archive.register import Item, Page, RecordKind, Sheet, register
from polls.kinds.bars import Bars, Row, bars
from polls.kinds.kind import Option

POLL = "poll"


class PollPayload(TypedDict):
    """What is kept of a poll: `options` as [key, text] in their order, `counts` by key.

    With fewer answers than `minimum` there are no counts, and the record does not say how many answered.
    """

    kind: str
    question: str
    options: list[list[str]]
    counts: dict[str, int]
    minimum: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the download: one answer, or `None` for a poll whose result stays closed."""

    record: Record
    row: Row | None


def disclosed(record: Record) -> Disclosed[Bars]:
    """What an organiser may see of a kept poll."""
    payload: PollPayload = record.payload
    if record.answered is None:
        return Disclosed(None, "too_few")
    result = bars([Option(key, text) for key, text in payload["options"]], payload["counts"])
    return disclose(result, Viewer.ORGANISER, revealed=True, closed=True, minimum=payload["minimum"])


def _words(payload: Mapping[str, Any]) -> Iterable[str]:
    return payload["question"], *(text for _key, text in payload["options"])


def _shown(record: Record, within: Sequence[Item]) -> dict[str, Any]:
    what = disclosed(record)
    return {
        "question": record.payload["question"],
        "result": what.result,
        "hidden_reason": what.reason,
        "answers": record.answered,
        "minimum": record.payload["minimum"],
    }


def _lines(record: Record, within: Sequence[Record]) -> Iterable[Line]:
    result = disclosed(record).result
    return [Line(record, None)] if result is None else [Line(record, row) for row in result.rows]


def _closed(line: Line) -> datetime:
    return timezone.localtime(line.record.ended_at).replace(second=0, microsecond=0)


register(
    RecordKind(
        name=POLL,
        schema=PollPayload,
        words=_words,
        template="polls/record.html",
        shown=_shown,
        order=("ended_at", "pk"),
        page=Page(
            name="polls",
            title=gettext_lazy("Polls"),
            empty=gettext_lazy("Nothing has been kept yet. A poll comes here as soon as it is closed."),
            place=1,
        ),
        sheets=[
            Sheet(
                name="polls",
                label=gettext_lazy("Download as CSV"),
                page="polls",
                rows=_lines,
                columns=[
                    (gettext_lazy("Session"), lambda line: line.record.session_title),
                    (gettext_lazy("Poll"), lambda line: line.record.payload["question"]),
                    (gettext_lazy("Closed"), _closed),
                    (gettext_lazy("Answers"), lambda line: line.record.answered),
                    (
                        gettext_lazy("Answer"),
                        lambda line: line.row.text if line.row else _("Too few answers to show"),
                    ),
                    (gettext_lazy("Votes"), lambda line: line.row.count if line.row else ""),
                    (gettext_lazy("Percent"), lambda line: line.row.share if line.row else ""),
                ],
            )
        ],
    )
)

"""A kept poll of a group as organisers see it: with the harvest of its group, on the page and in the download."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict

from django.utils.translation import gettext as _

from livesessions.archive.models import Record
from livesessions.archive.register import Item, RecordKind, register
from rooms.breakouts.extensions import Line, told_with_the_harvest
from rooms.breakouts.records import ROUND

GROUP_POLL = "grouppoll"


class GroupPollPayload(TypedDict):
    """What is kept of a result that the group saw: `rows` of [text, number], in the group with the number `group`.

    Of a result with too few answers there are no rows, and the record does not say how many answered.
    """

    group: int
    question: str
    rows: list[list[Any]]


def _words(payload: Mapping[str, Any]) -> Iterable[str]:
    return payload["question"], *(text for text, _votes in payload["rows"])


def _shown(record: Record, within: Sequence[Item]) -> dict[str, Any]:
    return record.payload | {"answers": record.answered}


@told_with_the_harvest(GROUP_POLL)
def lines(record: Record) -> Iterable[Line]:
    """A line for each answer. No teams stand beside it: with a few answers they would say who it was."""
    payload: GroupPollPayload = record.payload
    for text, votes in payload["rows"] or [[_("(too few answers to keep)"), ""]]:
        title = _("The group's own poll")
        yield Line(title=title, text=f"{payload['question']} {text}", votes=votes, names_teams=False)


register(
    RecordKind(
        name=GROUP_POLL,
        schema=GroupPollPayload,
        words=_words,
        purged=lambda payload: payload | {"question": "", "rows": [["", votes] for _text, votes in payload["rows"]]},
        template="polls/groups/record.html",
        shown=_shown,
        inside=ROUND,
    )
)

"""A kept poll as organisers see it: on its page, and as CSV."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from livesessions.archive.models import Record
from livesessions.archive.register import Item, Page, RecordKind, Sheet, register
from polls.kinds.kind import Line as ResultLine
from polls.kinds.register import kinds

from ..drafts.kind_settings import texts_in
from ..questions import said, translated
from ..whose.models import Voice
from ..whose.voices import best_of, lines_of_best
from .looking_up import BEFORE, PICTURES, POLL, look_up
from .results import HANDS, PollPayload, disclosed, gist, heard, names_of, shifts_from


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the download: one of a result, or `None` for one that stays closed; `voice` says whose result."""

    record: Record
    line: ResultLine | None
    voice: str
    answered: int | None
    name: str = ""


def _words(payload: Mapping[str, Any]) -> Iterable[str]:
    settings = texts_in(kinds()[payload["kind"]], payload["settings"])
    return (
        payload["question"],
        payload["survey"],
        *(wording["text"] for wording in payload["wordings"]),
        *(text for _key, text in payload["options"]),
        *(text for _label, text in settings.values()),
    )


def _without_words(payload: dict[str, Any]) -> dict[str, Any]:
    """What people wrote goes. What hosts asked stays with the figures."""
    return payload | {"cells": {}} if kinds()[payload["kind"]].can_hide else payload


def _shown(record: Record, within: Sequence[Item]) -> dict[str, Any]:
    what = disclosed(record)
    return {
        "question": record.payload["question"],
        "survey": record.payload["survey"],
        "wordings": [wording["text"] for wording in record.payload["wordings"]],
        "template": f"polls/kinds/{record.payload['kind']}/result.html",
        "kind_title": translated(kinds()[record.payload["kind"]].title),
        "settings": record.payload["settings"],
        "pictures": _pictures(record),
        "result": what.result,
        "round": record.payload["round"],
        "shifts": shifts_from(record.beside.get(BEFORE), what.result),
        "outcome": said(kinds()[record.payload["kind"]].outcome(what.result)) if what.result else "",
        "best": [best] if what.result and (best := best_of([record.payload["voices"]])) else [],
        "voices": [table for voice in Voice if (table := heard(record, what.result, voice))],
        "named": names_of(record),
        "hidden_reason": what.reason,
        "answers": record.answered,
        "minimum": record.payload["minimum"],
    }


def _pictures(record: Record) -> dict[str, str]:
    """Where the pictures of its options are found, as long as they are there, by key."""
    slug = record.programme.slug
    found = record.beside.get(PICTURES, {})
    return {option: reverse("archive-picture", args=[slug, digest]) for option, digest in found.items()}


def _lines(record: Record, within: Sequence[Record]) -> Iterable[Line]:
    result = disclosed(record).result
    named = [
        Line(record, ResultLine(", ".join(each.answer)), _("With a name"), None, each.name or _("Anonymous"))
        for each in names_of(record)
    ]
    if result is None:
        return [Line(record, None, _("Per person"), None), *named]
    answers = kinds()[record.payload["kind"]].lines(result)
    if record.purged_at:
        answers = answers or [ResultLine("")]  # how many answered is kept longer than what they wrote
    lines = [Line(record, line, _("Per person"), record.answered) for line in answers]
    for each in [*heard(record, result, Voice.TEAM)[1:], *heard(record, result, Voice.SIDE)]:
        found: list[ResultLine | None] = [*each.lines] if each.lines else [None]
        lines += [Line(record, line, each.title, each.answered) for line in found]
    best = [Line(record, line, _("Best teams"), None) for line in lines_of_best([record.payload["voices"]])]
    return [*lines, *best, *named]


def _text(line: Line) -> str:
    return line.line.text if line.line else _("Too few answers to show")


def _number(name: str) -> Callable[[Line], Any]:
    """The value of a column of numbers: empty where a line has none."""
    return lambda line: "" if (found := getattr(line.line, name, None)) is None else found


def _closed(line: Line) -> datetime:
    return timezone.localtime(line.record.ended_at).replace(second=0, microsecond=0)


register(
    RecordKind(
        name=POLL,
        schema=PollPayload,
        words=_words,
        purged=_without_words,
        variant=itemgetter("kind"),
        variants=lambda: {name: translated(kind.title) for name, kind in kinds().items()},
        template="polls/record.html",
        shown=_shown,
        gist=gist,
        look_up=look_up,
        reasons={HANDS: gettext_lazy("Hands in the hall were counted")},
        teams=lambda payload: payload["voices"]["each"] if payload["voices"] else (),
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
                title=gettext_lazy("Polls"),
                page="polls",
                rows=_lines,
                about=("session", "poll", "closed", "answers", "survey", "kind", "round"),
                split=("counted", "part"),
                share="percent",
                columns=[
                    (gettext_lazy("Session"), lambda line: line.record.session_title),
                    (gettext_lazy("Poll"), lambda line: line.record.payload["question"]),
                    (gettext_lazy("Closed"), _closed),
                    (gettext_lazy("Answers"), lambda line: line.answered),
                    (gettext_lazy("Answer"), _text),
                    (gettext_lazy("Votes"), _number("votes")),
                    (gettext_lazy("Percent"), _number("percent")),
                    (gettext_lazy("Part"), lambda line: line.line.part if line.line else ""),
                    (gettext_lazy("Value"), _number("value")),
                    (gettext_lazy("Survey"), lambda line: line.record.payload["survey"]),
                    (gettext_lazy("Kind"), lambda line: translated(kinds()[line.record.payload["kind"]].title)),
                    (gettext_lazy("Counted"), lambda line: line.voice),
                    (gettext_lazy("Hands in the hall"), _number("hands")),
                    (gettext_lazy("Round"), lambda line: line.record.payload["round"]),
                    (gettext_lazy("Name"), lambda line: line.name),
                ],
            )
        ],
    )
)

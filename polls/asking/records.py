"""A kept poll as organisers see it: on its page, and as CSV."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict, cast

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from livesessions.archive.disclosure import Disclosed, Viewer, disclose
from livesessions.archive.keeping import newest_of
from livesessions.archive.models import Record
from livesessions.archive.register import Item, Page, RecordKind, Sheet, register
from polls.kinds.bars import Hands, with_hands
from polls.kinds.hidden import approved_of
from polls.kinds.kind import APPROVE, Cells, Kind, Question, Result
from polls.kinds.kind import Line as ResultLine
from polls.kinds.register import kinds
from polls.kinds.rounds import Shift, shifts

from .drafts.kind_settings import texts_in
from .models import Poll
from .pictures.models import Picture
from .questions import question, said, translated
from .whose.models import Voice
from .whose.named import Named, named_answers
from .whose.voices import Heard, VoicesKept, best_of, lines_of_best, per_side, per_team

POLL = "poll"


class PollPayload(TypedDict):
    """What is kept of a poll: `options` as [key, text] in their order, and the `cells` of its kind (docs/kinds.md).

    With fewer answers than `minimum` there are no cells, and the record does not say how many answered. `voices` are
    those of a poll that is counted by team and side. `hands`, counted in the hall, are in none of these.
    From the second `round` on, `again_of` is the key of the round before.
    """

    kind: str
    question: str
    options: list[list[str]]
    settings: dict[str, Any]
    cells: dict[str, int]
    minimum: int
    voices: VoicesKept | None
    hands: dict[str, Any]
    round: int
    again_of: str
    wordings: list[dict[str, str]]
    """What it asked before somebody mended a typo, as {text, until}; `until` is a time in ISO 8601."""
    survey: str
    """The title of the survey that it was a question of; empty for a poll on its own."""
    named: bool
    barometer: str
    """The key that its host gave it; empty for none. What organisers gave it since is beside the record."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the download: one of a result, or `None` for one that stays closed; `voice` says whose result."""

    record: Record
    line: ResultLine | None
    voice: str
    answered: int | None
    name: str = ""


def asked_in(payload: PollPayload) -> tuple[Kind, Question]:
    kind = kinds()[payload["kind"]]
    options = [(key, text) for key, text in payload["options"]]
    return kind, question(kind, options, payload["settings"], payload["minimum"])


def disclosed(record: Record) -> Disclosed[Result]:
    """What an organiser may see of a kept poll, in the present language."""
    payload: PollPayload = record.payload
    kind, asked = asked_in(payload)
    if record.answered is None:
        return both_of(Disclosed(None, "too_few"), kind, {}, 0, asked, payload["hands"])
    cells = approved_in(record)
    result = kind.result(cells, record.answered, asked)
    shown = disclose(result, Viewer.ORGANISER, revealed=True, closed=True, minimum=payload["minimum"])
    return both_of(shown, kind, cells, record.answered, asked, payload["hands"])


def approved_in(record: Record) -> Cells:
    """The cells of a record without what still waits for a host's approval, until the room is finished."""
    payload: PollPayload = record.payload
    if not payload["settings"].get(APPROVE):
        return payload["cells"]
    poll = Poll.objects.filter(pk=record.key, approved__isnull=False).only("approved").first()
    return approved_of(kinds()[payload["kind"]], payload["cells"], poll.approved or []) if poll else payload["cells"]


def both_of(
    shown: Disclosed[Result], kind: Kind, cells: Cells, answered: int, asked: Question, hands: Mapping[str, Any]
) -> Disclosed[Result]:
    """What may be seen of ballots together with hands of the hall; of too few ballots, the hands alone."""
    if not hands or shown.reason == "not_revealed":
        return shown
    seen, total = (cells, answered) if shown.result is not None else ({}, 0)
    return Disclosed(with_hands(kind, seen, total, asked, cast("Hands", hands)), shown.reason)


def heard(record: Record, result: Result | None, voice: Voice) -> list[Heard]:
    """The voices of a kept poll whose `result` may be seen; none of a poll that is not counted by team and side."""
    payload: PollPayload = record.payload
    kept = payload["voices"]
    if result is None or kept is None or voice == Voice.PERSON:
        return []
    kind, asked = asked_in(payload)
    return per_team(kind, asked, result, kept) if voice == Voice.TEAM else per_side(kind, asked, kept)


def shifts_since(again_of: str, after: Result | None) -> tuple[Shift, ...]:
    """How a closed poll moved since the round before, if both results may be shown and both are bars."""
    before = newest_of(POLL, [again_of]).get(again_of) if again_of and after else None
    return shifts(disclosed(before).result, after) if before else ()


def names_of(record: Record) -> list[Named]:
    """Who answered what, as long as these people are known; nothing unless the poll is a named one."""
    poll = Poll.objects.filter(pk=record.key).first() if record.payload["named"] else None
    return named_answers(poll, poll.options.all()) if poll else []


def _words(payload: Mapping[str, Any]) -> Iterable[str]:
    settings = texts_in(kinds()[payload["kind"]], payload["settings"])
    return (
        payload["question"],
        payload["survey"],
        *(wording["text"] for wording in payload["wordings"]),
        *(text for _key, text in payload["options"]),
        *(text for _label, text in settings.values()),
    )


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
        "shifts": shifts_since(record.payload["again_of"], what.result),
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
    payload: PollPayload = record.payload
    if not kinds()[payload["kind"]].pictures:
        return {}
    found = Picture.objects.filter(option__in=[key for key, _text in payload["options"]])
    slug = record.programme.slug
    return {
        str(option): reverse("archive-picture", args=[slug, digest])
        for option, digest in found.values_list("option_id", "digest")
    }


def _lines(record: Record, within: Sequence[Record]) -> Iterable[Line]:
    result = disclosed(record).result
    named = [
        Line(record, ResultLine(", ".join(each.answer)), _("With a name"), None, each.name or _("Anonymous"))
        for each in names_of(record)
    ]
    if result is None:
        return [Line(record, None, _("Per person"), None), *named]
    lines = [
        Line(record, line, _("Per person"), record.answered) for line in kinds()[record.payload["kind"]].lines(result)
    ]
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
                title=gettext_lazy("Polls"),
                page="polls",
                rows=_lines,
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

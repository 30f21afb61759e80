"""What a kept poll says: its payload, the result that may be seen of it, and what came of it in one line."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any, TypedDict, cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from livesessions.archive.disclosure import Disclosed, Viewer, disclose
from livesessions.archive.keeping import newest_of
from livesessions.archive.models import Record
from livesessions.archive.register import Gist
from polls.kinds.bars import Hands, with_hands
from polls.kinds.hidden import approved_of
from polls.kinds.kind import APPROVE, Cells, Kind, Question, Result
from polls.kinds.register import kinds
from polls.kinds.rounds import Shift, shifts

from ..models import Poll
from ..questions import question, said
from ..whose.models import Voice
from ..whose.named import Named, named_answers
from ..whose.voices import Heard, VoicesKept, per_side, per_team
from .looking_up import APPROVED, POLL, look_up

HANDS = "hands"
"""Why a poll is corrected after it closed."""


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


def asked_in(payload: PollPayload) -> tuple[Kind, Question]:
    kind = kinds()[payload["kind"]]
    options = [(key, text) for key, text in payload["options"]]
    return kind, question(kind, options, payload["settings"], payload["minimum"])


def disclosed(record: Record) -> Disclosed[Result]:
    """What an organiser may see of a kept poll, in the present language."""
    payload: PollPayload = record.payload
    kind, asked = asked_in(payload)
    cells = {} if record.answered is None else approved_in(record)
    return both_of(of_ballots(record, cells), kind, cells, record.answered or 0, asked, payload["hands"])


def of_ballots(record: Record, cells: Cells) -> Disclosed[Result]:
    """What an organiser may see of the `cells` of a kept poll: of its ballots alone, without hands of the hall."""
    payload: PollPayload = record.payload
    kind, asked = asked_in(payload)
    if record.answered is None:
        return Disclosed(None, "too_few")
    result = kind.result(cells, record.answered, asked)
    return disclose(result, Viewer.ORGANISER, revealed=True, closed=True, minimum=payload["minimum"])


def approved_in(record: Record) -> Cells:
    """The cells of a record without what still waits for a host's approval, until the room is finished."""
    payload: PollPayload = record.payload
    if not payload["settings"].get(APPROVE):
        return payload["cells"]
    if APPROVED not in record.beside:
        look_up([record])
    approved = record.beside[APPROVED]
    return payload["cells"] if approved is None else approved_of(kinds()[payload["kind"]], payload["cells"], approved)


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
    """How a closed poll moved since the round before."""
    return shifts_from(newest_of(POLL, [again_of]).get(again_of) if again_of and after else None, after)


def shifts_from(before: Record | None, after: Result | None) -> tuple[Shift, ...]:
    """The same from the record of that round, if both results may be shown and both are bars."""
    return shifts(disclosed(before).result, after) if before and after else ()


def names_of(record: Record) -> list[Named]:
    """Who answered what, as long as these people are known; nothing unless the poll is a named one."""
    poll = Poll.objects.filter(pk=record.key).first() if record.payload["named"] else None
    return named_answers(poll, poll.options.all()) if poll else []


def gist(record: Record) -> Gist:
    """What was answered most, or in a sentence what came of it; of what people wrote only how many did."""
    payload: PollPayload = record.payload
    if record.answered is None or not record.answered:
        few = _("fewer than %(minimum)s answers") % {"minimum": payload["minimum"]}
        return Gist(few, is_withheld=True) if payload["minimum"] > 1 else Gist(_("Nobody answered."))
    kind = kinds()[payload["kind"]]
    if kind.can_hide or (result := disclosed(record).result) is None:
        return Gist(ngettext("%(number)s answer", "%(number)s answers", record.answered) % {"number": record.answered})
    shares = [line for line in kind.lines(result) if line.percent is not None and not line.part]
    if kind.tells_outcome or not shares:
        return Gist(said(kind.outcome(result)))
    most = max(shares, key=attrgetter("percent"))
    return Gist(most.text, most.percent)

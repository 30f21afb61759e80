"""What a kept poll measures, for everybody and for each team, so that the archive can follow and compare it."""

from typing import Any

from django.utils.translation import gettext as _

from livesessions.archive.models import Record
from livesessions.archive.trends.covering import covered
from livesessions.archive.trends.measurement import Asked, Measurement, TeamMeasured
from livesessions.archive.trends.measuring import Measured, register
from polls.kinds import fields
from polls.kinds.kind import APPROVE, Kind, Question

from ..questions import said, translated
from ..whose.voices import SideKept
from .results import POLL, PollPayload, asked_in, disclosed

NOT_ASKED = (APPROVE, "right")
"""Settings that no ballot shows: answers mean the same without them."""


def measured(record: Record) -> Measurement:
    """What an organiser may see of a kept poll."""
    payload: PollPayload = record.payload
    kind, question = asked_in(payload)
    what = disclosed(record)
    result, voices = what.result, payload["voices"]
    return Measurement(
        asked=_asked(payload, kind, question),
        measures=tuple(kind.measures(result, question)) if result is not None else (),
        outcome=said(kind.outcome(result)) if result is not None else "",
        reason=what.reason,
        minimum=payload["minimum"],
        note=_("Round %(number)s") % {"number": payload["round"]} if payload["round"] > 1 else "",
        teams={int(team): _team(kind, question, kept) for team, kept in voices["each"].items()} if voices else None,
    )


def _asked(payload: PollPayload, kind: Kind, question: Question) -> Asked:
    return Asked(
        text=payload["question"],
        kind=kind.name,
        title=translated(kind.title),
        options=tuple(option.text for option in question.options),
        settings={
            name: (translated(spec.label), _value(spec, payload["settings"].get(name)))
            for name, spec in kind.fields.items()
            if name not in NOT_ASKED
        },
        earlier=tuple(wording["text"] for wording in payload["wordings"]),
    )


def _value(spec: fields.Field, value: Any) -> str:
    """A setting in words; one that nobody gave is the standard one."""
    value = getattr(spec, "standard", None) if value in (None, "") else value
    if isinstance(spec, fields.Flag):
        return _("yes") if value else _("no")
    if isinstance(spec, fields.Pick):
        return translated(spec.choices.get(value, ""))
    return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def _team(kind: Kind, question: Question, kept: SideKept) -> TeamMeasured:
    """The answers of one team. Where all of it gave the same answer nothing is told: it would be of each of them."""
    result = kind.result(kept["cells"], kept["answered"], question)
    if result.is_unanimous:
        return TeamMeasured(kept["answered"], {}, ())
    measures = kind.measures(result, question)
    numbers = tuple(each for each in measures if not each.is_share)
    if numbers:  # beside a mean, shares could be computed that are left out
        return TeamMeasured(kept["answered"], {}, numbers)
    votes = {line.text: line.votes for line in kind.lines(result) if line.votes is not None}
    shown = covered(votes, question.minimum) | {each.text for each in measures if each.text not in votes}
    shares = {each.text: each.value if each.text in shown else None for each in measures}
    return TeamMeasured(kept["answered"], shares, ())


register(Measured(POLL, measured, lambda payload: str(payload["barometer"])))

"""What a kept poll measures, for everybody and for each team, so that the archive can follow and compare it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from livesessions.archive.models import Record
from livesessions.archive.trends.measurement import Asked, Measure, Measurement, TeamMeasured
from livesessions.archive.trends.measuring import Measured, register
from polls.kinds import fields
from polls.kinds.kind import APPROVE, Kind, Question

from ..questions import translated
from ..whose.voices import TeamKept
from .results import POLL, PollPayload, asked_in, of_ballots

NOT_ASKED = (APPROVE, "right")
"""Settings that no ballot shows: answers mean the same without them."""


def measured(record: Record) -> Measurement:
    """What an organiser may see of the ballots of a kept poll; hands of the hall stand in no line."""
    payload: PollPayload = record.payload
    kind, question = asked_in(payload)
    # What people wrote is measured by no kind, and what of it waits for approval is not looked up.
    what, voices = of_ballots(record, {} if kind.can_hide else payload["cells"]), payload["voices"]
    measures = tuple(kind.measures(what.result, question)) if what.result is not None else ()
    return Measurement(
        asked=_asked(payload, kind, question),
        measures=measures,
        reason=what.reason,
        minimum=payload["minimum"],
        note=_("Round %(number)s") % {"number": payload["round"]} if payload["round"] > 1 else "",
        again_of=payload["again_of"],
        teams={int(team): _team(kept, measures) for team, kept in voices["each"].items()} if voices else None,
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


def _team(kept: TeamKept, whole: Sequence[Measure]) -> TeamMeasured:
    """The values of one team beside the measures of the whole poll."""
    own = [replace(each, value=value) for each, value in zip(whole, kept["values"], strict=False)]
    means = tuple(each for each in own if not each.is_share)
    return TeamMeasured(kept["answered"], () if means else tuple(own), means)


register(Measured(POLL, measured, lambda payload: str(payload["barometer"])))

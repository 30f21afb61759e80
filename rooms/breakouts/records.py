"""A kept round as organisers see it: how people were divided, and what each group brought back; as two downloads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from livesessions.archive.models import Record
from livesessions.archive.register import Gist, Item, Page, RecordKind, Sheet, register

from .extensions import Line, lines_of_record
from .plan.proof_sheet import is_held, sentences, title
from .states import Way
from .written import Field

ROUND = "round"


class LinePayload(TypedDict):
    """A text that a group brought back, in participants' words; without its `votes` when these were few."""

    field: str
    text: str
    label: str
    votes: int | None


class GroupPayload(TypedDict):
    """A group with its texts, the number of people who came, and their teams; no names."""

    number: int
    name: str
    task: str
    people: int
    teams: list[str]
    lines: list[LinePayload]


class RoundPayload(TypedDict):
    """What is kept of a round: the way, number and proof sheet of the division, and the groups.

    `question` is what the poll asked by whose answers people were divided.
    """

    number: int
    way: str
    question: str
    task: str
    seed: int | None
    proof: dict[str, Any]
    groups: list[GroupPayload]


@dataclass(frozen=True, slots=True)
class HarvestRow:
    """A line of the download of what groups brought back."""

    record: Record
    group: GroupPayload
    line: Line


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """A line of the download of proof sheets: one objective."""

    record: Record
    objective: Mapping[str, Any]


def name_of(group: GroupPayload) -> str:
    """As the group called itself, else its number."""
    return group["name"] or _("Group %(number)s") % {"number": group["number"]}


def _words(payload: Mapping[str, Any]) -> Iterable[str]:
    yield from (payload["task"], payload["question"])
    for group in payload["groups"]:
        yield group["name"]
        for line in group["lines"]:
            yield from (line["text"], line["label"])


def _without_words(group: GroupPayload) -> dict[str, Any]:
    return {**group, "name": "", "lines": [{**line, "text": "", "label": ""} for line in group["lines"]]}


def _shown(record: Record, within: Sequence[Item]) -> dict[str, Any]:
    payload: RoundPayload = record.payload
    return {
        "number": payload["number"],
        "way": Way(payload["way"]).label,
        "question": payload["question"],
        "task": payload["task"],
        "seed": payload["seed"],
        "proof": sentences(payload["proof"]),
        "held": is_held(payload["proof"]),
        "groups": [
            {
                "name": name_of(group),
                "people": group["people"],
                "teams": group["teams"],
                "lines": [line | {"title": Field(line["field"]).label} for line in group["lines"]],
                "within": [item for item in within if item.shown["group"] == group["number"]],
            }
            for group in payload["groups"]
        ],
    }


def _gist(record: Record) -> Gist:
    groups = len(record.payload["groups"])
    return Gist(ngettext("%(groups)s group", "%(groups)s groups", groups) % {"groups": groups})


def _harvest(record: Record, within: Sequence[Record]) -> Iterable[HarvestRow]:
    payload: RoundPayload = record.payload
    for group in payload["groups"]:
        for line in group["lines"]:
            own = Line(
                str(Field(line["field"]).label),
                line["text"],
                line["label"],
                "" if line["votes"] is None else line["votes"],
            )
            yield HarvestRow(record, group, own)
        inside = [each for each in within if each.payload["group"] == group["number"]]
        for of_extension in inside:
            yield from (HarvestRow(record, group, line) for line in lines_of_record(of_extension))
        if not group["lines"] and not inside:
            yield HarvestRow(record, group, Line(title="", text=""))


def _divisions(record: Record, within: Sequence[Record]) -> Iterable[DivisionRow]:
    payload: RoundPayload = record.payload
    return [DivisionRow(record, objective) for objective in payload["proof"].get("lines", ())]


def _sent(row: HarvestRow) -> datetime:
    return timezone.localtime(row.record.begun_at).replace(second=0, microsecond=0)


def _teams(row: HarvestRow) -> str:
    return ", ".join(row.group["teams"]) if row.line.names_teams else ""


def _bound(row: DivisionRow) -> Any:
    """Empty where nothing was searched for: a number beside a mere count would read as a promise."""
    return "" if row.objective["bound"] is None else row.objective["bound"]


def _proven(row: DivisionRow) -> str:
    return "" if row.objective["bound"] is None else str(_("yes") if row.objective["proven"] else _("no"))


def _seed(row: DivisionRow) -> object:
    seed = row.record.payload["seed"]
    return "" if seed is None else seed


SESSION = (gettext_lazy("Session"), lambda row: row.record.session_title)
NUMBER = (gettext_lazy("Round"), lambda row: row.record.payload["number"])

register(
    RecordKind(
        name=ROUND,
        schema=RoundPayload,
        words=_words,
        purged=lambda payload: payload | {"groups": [_without_words(group) for group in payload["groups"]]},
        template="rooms/breakouts/record.html",
        shown=_shown,
        gist=_gist,
        page=Page(
            name="harvest",
            title=gettext_lazy("What groups brought back"),
            empty=gettext_lazy("Nothing has been kept yet. The harvest comes here as soon as the session ends."),
            place=2,
        ),
        sheets=[
            Sheet(
                name="harvest",
                title=gettext_lazy("Harvest"),
                page="harvest",
                rows=_harvest,
                about=("session", "round", "sent_out", "people", "teams"),
                split=("group",),
                columns=[
                    SESSION,
                    NUMBER,
                    (gettext_lazy("Sent out"), _sent),
                    (gettext_lazy("Group"), lambda row: name_of(row.group)),
                    (gettext_lazy("People"), lambda row: row.group["people"]),
                    (gettext_lazy("Teams"), _teams),
                    (gettext_lazy("Field"), lambda row: row.line.title),
                    (gettext_lazy("Text (participants' words)"), lambda row: row.line.text),
                    (gettext_lazy("Label"), lambda row: row.line.label),
                    (gettext_lazy("Votes"), lambda row: row.line.votes),
                ],
            ),
            Sheet(
                name="divisions",
                title=gettext_lazy("Proof sheets"),
                page="harvest",
                rows=_divisions,
                about=("session", "round", "how", "number"),
                columns=[
                    SESSION,
                    NUMBER,
                    (gettext_lazy("How"), lambda row: Way(row.record.payload["way"]).label),
                    (gettext_lazy("Number"), _seed),
                    (gettext_lazy("Counted"), lambda row: title(row.objective["name"])),
                    (gettext_lazy("Value"), lambda row: row.objective["value"]),
                    (gettext_lazy("Bound"), _bound),
                    (gettext_lazy("Proven"), _proven),
                ],
            ),
        ],
    )
)

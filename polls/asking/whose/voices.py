"""The two voices of a kept result, as pages and downloads show them: everybody beside teams, practice beside policy.

Each is a table of lines, for every kind alike. A team's voice is a share of its people, so the teams' table has shares
and means, and no numbers of people.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from livesessions.programme.models import ParticipantRole
from polls.kinds.kind import Kind, Line, Question, Result

SIDES = (ParticipantRole.PRACTICE, ParticipantRole.POLICY)
"""The roles that are shown beside each other; everybody else is in neither."""


class SideKept(TypedDict):
    """What people of one side answered, and how many they are."""

    answered: int
    cells: dict[str, int]


class VoicesKept(TypedDict):
    """What may be shown by team and by side: see `Voices` in `polls/kinds/voices.py`."""

    teams: int
    total: int
    cells: dict[str, int]
    sides: dict[str, SideKept]


@dataclass(frozen=True, slots=True)
class Heard:
    """One voice: its title, of how many people or teams it is, and its lines; `None` where too few answered.

    `answered` is missing for teams, and where too few answered.
    """

    title: str
    whose: str = ""
    lines: list[Line] | None = None
    answered: int | None = None
    is_unanimous: bool = False


def per_team(kind: Kind, question: Question, whole: Result, kept: VoicesKept) -> list[Heard]:
    """Everybody's voice beside that of the teams."""
    person = Heard(_("Per person"), _of_people(whole.total), kind.lines(whole), whole.total, whole.is_unanimous)
    if not kept["teams"]:
        return [person, Heard(_("Per team"))]
    teams = kind.result(kept["cells"], kept["total"], question)
    whose = ngettext(
        "%(number)s team with enough answers, each counts once",
        "%(number)s teams with enough answers, each counts once",
        kept["teams"],
    )
    lines = list(_of_shares(kind.lines(teams)))
    return [person, Heard(_("Per team"), whose % {"number": kept["teams"]}, lines, is_unanimous=teams.is_unanimous)]


def per_side(kind: Kind, question: Question, kept: VoicesKept) -> list[Heard]:
    """Practice beside policy."""
    found = []
    for role in SIDES:
        side = kept["sides"].get(role.value)
        if side is None:
            found.append(Heard(str(role.label)))
            continue
        result, answered = kind.result(side["cells"], side["answered"], question), side["answered"]
        lines = kind.lines(result)
        found.append(Heard(str(role.label), _of_people(answered), lines, answered, result.is_unanimous))
    return found


def _of_people(number: int) -> str:
    return ngettext("%(number)s person", "%(number)s people", number) % {"number": number}


def _of_shares(lines: Iterable[Line]) -> Iterable[Line]:
    """Of each line what is no number of people or points."""
    for line in lines:
        if line.percent is not None:
            yield Line(line.text, percent=line.percent, part=line.part)
        elif line.value is not None or line.votes is None:
            yield Line(line.text, value=line.value, part=line.part)

"""The two voices of a kept result, as pages and downloads show them: everybody beside teams, practice beside policy.

Each is a table of lines, for every kind alike. A team's voice is a share of its people, so the teams' table has shares
and means, and no numbers of people.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from livesessions.programme.models import ParticipantRole, Team
from polls.kinds.kind import Kind, Line, Question, Result
from polls.kinds.voices import in_tens

SIDES = (ParticipantRole.PRACTICE, ParticipantRole.POLICY)
"""The roles that are shown beside each other; everybody else is in neither."""
BEST = 3
"""So many teams at least are named, if there are so many; equal teams are named together."""
LOWEST = 10
"""The lowest share of a team that is kept: it stands for nobody, too."""
MOST_NAMED = 5


class SideKept(TypedDict):
    """What people of one side answered, and how many they are."""

    answered: int
    cells: dict[str, int]


class TeamKept(TypedDict):
    """What a team may be told of itself: how many answered, and its own value of each measure of the whole poll.

    `None` is a value that is withheld; there are none at all where everybody gave the same answer.
    """

    answered: int
    values: list[float | None]


class VoicesKept(TypedDict):
    """What may be shown by team and by side: see `Voices` in `polls/kinds/voices.py`.

    `right` has [team, percent] for each team that is shown, of a kind with right answers. `each` is what every
    team that is shown may be told, by its key.
    """

    teams: int
    total: int
    cells: dict[str, int]
    sides: dict[str, SideKept]
    right: list[list[int]]
    each: dict[str, TeamKept]


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


@dataclass(frozen=True, slots=True)
class Place:
    """The teams of which the same share was right; of more than a few only the number."""

    share: int
    teams: list[str]
    number: int


@dataclass(frozen=True, slots=True)
class BestTeams:
    """The best teams of so many `questions`."""

    places: list[Place]
    questions: int


def best_of(kept: Iterable[VoicesKept | None]) -> BestTeams | None:
    """The best teams of these questions together: of the teams that may be shown at each of them. `None`: of none."""
    each = [dict[int, int]((team, share) for team, share in voices["right"]) for voices in kept if voices]
    teams = set[int].intersection(*map(set, each)) if each else set[int]()
    by_share = defaultdict[int, list[int]](list)
    for team in teams:
        by_share[in_tens(sum(shares[team] for shares in each), 100 * len(each))].append(team)
    names = dict(Team.objects.filter(pk__in=teams).values_list("pk", "name")) if teams else {}
    places: list[Place] = []
    for share in sorted((share for share in by_share if share > LOWEST), reverse=True):
        if sum(place.number for place in places) >= BEST:
            break
        named = sorted(names[team] for team in by_share[share] if team in names)
        places.append(Place(share, named if len(named) <= MOST_NAMED else [], len(by_share[share])))
    return BestTeams(places, len(each)) if places else None


def lines_of_best(kept: Iterable[VoicesKept | None]) -> list[Line]:
    """The best teams of these questions as lines of a download."""
    best = best_of(kept)
    return [
        Line(", ".join(place.teams) or _of_teams(place.number), percent=place.share)
        for place in (best.places if best else ())
    ]


def _of_teams(number: int) -> str:
    return ngettext("%(number)s team", "%(number)s teams", number) % {"number": number}


def _of_people(number: int) -> str:
    return ngettext("%(number)s person", "%(number)s people", number) % {"number": number}


def _of_shares(lines: Iterable[Line]) -> Iterable[Line]:
    """Of each line what is no number of people or points."""
    for line in lines:
        if line.percent is not None:
            yield Line(line.text, percent=line.percent, part=line.part)
        elif line.value is not None or line.votes is None:
            yield Line(line.text, value=line.value, part=line.part)

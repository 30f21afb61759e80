"""Two voices: answers counted by team and by side as well, and what of that may be shown. Pure. See docs/kinds.md.

A *part* is the people of one team and one side who answered. Whoever sees several numbers can add and subtract them, so
a group is shown only if nothing that is shown can be combined into something about fewer people than the minimum.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from math import lcm

from .counting import added
from .kind import Answer, Cells, Kind, Question

FEWEST_TEAMS = 3
"""With fewer, the voice of the teams would be that of one or two of them."""
REST = None
"""The team and the side of everybody who is in none that is shown."""

Part = tuple[int | None, str | None]
"""A team and a side."""


@dataclass(frozen=True, slots=True)
class Side:
    """The cells of everybody on one side, or of one team, and how many they are."""

    answered: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Voices:
    """What may be shown and kept: the voice of so many `teams`, as `cells` of a `total`, and the sides that are shown.

    `right`: of a kind with right answers, the percent of each of these teams that was right, in steps of ten. Teams are
    chosen as if each of them was shown, so that this tells nothing about fewer people either.

    `each` are the answers of each of these teams, for itself and for organisers: whatever of it is added or taken away,
    the teams were chosen so that it is about enough people.

    A team's voice is its people's cells divided by their number. The sum over teams is multiplied by a number that
    makes everything whole again, so that a kind counts it like answers; only shares and means of it mean something.
    """

    teams: int = 0
    total: int = 0
    cells: Cells = field(default_factory=dict)
    sides: Mapping[str, Side] = field(default_factory=dict)
    right: Mapping[int, int] = field(default_factory=dict)
    each: Mapping[int, Side] = field(default_factory=dict)


def smallest_group(parts: Mapping[Part, int]) -> int:
    """The fewest people about whom something can be computed from the numbers of every team and of every side.

    What can be computed is a sum of something for the team and something for the side of each person. It is zero for
    people whose two numbers cancel out. So teams and sides are the points of a graph and people its lines; the fewest
    lines that a division of the points cuts are the answer. Of the few sides every division is tried; each team then
    goes where it cuts least.
    """
    sides = sorted({side for _team, side in parts}, key=str)
    by_team: dict[int | None, Counter[str | None]] = {}
    for (team, side), number in parts.items():
        by_team.setdefault(team, Counter())[side] += number
    cuts = [count.total() for count in by_team.values()]
    for size in range(1, len(sides)):
        for some in combinations(sides, size):
            here = [sum(count[side] for side in some) for count in by_team.values()]
            cuts.append(sum(min(a, count.total() - a) for a, count in zip(here, by_team.values(), strict=True)))
    return min((cut for cut in cuts if cut), default=0)


def grouped(parts: Mapping[Part, int], teams: Collection[int], sides: Collection[str]) -> Counter[Part]:
    """The parts when only these teams and sides are shown."""
    found: Counter[Part] = Counter()
    for (team, side), number in parts.items():
        found[team if team in teams else REST, side if side in sides else REST] += number
    return found


def teams_shown(parts: Mapping[Part, int], minimum: int) -> list[int]:
    """The teams that are counted: each with enough answers, and those of all others together enough too, or none."""
    sizes: Counter[int] = Counter()
    for (team, _side), number in parts.items():
        if team is not None:
            sizes[team] += number
    shown = [team for team, size in sizes.most_common() if size >= minimum]
    while shown and smallest_group(grouped(parts, shown, ())) < minimum:
        shown.pop()
    return shown if len(shown) >= FEWEST_TEAMS else []


def sides_shown(parts: Mapping[Part, int], teams: Collection[int], wanted: Collection[str], minimum: int) -> list[str]:
    """Those of the wanted sides that may be shown beside these teams: the largest first, if not all may."""
    sizes: Counter[str] = Counter()
    for (_team, side), number in parts.items():
        if side is not None and side in wanted:
            sizes[side] += number
    large = [side for side, size in sizes.most_common() if size >= minimum]
    for number in range(len(large), 0, -1):
        for some in combinations(large, number):
            if smallest_group(grouped(parts, teams, some)) >= minimum:
                return list(some)
    return []


def voices(
    kind: Kind, answers: Mapping[Part, Iterable[tuple[Answer, int]]], question: Question, wanted: Collection[str]
) -> Voices:
    """The voices that may be shown of all answers, which come by part, each with its number of ballots."""
    counted = {part: added(kind, given, question) for part, given in answers.items()}
    sizes = {part: total for part, (_cells, total) in counted.items()}
    teams = teams_shown(sizes, question.minimum)
    sides = sides_shown(sizes, teams, wanted, question.minimum)
    told = _bases_told(kind, counted, teams, sides, question.minimum)

    def together(some: Iterable[Part]) -> Side:
        cells: Counter[str] = Counter()
        answered = 0
        for part in some:
            cells.update({name: n for name, n in counted[part][0].items() if kind.base_of(name) in told})
            answered += sizes[part]
        return Side(answered, dict(kind.kept(cells, question)))

    of_teams = [together(part for part in counted if part[0] == team) for team in teams]
    scale = lcm(*(team.answered for team in of_teams))
    cells: Counter[str] = Counter()
    for team in of_teams:
        cells.update({name: number * (scale // team.answered) for name, number in team.cells.items()})
    return Voices(
        len(teams),
        len(teams) * scale if teams else 0,
        dict(cells),
        {side: together(part for part in counted if part[1] == side) for side in sides},
        {team: in_tens(of.cells.get(kind.right_cell, 0), of.answered) for team, of in zip(teams, of_teams, strict=True)}
        if kind.right_cell
        else {},
        dict(zip(teams, of_teams, strict=True)),
    )


def in_tens(part: int, whole: int) -> int:
    """The percent of a part, in steps of ten from 10 to 90: at 0 and at 100 it would tell of each person in the team.

    Of more than ten people it does not tell how many they are.
    """
    return min(90, max(10, (20 * part + whole) // (2 * whole) * 10))


def _bases_told(
    kind: Kind,
    counted: Mapping[Part, tuple[Cells, int]],
    teams: Collection[int],
    sides: Collection[str],
    minimum: int,
) -> set[str]:
    """Of a question that people may answer in part: the parts of it that enough people of every group answered."""
    people: dict[str, Counter[Part]] = {}
    for part, (cells, _total) in counted.items():
        for name, number in cells.items():
            people.setdefault(kind.base_of(name), Counter())[part] += number
    whole = {base for base in people if not base}
    return whole | {
        base for base, parts in people.items() if base and smallest_group(grouped(parts, teams, sides)) >= minimum
    }

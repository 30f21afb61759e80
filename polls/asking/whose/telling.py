"""What each team may be told of itself, beside the whole: nothing from which the answers of another team follow.

The whole poll is known, and how many of each team answered. So whatever is not told of some teams is known of them
together; it must be enough, and spread enough, that it tells of none of them.
"""

from collections.abc import Mapping, Sequence
from itertools import product

from livesessions.archive.trends.measurement import Measure
from polls.kinds.kind import Cells, Kind, Question
from polls.kinds.voices import Side

from .covering import covered
from .voices import TeamKept

Votes = Sequence[int]
"""How many gave each answer, in the order of the measures of the whole."""
EVERYBODY_ELSE = -1
"""In a table of teams: people of teams that are not shown, and of none."""


def told_to_teams(
    teams: Mapping[int, Side], cells: Cells, answered: int, kind: Kind, question: Question
) -> dict[str, TeamKept]:
    """What may be kept of each of these teams, by its key. `cells` and `answered` are those of the whole poll."""
    result = kind.result(cells, answered, question)
    whole = kind.measures(result, question)
    told = {team: told_to(of, whole, kind, question) for team, of in teams.items()}
    rest = answered - sum(of.answered for of in teams.values())
    if any(not each.is_share for each in whole):
        alone = [team for team, kept in told.items() if not kept["values"]]
        if len(alone) == 1 and not rest:  # its mean would be what the others leave
            told = {team: kept | {"values": []} for team, kept in told.items()}
    else:
        table = {team: _votes(kind, of, whole, question) for team, of in teams.items()}
        everybody = _votes(kind, Side(answered, cells), whole, question)
        if rest:
            table[EVERYBODY_ELSE] = [n - sum(row[at] for row in table.values()) for at, n in enumerate(everybody)]
        _withhold_more(told, table)
    return {str(team): kept for team, kept in told.items()}


def told_to(team: Side, whole: Sequence[Measure], kind: Kind, question: Question) -> TeamKept:
    """What one team may be told, as if it was the only one.

    Where all of the team gave the same answer it would be told of each of them. Beside a mean, shares that are left
    out could be computed.
    """
    result = kind.result(team.cells, team.answered, question)
    if result.is_unanimous:
        return {"answered": team.answered, "values": []}
    own = {each.text: each for each in kind.measures(result, question)}
    votes = {line.text: line.votes for line in kind.lines(result) if line.votes is not None}
    shown = covered(votes, question.minimum)
    has_means = any(not each.is_share for each in own.values())

    def value(text: str) -> float | None:
        found = own.get(text)
        is_told = found is not None and (not found.is_share if has_means else text in shown or text not in votes)
        if found is None or found.value is None or not is_told:
            return None
        return found.value if isinstance(found.value, int) else float(found.value)

    return {"answered": team.answered, "values": [value(each.text) for each in whole]}


def _votes(kind: Kind, of: Side, whole: Sequence[Measure], question: Question) -> list[int]:
    lines = kind.lines(kind.result(of.cells, of.answered, question))
    votes = {line.text: line.votes or 0 for line in lines}
    return [votes.get(each.text, 0) for each in whole]


def _withhold_more(told: dict[int, TeamKept], table: Mapping[int, Votes]) -> None:
    """Withhold whole teams, the smallest first, until no withheld number follows from those that are told."""
    while hidden := _hidden(told, table):
        shown = [team for team, kept in told.items() if any(value is not None for value in kept["values"])]
        if not shown or all(_may_differ(team, at, hidden, table) for team, at in hidden):
            return
        least = min(shown, key=lambda team: (told[team]["answered"], team))
        told[least] = {"answered": told[least]["answered"], "values": []}


def _hidden(told: Mapping[int, TeamKept], table: Mapping[int, Votes]) -> set[tuple[int, int]]:
    return {
        (team, at)
        for team, votes in table.items()
        for at in range(len(votes))
        if team == EVERYBODY_ELSE or not told[team]["values"] or told[team]["values"][at] is None
    }


def _may_differ(team: int, at: int, hidden: set[tuple[int, int]], table: Mapping[int, Votes]) -> bool:
    """Whether another table with the same sums and the same told numbers has another number here.

    There is one if two people of two teams may have changed places: nobody who knows the sums can tell.
    """
    rows = {row for row, _at in hidden} - {team}
    places = {place for _row, place in hidden} - {at}
    return any(
        {(team, place), (row, at), (row, place)} <= hidden
        and ((table[team][at] and table[row][place]) or (table[team][place] and table[row][at]))
        for row, place in product(rows, places)
    )

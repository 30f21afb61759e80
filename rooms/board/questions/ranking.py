"""The order of questions: most wanted first, but so that one large team does not fill the top.

Pure: standard library only.
"""

import heapq
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt


@dataclass(frozen=True, slots=True)
class Ranked:
    """A question to rank: the number of people of each team (`None`: without a team) who want to know it."""

    id: str
    by_team: Mapping[Hashable, int] = field(default_factory=dict)
    pinned: bool = False


def rank(questions: Iterable[Ranked]) -> list[str]:
    """Ids in order: pinned questions as given, then the others by damped votes; equal ones as given.

    Within a question a team counts by the square root of its votes: sixty colleagues weigh as much as eight people of
    eight teams. And each question that a team has brought up makes its next one lighter: the second counts for half,
    the third for a third. A team that votes alone still orders its own questions as it likes.
    """
    given = list(questions)
    pinned = [question.id for question in given if question.pinned]
    rest = [question for question in given if not question.pinned]
    risen: dict[Hashable, float] = {}
    # Scores only go down while teams rise: a question that is still best with its new score is best of all.
    waiting = [(-_score(question, risen), -sum(question.by_team.values()), i) for i, question in enumerate(rest)]
    heapq.heapify(waiting)
    order = []
    while waiting:
        score, votes, i = heapq.heappop(waiting)
        fresh = -_score(rest[i], risen)
        if fresh > score and waiting and (fresh, votes, i) > waiting[0]:
            heapq.heappush(waiting, (fresh, votes, i))
            continue
        order.append(rest[i].id)
        _rise(rest[i], risen)
    return pinned + order


def _score(question: Ranked, risen: Mapping[Hashable, float]) -> float:
    return sum(sqrt(votes) / (1 + risen.get(team, 0)) for team, votes in question.by_team.items() if votes > 0)


def _rise(question: Ranked, risen: dict[Hashable, float]) -> None:
    """Add each team's share in the votes of this question."""
    weights = {team: sqrt(votes) for team, votes in question.by_team.items() if votes > 0}
    total = sum(weights.values())
    for team, weight in weights.items():
        risen[team] = risen.get(team, 0) + weight / total

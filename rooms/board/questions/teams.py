"""The teams of voters, for the order of a board; in the memory of this process, and nowhere else.

Beside an upvote a team would say whose it is, in a team of which one person is here. So no row holds it. A process
learns the teams of the people who upvote through it or look at a page that it makes; the votes of others count as those
of people without a team. After a restart browsers come back, and with them what their teams are.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Hashable
from threading import Lock

MOST_ROOMS = 50
"""Rooms of which teams are remembered; that of which nobody was heard for longest is forgotten."""

_lock = Lock()
_teams: OrderedDict[str, dict[str, int]] = OrderedDict()


def note_team(room: str, voter: str, team: int | None) -> None:
    """Remember the team (0 or `None`: none) of the voter with this key."""
    with _lock:
        known = _teams.setdefault(room, {})
        _teams.move_to_end(room)
        known[voter] = team or 0
        while len(_teams) > MOST_ROOMS:
            _teams.popitem(last=False)


def count_by_team(room: str, voters: set[str]) -> dict[Hashable, int]:
    """How many of these voters each team has; `None`: without a team, or of a team that nobody here knows."""
    with _lock:
        known = _teams.get(room, {})
        counts: dict[Hashable, int] = defaultdict(int)
        for voter in voters:
            counts[known.get(voter) or None] += 1
    return dict(counts)


def forget_teams(room: str) -> None:
    """Forget the teams of a room that has ended."""
    with _lock:
        _teams.pop(room, None)

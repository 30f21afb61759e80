"""The polls of groups and their results. Like every result these leave the server only through `disclose`."""

from collections import defaultdict

from django.conf import settings

from livesessions.archive.disclosure import Viewer, disclose
from polls.kinds.bars import Bars, bars
from polls.kinds.kind import Option
from rooms.live.models import Room
from rooms.live.rendering.renderer import once_per_refresh

from .models import GroupPoll

FEWEST = 3
"""The fewest people in a group, and the fewest answers, to show a result: of two people each would read the other's."""


def counted(poll: GroupPoll) -> Bars:
    """The counted result. Do not show it: `result_for` decides who may see it."""
    options = [Option(str(i), text) for i, text in enumerate(poll.answers, 1)]
    return bars(options, {str(i): number for i, number in enumerate(poll.counts or [], 1)})


def result_for(poll: GroupPoll, viewer: Viewer = Viewer.PARTICIPANTS) -> Bars | None:
    """The result as `viewer` may see it; `None` for everybody until the group shows it.

    The group itself (participants) sees it from `FEWEST` answers on, everybody else from the site's smallest result.
    """
    minimum = FEWEST if viewer == Viewer.PARTICIPANTS else settings.SMALLEST_RESULT
    shown = poll.counts is not None
    return disclose(counted(poll), viewer, revealed=shown, closed=shown, minimum=minimum).result if shown else None


@once_per_refresh
def polls_of(room: Room, round_pk: int) -> dict[int, list[GroupPoll]]:
    """The polls of a round in order, by group; one query a refresh."""
    found: dict[int, list[GroupPoll]] = defaultdict(list)
    for poll in GroupPoll.objects.filter(group__round=round_pk).order_by("group", "number"):
        found[poll.group_id].append(poll)
    return found

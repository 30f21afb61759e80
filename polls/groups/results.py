"""The polls of the houses and their results. Like every result these leave the server only through `disclose`."""

from collections import defaultdict

from livesessions.archive.disclosure import Viewer, disclose
from polls.kinds.single import Result, count
from rooms.live.models import Room
from rooms.live.rendering.renderer import once_per_refresh

from .models import GroupPoll

FEWEST = 3
"""People in a house, and answers, from which a result can be shown: with two, each would read the other's."""
ENOUGH_TO_KEEP = 5
"""Answers from which numbers go to the archive. Of fewer, organisers read what most people chose."""


def counted(poll: GroupPoll) -> Result:
    """The result as it was shown. Not for showing: ask `result_for`."""
    options = [(str(i), text) for i, text in enumerate(poll.answers, 1)]
    return count(options, {str(i): number for i, number in enumerate(poll.counts or [], 1)})


def result_for(poll: GroupPoll, viewer: Viewer = Viewer.PARTICIPANTS) -> Result | None:
    """What `viewer` may see of the result: nobody anything before the group showed it."""
    minimum = ENOUGH_TO_KEEP if viewer == Viewer.ORGANISER else FEWEST
    shown = poll.counts is not None
    return disclose(counted(poll), viewer, revealed=shown, closed=shown, minimum=minimum).result if shown else None


@once_per_refresh
def polls_of(room: Room, round_pk: int) -> dict[int, list[GroupPoll]]:
    """The polls of every house of a round in their order, by house; one query a look."""
    found: dict[int, list[GroupPoll]] = defaultdict(list)
    for poll in GroupPoll.objects.filter(house__round=round_pk).order_by("house", "number"):
        found[poll.house_id].append(poll)
    return found

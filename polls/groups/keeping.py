"""What others read of a group's polls: through an open curtain, and afterwards in the archive. Only what was shown."""

from collections import defaultdict
from typing import Any

from polls.archive.disclosure import Viewer
from polls.kinds.single import most_chosen
from rooms.breakouts.extensions import kept_with_the_harvest, read_through_the_curtain
from rooms.breakouts.models import Round
from rooms.live.models import Room
from rooms.live.rendering.renderer import once_per_refresh

from .models import GroupPoll
from .results import counted, polls_of, result_for


@read_through_the_curtain
@once_per_refresh
def lines(room: Room, round_pk: int) -> dict[int, list[dict[str, Any]]]:
    """The shown results as lines: for hosts and for other groups, where the curtain is open."""
    return {
        house: [
            {"title": poll.text, "text": "\n".join(f"{row.text}: {row.count}" for row in result.rows)}
            for poll in polls
            if (result := result_for(poll))
        ]
        for house, polls in polls_of(room, round_pk).items()
    }


@kept_with_the_harvest("polls")
def kept(back: Round) -> dict[int, list[dict[str, Any]]]:
    """By house what goes to the archive: question, number of answers, and `rows` of [text, number].

    Of a result with too few answers for organisers there are no rows, but `most`: what more people chose than anything
    else; empty when nothing was.
    """
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for poll in GroupPoll.objects.filter(house__round=back, counts__isnull=False):
        result, shown = counted(poll), result_for(poll, Viewer.ORGANISER)
        found[poll.house_id].append(
            {
                "question": poll.text,
                "answers": result.total,
                "rows": [[row.text, row.count] for row in shown.rows] if shown else [],
                "most": "" if shown else most_chosen(result),
            }
        )
    return found

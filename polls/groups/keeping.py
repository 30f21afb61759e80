"""A group's polls for others: through an open curtain, and afterwards in the archive. Only results that were shown."""

from typing import Any

from livesessions.archive import keeping
from livesessions.archive.disclosure import Viewer
from livesessions.archive.models import Record
from rooms.breakouts.extensions import read_through_the_curtain
from rooms.live.models import Room
from rooms.live.rendering.renderer import once_per_refresh

from .models import GroupPoll
from .records import GROUP_POLL, GroupPollPayload
from .results import polls_of, result_for


@read_through_the_curtain
@once_per_refresh
def lines(room: Room, round_pk: int) -> dict[int, list[dict[str, Any]]]:
    """The shown results as lines, by group: for hosts and other groups, while the curtain is open."""
    return {
        group: [
            {
                "title": poll.text,
                "text": "\n".join(f"{row.text}: {row.count}" for row in result.rows),
                "redacted_at": poll.redacted_at,
                "poll": {
                    "pk": poll.pk,
                    "text": poll.text,
                    "options": [{"text": text, "place": f"answer-{i}"} for i, text in enumerate(poll.answers, 1)],
                },
            }
            for poll in polls
            if (result := result_for(poll, Viewer.HOSTS))
        ]
        for group, polls in polls_of(room, round_pk).items()
    }


def keep_shown(room: Room) -> None:
    """Keep every poll whose result a group of this room saw; the numbers only of those with enough answers."""
    shown = GroupPoll.objects.filter(group__round__plan__room=room.pk, counts__isnull=False)
    keeping.keep(room.session, [_record(poll) for poll in shown.select_related("group")])
    shown.update(counts=None)


def _record(poll: GroupPoll) -> Record:
    shown = result_for(poll, Viewer.ORGANISER)
    payload: GroupPollPayload = {
        "group": poll.group.number,
        "question": poll.text,
        "rows": [[row.text, row.count] for row in shown.rows] if shown else [],
    }
    return Record(
        kind=GROUP_POLL,
        key=str(poll.pk),
        within=str(poll.group.round_id),
        payload=payload,
        answered=shown.total if shown else None,
        redacted_at=poll.redacted_at,
    )

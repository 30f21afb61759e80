"""The part that shows the time of an open poll: how much is left, and whether it stands still."""

from typing import Any

from rooms.live.base.people import Audience
from rooms.live.models import Room
from rooms.live.rendering.parts import part

from ..models import PollState
from ..results import on_stage


@part("timer", "polls/parts/timer.html")
def timer(room: Room, audience: Audience) -> dict[str, Any]:
    """The time of the open poll on stage. It is no part of the ballot, in which somebody may be choosing."""
    poll = on_stage(room)
    if poll is None or poll.state != PollState.OPEN:
        return {"poll": None, "state": ""}
    shown = {
        "poll": poll.pk,
        "state": "paused" if poll.paused_at else "open",
        "paused_at": poll.paused_at,
        "ends_ms": poll.ends_ms,
    }
    if poll.closes_at is None or not poll.span:
        return shown
    # Only what stands still is a number of the server; what runs is counted on the page.
    left = max(0, round((poll.closes_at - (poll.paused_at or poll.closes_at)).total_seconds()))
    return shown | {
        "ends_at": poll.closes_at,
        "closes_itself": poll.closes_itself,
        "left": _minutes_and_seconds(left),
        "whole": _minutes_and_seconds(poll.span),
        "minutes": f"{poll.span / 60:.4f}",
        "passed": round(100 * (poll.span - left) / poll.span) if poll.paused_at else 0,
    }


def _minutes_and_seconds(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"

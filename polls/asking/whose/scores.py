"""Who was right: everybody's own score, which only their browser can count, and the best teams of a quiz."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from livesessions.archive.keeping import newest_of
from rooms.live.base.people import Audience
from rooms.live.models import Room
from rooms.live.rendering.renderer import once_per_refresh

from ..kept.results import POLL
from ..models import Poll, PollState
from ..questions import question_of, rules_of
from ..results import kept_on_stage, on_stage, options_on_stage, result_for
from .voices import BestTeams, VoicesKept, best_of


@once_per_refresh
def _asked_before(room: Room) -> list[VoicesKept]:
    """What is kept of the other questions with right answers that everybody saw the result of."""
    poll = on_stage(room)
    shown = room.polls.filter(state=PollState.CLOSED, by_team=True, revealed_at__isnull=False)
    others = [str(each.pk) for each in _first_rounds(shown) if poll is None or each.pk != poll.pk]
    found = [record.payload["voices"] for record in newest_of(POLL, others).values()] if others else []
    return [voices for voices in found if voices and voices["right"]]


def best_teams(room: Room, audience: Audience) -> list[BestTeams]:
    """The best teams of the closed question on stage, and of all questions so far; for hosts and the projector."""
    kept = kept_on_stage(room)
    if audience not in (Audience.HOSTS, Audience.SCREEN) or kept is None or result_for(room, audience).result is None:
        return []
    voices: VoicesKept | None = kept.payload["voices"]
    if not voices or not voices["right"]:
        return []
    before = _asked_before(room)
    found = [best_of([voices]), best_of([voices, *before]) if before else None]
    return [best for best in found if best]


def score_for(room: Room, audience: Audience) -> Mapping[str, Any]:
    """What is right, for the browsers of participants: each compares with what its own person answered.

    The server cannot: closing destroyed the ballots. So the page says what is right in every question that everybody
    saw the result of, by poll: the fields of each right ballot, and the points for it. Empty unless one is on stage.
    """
    poll = on_stage(room)
    if audience != Audience.PARTICIPANTS or poll is None or not _tells_right(poll):
        return {}
    told = [each for each in _first_rounds(room.polls.prefetch_related("options").order_by("pk")) if _tells_right(each)]
    asked = question_of(poll, options_on_stage(room))
    words = {text for answer in rules_of(poll).right_answers(asked) for text in rules_of(poll).words(answer, asked)}
    return {
        "poll": poll.pk,
        "right": json.dumps({each.pk: _right(each) for each in told}, separators=(",", ":")),
        "words": [option.text for option in asked.options if option.text in words],
    }


def _first_rounds(polls: Iterable[Poll]) -> list[Poll]:
    """The questions with right answers, each once: in a second round everybody may have seen what is right."""
    return [poll for poll in polls if poll.round == 1 and rules_of(poll).right_cell]


def _tells_right(poll: Poll) -> bool:
    return poll.state == PollState.CLOSED and poll.revealed_at is not None and bool(rules_of(poll).right_cell)


def _right(poll: Poll) -> dict[str, Any]:
    rules, asked = rules_of(poll), question_of(poll, poll.options.all())
    ballots = [urlencode(rules.fill(answer, asked)) for answer in rules.right_answers(asked)]
    return {"ballots": ballots, "points": rules.worth(asked)}

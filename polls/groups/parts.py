"""The part of a group's own poll: the folded form, the ballot, or the result."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Any
from uuid import UUID

from polls.asking.ballots import ballot_key
from polls.kinds.bars import Bars
from rooms.breakouts.current import Sitter, in_groups, out_now, sitters_of
from rooms.breakouts.extensions import follow_the_seat
from rooms.breakouts.models import Seat
from rooms.live.base.people import Audience, People, PersonalSecret
from rooms.live.models import Room
from rooms.live.rendering.parts import part

from .finishing import may_finish
from .models import GroupBallot, GroupPoll
from .results import FEWEST, polls_of, result_for

follow_the_seat("grouppoll")


def whose(room: Room, keys: Collection[str]) -> Iterable[UUID]:
    """The people who belong in the groups with these keys."""
    return Seat.objects.filter(group__in=[int(key) for key in keys]).values_list("participant_id", flat=True)


def _looks(context: dict[str, Any]) -> Hashable:
    """All values on which the HTML depends: people of one group who did the same share one drawing."""
    return repr(sorted(context.items()))


@part(
    "grouppoll",
    "polls/groups/parts/grouppoll.html",
    audiences=(Audience.PARTICIPANTS,),
    personal=True,
    whose=whose,
    same=_looks,
)
def group_poll(room: Room, people: People) -> dict[UUID, dict[str, Any]]:
    """The poll of each person's own group. Until the group shows the result, only the number of answers is in it."""
    out = out_now(room)
    if out is None:
        return {person: {"kind": "none"} for person in people}
    wanted = set(people)
    own = {each.person: each.group for each in sitters_of(room, out.pk) if each.is_in_group and each.person in wanted}
    inside, polls = in_groups(room, out.pk), polls_of(room, out.pk)
    open_now = {group: poll for group in set(own.values()) if group for poll in polls.get(group, ()) if _is_open(poll)}
    ballots = _ballots(open_now.values())
    found: dict[UUID, dict[str, Any]] = {}
    for person in people:
        group = own.get(person)
        if group is None:
            found[person] = {"kind": "none"}
            continue
        context = _asked_before(group, polls.get(group, []), inside[group])
        if poll := open_now.get(group):
            context |= _ballot(poll, (person, people[person]), inside[group], ballots.get(poll.pk, {}))
        found[person] = context
    return found


def _is_open(poll: GroupPoll) -> bool:
    return poll.ended_at is None


def _ballots(polls: Iterable[GroupPoll]) -> dict[int, dict[str, tuple[int, int]]]:
    """Option and sequence of each ballot, by poll and key; one query, or none without open polls."""
    found: dict[int, dict[str, tuple[int, int]]] = {poll.pk: {} for poll in polls}
    if found:
        rows = GroupBallot.objects.filter(poll__in=list(found)).values_list("poll_id", "key", "option", "sequence")
        for poll, key, option, sequence in rows:
            found[poll][key] = (option, sequence)
    return found


def _asked_before(group: int, polls: list[GroupPoll], inside: list[Sitter]) -> dict[str, Any]:
    """The form for the next poll, and the results so far, the newest first."""
    results = [(poll.text, result) for poll in reversed(polls) if (result := result_for(poll))]
    return {
        "kind": "ask" if len(inside) >= FEWEST else "few",
        "group": group,
        "number": (polls[-1].number if polls else 0) + 1,
        "results": [_shown(text, result) for text, result in results],
    }


def _shown(text: str, result: Bars) -> dict[str, Any]:
    return {"text": text, "total": result.total, "rows": result.rows}


def _ballot(
    poll: GroupPoll,
    who: tuple[UUID, PersonalSecret],
    inside: list[Sitter],
    ballots: Mapping[str, tuple[int, int]],
) -> dict[str, Any]:
    """The open poll for one person, with their answer if they gave one."""
    person, personal_secret = who
    names = {each.person: each.name for each in inside}
    option, sequence = ballots.get(ballot_key(poll.secret, personal_secret), (0, 0)) if poll.secret else (0, 0)
    return {
        "kind": "open",
        "poll": poll.pk,
        "text": poll.text,
        "asker": names.get(poll.asked_by_id, "") if poll.asked_by_id else "",
        "mine": poll.asked_by_id == person,
        "options": list(enumerate(poll.answers, 1)),
        "choice": option or "",
        "chosen": poll.answers[option - 1] if option else "",
        "sequence": sequence,
        "answered": len(ballots),
        "members": max(len(inside), len(ballots)),
        "finishes": may_finish(poll, person, names, len(ballots)),
        "enough": len(ballots) >= FEWEST,
    }

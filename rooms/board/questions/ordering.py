"""Putting a board in order: at once when a question comes or goes, at a calm pace for votes."""

from collections import defaultdict
from collections.abc import Hashable

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from rooms.live.base.people import Audience
from rooms.live.changes.hooks import heartbeat
from rooms.live.changes.transaction import Changes
from rooms.live.commands.background import changing
from rooms.live.models import Room

from ..models import Board, Question, Upvote
from ..states import PUBLIC, Kind, QuestionState
from .listing import FIRST, FOR_HOSTS, ON_SCREEN, shown
from .ranking import Ranked, rank
from .teams import count_by_team


def put_in_order(room: Room, board: Board, changes: Changes) -> None:
    """Bring `board.order` up to date, and touch the lists that this changes.

    On a frozen board no question comes or moves, but hidden questions go.
    """
    # Two hosts may change two questions at once: the second waits here, and then sees the first change.
    current = Board.objects.select_for_update().values_list("order", flat=True).get(pk=board.pk)
    if board.is_frozen:
        stays = set(shown(board).filter(state__in=PUBLIC, pk__in=current).values_list("pk", flat=True))
        order = [id for id in current if id in stays]
    else:
        order = order_now(board)
    if order == current:
        return
    board.order = order
    Board.objects.filter(pk=board.pk).update(order=order)
    if board.kind == Kind.PROMPT:
        changes.touch(room, "cards")
        return
    changes.touch(room, "order", Audience.HOSTS)  # also for questions off the page: remembered lists depend on it
    for audience, first in ((Audience.HOSTS, FOR_HOSTS), (Audience.PARTICIPANTS, FIRST), (Audience.SCREEN, ON_SCREEN)):
        before, after = current[:first], order[:first]
        says_more = audience == Audience.PARTICIPANTS and (len(order) > first) != (len(current) > first)
        if set(before) != set(after) or says_more:
            changes.touch(room, "board", audience)
        elif before != after:
            changes.touch(room, "order", audience)


@heartbeat
def follow_the_votes(room: Room) -> None:
    """Put the boards of a room in order, if the room changed since the last time. One of several processes does it."""
    behind = Board.objects.filter(room=room, frozen_at=None, secret__isnull=False)
    for board in behind.filter(ordered_version__lt=F("room__hosts_version")):
        with changing() as changes:
            unchanged = Board.objects.filter(pk=board.pk, ordered_version=board.ordered_version)
            if unchanged.update(ordered_version=room.hosts_version):
                put_in_order(room, board, changes)


def order_now(board: Board) -> list[str]:
    """The ids of the visible questions, in the present order by votes; two queries."""
    questions = shown(board).filter(state=QuestionState.VISIBLE).select_related(None)
    by_team = votes_by_team(board)
    given = sorted(questions.only("pk", "pinned_at", "asked_at"), key=_when)
    return rank(Ranked(q.pk, by_team.get(q.pk, {}), q.pinned_at is not None) for q in given)


def _when(question: Question) -> tuple[bool, object]:
    """Sort key: pinned questions in the order of pinning, then the others in the order of asking."""
    return question.pinned_at is None, question.pinned_at or question.asked_at


def votes_by_team(board: Board) -> dict[str, dict[Hashable, int]]:
    """The number of people of each team who want to know each question; duplicates count for their target.

    A team is known of people who look or upvote through this process (teams.py).
    """
    votes = Upvote.objects.filter(
        Q(question__state=QuestionState.VISIBLE) | Q(question__merged_into__isnull=False), on=True
    )
    rows = votes.filter(question__board=board).values_list(Coalesce("question__merged_into", "question"), "voter")
    voters: dict[str, set[str]] = defaultdict(set)
    for question, voter in rows:
        voters[question].add(voter)
    return {question: count_by_team(board.room_id, some) for question, some in voters.items()}

"""What the end of a room does to its boards: a record is written, and nothing leads to a person any more."""

from datetime import UTC

from django.db.models.functions import TruncMinute
from django.utils import timezone

from livesessions.followup import receipts
from rooms.live.base.people import Audience
from rooms.live.changes.hooks import locked_before_room, room_ending
from rooms.live.changes.transaction import Changes
from rooms.live.models import Room

from .keeping import keep
from .models import Board, Mute, Question, Upvote
from .questions.listing import AT_ONCE, people_for
from .questions.teams import forget_teams
from .records import QUESTION
from .states import PUBLIC, QuestionState


@locked_before_room
def lock_boards(room: Room) -> None:
    """Wait for upvotes in flight, which hold boards before the room."""
    list(room.boards.select_for_update().order_by("pk").values_list("pk"))


@room_ending
def end_boards(room: Room, user: int | None, changes: Changes) -> None:
    """Keep the votes as numbers and the board as a record; destroy the secret and everything that it made.

    Names and teams that a board showed were for the people in the room. The second in which a question was asked could
    tell which questions are of one person. So could what came from muted authors: it is deleted, unread.

    On PostgreSQL the first update waits for upvotes in flight, and the count is a statement after it.
    """
    boards = list(room.boards.filter(secret__isnull=False))
    if not boards:
        return
    now = room.closed_at or timezone.now()
    Board.objects.filter(pk__in=[board.pk for board in boards]).update(
        secret=None, order=[], frozen_at=None, frozen_votes={}
    )
    Board.objects.filter(room=room, closed_at=None).update(closed_at=now, closed_by=user)
    _delete_unread(room)
    for board in boards:
        _keep_votes(board)
        keep(board, now)
        shown = board.questions.filter(state__in=PUBLIC)
        shown.update(state=QuestionState.ARCHIVED, state_at=now, state_by=user)
        board.questions.update(
            author=None,
            asker=None,
            name="",
            team=None,
            muted_at=None,
            asked_at=TruncMinute("asked_at", tzinfo=UTC),
        )
    Upvote.objects.filter(question__board__room=room).delete()
    Mute.objects.filter(room=room).delete()
    forget_teams(room.pk)
    for part in ("desk", "queue", "answering", "answered", "rejected", "moderation", "board"):
        changes.touch(room, part, Audience.HOSTS)


def _delete_unread(room: Room) -> None:
    unread = Question.objects.filter(board__room=room, muted_at__isnull=False, mute__isnull=True)
    receipts.withdraw(QUESTION, list(unread.values_list("pk", flat=True)))
    unread.delete()


def _keep_votes(board: Board) -> None:
    ids = list(board.questions.filter(votes=None).values_list("pk", flat=True))
    counts = people_for(ids)
    kept = [Question(pk=id, votes=counts.get(id, 0)) for id in ids]
    Question.objects.bulk_update(kept, ["votes"], batch_size=AT_ONCE)

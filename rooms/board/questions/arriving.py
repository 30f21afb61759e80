"""The arrival of a question or a card: what both have in common."""

from datetime import timedelta

from django.utils import timezone

from rooms.live.base.people import Audience
from rooms.live.changes.transaction import Changes
from rooms.live.models import Room

from ..models import Board, Mute, Question
from ..states import Moderation, QuestionState
from .ordering import put_in_order
from .word_lists import marks_of

MOST_A_MINUTE = 4


def asks_too_much(board: Board, author: str) -> bool:
    """Whether this author sent as much in the last minute as anybody may."""
    a_minute_ago = timezone.now() - timedelta(minutes=1)
    return board.questions.filter(author=author, asked_at__gt=a_minute_ago).count() >= MOST_A_MINUTE


def new_question(room: Room, board: Board, author: str, text: str) -> Question:
    """A question or a card, unsaved, in the state that the board's moderation, its text and its author ask for."""
    now = timezone.now()
    question = Question(board=board, text=text, author=author, asked_at=now, state_at=now)
    if board.moderation != Moderation.FIRST:
        question.state = QuestionState.VISIBLE
    if Mute.objects.filter(room=room, author=author).exists():
        question.state, question.muted_at = QuestionState.PENDING, now
    elif question.state == QuestionState.VISIBLE and marks_of(room, [question]).get(question.pk):
        question.state = QuestionState.PENDING
    return question


def touch_arrived(room: Room, question: Question, changes: Changes) -> None:
    """Touch what shows a question or a card that has just been saved, but for its author's own page."""
    if question.state == QuestionState.VISIBLE:
        put_in_order(room, question.board, changes)
    if question.muted_at is None:  # what comes from somebody muted reaches nobody
        # The queue also changes when everybody sees it at once: one that waits may say the same.
        changes.touch(room, "queue", Audience.HOSTS)

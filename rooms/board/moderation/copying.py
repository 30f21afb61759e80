"""The settings of the question board come along when a session is copied; questions, prompts and cards do not."""

from livesessions.programme.copying import copies, not_copied
from livesessions.programme.models import Session

from ..models import Board, LogEntry, Mute, Question
from ..states import Kind

not_copied(Question, LogEntry, Mute)


@copies(Board)
def copy_board(session: Session, copy: Session) -> None:
    """A board that was never opened, set as this one."""
    for board in session.room.boards.filter(kind=Kind.QUESTIONS):
        set_as = {"names": board.names, "moderation": board.moderation, "categories": board.categories}
        Board.objects.create(room=copy.room, kind=Kind.QUESTIONS, secret=None, **set_as)

"""Hiding the questions that somebody signed with their name, when a host puts them out of the room."""

from uuid import UUID

from rooms.live.base.people import Actor
from rooms.live.changes.removing import when_somebody_is_removed
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest
from rooms.live.models import Room

from ..models import Question
from ..states import QuestionState
from .moderating import finish, value_of
from .transitions import Moved, move

HIDDEN = {"state": QuestionState.REJECTED.value, "reason": "", "checked": True}


@when_somebody_is_removed
def hide_signed(room: Room, person: UUID, host: Actor, changes: Changes, hide: bool) -> None:
    """Reject them, each with an entry in the log that can be undone. What has no name stays: nobody knows whose it is.

    Without `hide` they stay as they are.
    """
    if not hide:
        return
    signed = Question.objects.filter(board__room=room, asker=person, merged_into=None)
    moved: list[Moved] = []
    kept = (QuestionState.REJECTED, QuestionState.ARCHIVED)
    for question in signed.exclude(state__in=kept).select_related("board").order_by("pk"):
        before = {name: value_of(question, name) for name in HIDDEN}
        if move(question, "reject", before, HIDDEN, CommandRequest("room.remove", host, {})):
            moved.append((question, before, HIDDEN))
    if moved:
        finish(room, moved, changes)

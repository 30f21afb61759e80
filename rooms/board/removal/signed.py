"""Taking away the questions that somebody signed with their name, when a host puts them out of the room."""

from uuid import UUID

from django.utils import timezone

from livesessions.archive.redaction import redact
from livesessions.texts.redacting import fingerprint
from rooms.live.base.people import Actor
from rooms.live.changes.removing import when_somebody_is_removed
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest
from rooms.live.models import Room

from ..models import Question
from ..moderation.merging import set_apart
from ..moderation.moderating import finish, value_of
from ..moderation.transitions import Moved, move
from ..records import QUESTION
from ..states import QuestionState

NOT_SHOWN = {"state": QuestionState.REJECTED.value, "reason": "", "checked": True}


@when_somebody_is_removed
def take_signed_away(room: Room, person: UUID, host: Actor, changes: Changes, take_away: bool) -> None:
    """Reject them, and take all their words out. What others asked and was merged into them stands for itself again.

    What has no name stays, and so do cards, upvotes and the texts of groups: nobody but their author's browser knows
    whose they are, or nobody was told, and what goes with a person would tell it.
    """
    if not take_away:
        return
    # All at once and before the room, which every redaction takes.
    theirs = Question.objects.filter(board__room=room, asker=person).exclude(state=QuestionState.WITHDRAWN)
    signed = list(theirs.select_for_update(of=("self",)).select_related("board").order_by("pk"))
    moved: list[Moved] = []
    kept = (QuestionState.REJECTED, QuestionState.ARCHIVED)
    for question in signed:
        if question.merged_into_id is not None or question.state in kept:
            continue
        moved += set_apart(question, timezone.now())
        before = {name: value_of(question, name) for name in NOT_SHOWN}
        if move(question, "reject", before, NOT_SHOWN, CommandRequest("room.remove", host, {})):
            moved.append((question, before, NOT_SHOWN))
    if moved:
        finish(room, moved, changes)
    for question in signed:
        redact(QUESTION, question.pk, "text", fingerprint(question.text), "", host.user)

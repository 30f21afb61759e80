"""Taking the name from under the questions of somebody who is erased. The questions stay, as they count."""

from uuid import UUID

from rooms.live.changes.erasing import when_somebody_is_erased
from rooms.live.changes.transaction import Changes

from ..models import Question
from .redacting import touch_lists


@when_somebody_is_erased("board.Question.asker", "board.Question.name", "board.Question.team")
def take_the_name_away(person: UUID, changes: Changes) -> None:
    """Of questions that they signed name and team go. Of all others nobody knows whose they are."""
    signed = Question.objects.select_for_update(of=("self",)).filter(asker=person).order_by("pk")
    for question in signed.select_related("board__room"):
        touch_lists(question.board.room, question, changes)
    Question.objects.filter(asker=person).update(asker=None, name="", team=None)

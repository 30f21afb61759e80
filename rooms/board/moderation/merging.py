"""Merging questions that ask the same. Votes are not moved: a voter for both is counted once (listing.py)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from rooms.live.base.people import Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from ..forms import MergeForm
from ..models import LogEntry, Question
from ..states import UNLISTED, QuestionState
from .moderating import Action, carry_out, find
from .transitions import Moved

MERGEABLE = (QuestionState.PENDING, QuestionState.VISIBLE)


@command("board.merge", by=Role.HOST, form=MergeForm, moderators=True, decides="merging of {question}")
def merge(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Merge questions into another, which stays. Each merge can be undone, and the votes are then as before."""
    # Locked in one order, so that two hosts do not merge two questions into one another.
    ids = sorted({*request.cleaned["question"], request.cleaned["into"]})
    list(Question.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))
    [into] = find(room, [request.cleaned["into"]])
    if into.pk in request.cleaned["question"]:
        raise Refused(_("Choose two different ones."), 422)
    if not can_stay(into):
        raise Refused(_("What should stay is not on the page any more. Choose another one."))
    if Question.objects.filter(merged_into__in=request.cleaned["question"]).exists():
        raise Refused(_("Others were merged into this one already. Let it stay, and merge the other."))

    def merged(question: Question) -> dict[str, Any] | None:
        if question.board_id != into.board_id or question.state not in MERGEABLE:
            return None
        if question.merged_into_id not in (None, into.pk) or question.muted_at is not None:
            return None
        return {"merged_into_id": into.pk}

    _moved, others = carry_out(room, request, changes, Action("merge", merged))
    return others or _("Taken together. Whoever voted for both counts once, and their writers are told.")


def can_stay(into: Question) -> bool:
    """Whether others may be merged into this question."""
    return (
        into.merged_into_id is None and into.muted_at is None and into.state not in (*UNLISTED, QuestionState.ARCHIVED)
    )


def set_apart(into: Question, at: datetime) -> list[Moved]:
    """Have what was merged into this question stand for itself again: the question goes, and they are others'."""
    moved: list[Moved] = []
    for each in into.duplicates.select_related("board"):
        before, after = {"merged_into_id": into.pk}, {"merged_into_id": None}
        Question.objects.filter(pk=each.pk).update(merged_into=None)
        LogEntry.objects.create(board=each.board, question=each, action="apart", before=before, after=after, at=at)
        moved.append((each, before, after))
    return moved

"""What hosts do with questions: show, turn down, have answered, put away, pin. Each in the log, each to be undone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rooms.live.changes import Changes
from rooms.live.commands import Ask, command
from rooms.live.models import Room
from rooms.live.people import Role
from rooms.live.refusal import Refused

from .forms import QuestionsForm, RejectForm
from .models import Question
from .moving import Fields, last_entry, move, touch_moved
from .ordering import put_in_order
from .states import State
from .wording import already


@dataclass(frozen=True, slots=True)
class Action:
    """`becomes` answers the fields that a question gets; `None` when it is not in a state for this."""

    name: str
    becomes: Callable[[Question], dict[str, Any] | None]


def find(room: Room, ids: list[str]) -> list[Question]:
    """These questions of the room, in this order; raises `Refused` when one is not there."""
    found = Question.objects.select_related("board", "merged_into").filter(board__room=room).in_bulk(ids)
    if len(found) < len(ids):
        raise Refused(_("This question is not on the board of this room."), 404)
    return [found[id] for id in ids]


def carry_out(room: Room, ask: Ask, changes: Changes, action: Action) -> tuple[list[Question], str]:
    """Do `action` with the questions that the form names: those that it changed, and what others did with the rest.

    A question that is already so is no complaint. Raises `Refused` when nothing came of it because of somebody else.
    """
    moved: list[tuple[Question, Fields, Fields]] = []
    too_late = so_already = ""
    for question in find(room, ask.cleaned["question"]):
        after = action.becomes(question)
        before = {name: value_of(question, name) for name in after or {}}
        if after == before:
            so_already = already(last_entry(question))
        elif after is None or not _as_seen(question, ask) or not move(question, action.name, before, after, ask):
            too_late = already(last_entry(question))
        else:
            moved.append((question, before, after))
    if too_late and not moved:
        raise Refused(too_late)
    finish(room, moved, changes)
    return [question for question, _before, _after in moved], too_late or so_already


def _as_seen(question: Question, ask: Ask) -> bool:
    """The question is still what it was when the host pressed the button."""
    was = ask.cleaned["was"]
    return not was or question.state in was.split()


def finish(room: Room, moved: list[tuple[Question, Fields, Fields]], changes: Changes) -> None:
    """Put the boards of moved questions in order, and have everybody look."""
    for board in {question.board for question, _before, _after in moved}:
        touch_moved(room, board, [some for some in moved if some[0].board_id == board.pk], changes)
        put_in_order(room, board, changes)


def value_of(question: Question, name: str) -> Any:
    """A field as the log holds it."""
    if name in ("checked", "pinned", "muted"):
        return getattr(question, f"{name}_at") is not None
    return getattr(question, name)


def _shown(question: Question) -> dict[str, Any] | None:
    if question.merged_into_id is None and question.state in (State.PENDING, State.REJECTED, State.VISIBLE):
        return {"state": State.VISIBLE.value, "checked": True, "reason": ""}
    return None


@command("board.approve", by=Role.HOST, form=QuestionsForm, when_closed=True)
def approve(room: Room, ask: Ask, changes: Changes) -> str:
    """Show questions to everybody; those that were shown unseen are now looked at."""
    moved, others = carry_out(room, ask, changes, Action("approve", _shown))
    if not moved:
        return others
    frozen = any(question.board.is_frozen for question in moved)
    sentence = (
        _("Approved. Everybody sees it when the board moves again.")
        if frozen
        else ngettext("Everybody sees the question.", "Everybody sees these %(number)d questions.", len(moved))
        % {"number": len(moved)}
    )
    return f"{sentence} {others}".strip()


@command("board.reject", by=Role.HOST, form=RejectForm, when_closed=True)
def reject(room: Room, ask: Ask, changes: Changes) -> str:
    """Do not show questions, or no longer; the askers are told why."""
    reason = ask.cleaned["reason"]

    def turned_down(question: Question) -> dict[str, Any] | None:
        if question.state == State.REJECTED:
            return {"state": question.state, "reason": question.reason, "checked": question.checked_at is not None}
        if question.state == State.ARCHIVED:
            return None
        return {"state": State.REJECTED.value, "reason": reason, "checked": True}

    moved, others = carry_out(room, ask, changes, Action("reject", turned_down))
    if not moved:
        return others
    return f"{_('Nobody sees it. Only the asker is told.')} {others}".strip()

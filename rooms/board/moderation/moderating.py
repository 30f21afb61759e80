"""Moderating questions: approve, reject, have answered, archive, pin. Each is logged, and each can be undone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from rooms.live.base.people import EVERYONE, Audience, Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.stage import leave_stage, put_on_stage
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command
from rooms.live.models import Room

from .. import acts
from ..forms import OneForm, QuestionsForm, RejectForm
from ..keeping import keep_again
from ..models import Question
from ..questions.ordering import put_in_order
from ..questions.upvoting import touch_votes
from ..states import LIST_OF, PUBLIC, Kind, QuestionState
from ..wording import already, everybody_sees
from .transitions import Moved, last_entry, move, touch_moved


@dataclass(frozen=True, slots=True)
class Action:
    """`becomes` returns the new fields of a question, or `None` when its state does not permit the action."""

    name: str
    becomes: Callable[[Question], dict[str, Any] | None]


def find(room: Room, ids: list[str]) -> list[Question]:
    """These questions of the room, in this order. Raises `Refused` when one is missing."""
    found = Question.objects.select_related("board", "merged_into").filter(board__room=room).in_bulk(ids)
    if len(found) < len(ids):
        raise Refused(_("This does not belong to this session any more."), 404)
    return [found[id] for id in ids]


def carry_out(room: Room, request: CommandRequest, changes: Changes, action: Action) -> tuple[list[Question], str]:
    """Do `action` with the questions in the form.

    Returns the changed questions, and a sentence about the rest, which somebody else had changed before. A question
    that already is as wanted is no error. Raises `Refused` when others' changes left no question to change.
    """
    moved: list[Moved] = []
    too_late = so_already = ""
    named = request.cleaned["question"]
    # In a fixed order, so that two hosts with many questions each cannot deadlock.
    for question in find(room, [named] if isinstance(named, str) else sorted(named)):
        after = action.becomes(question)
        before = {name: value_of(question, name) for name in after or {}}
        if after is not None and after != before and _as_seen(question, request):
            if move(question, action.name, before, after, request):
                moved.append((question, before, after))
                continue
            [question] = find(room, [question.pk])  # somebody was quicker, perhaps with the same action
            after = action.becomes(question)
        is_so = after is not None and all(value_of(question, name) == value for name, value in after.items())
        last = last_entry(question)
        if is_so:
            so_already = already(last) if last else so_already  # without an entry it always was so
        else:
            too_late = already(last)
    if too_late and not moved:
        raise Refused(too_late)
    finish(room, moved, changes)
    return [question for question, _before, _after in moved], too_late or so_already


def _as_seen(question: Question, request: CommandRequest) -> bool:
    """Whether the question still is in a state in which the host saw it."""
    was = request.cleaned["was"]
    return not was or question.state in was.split()


def finish(room: Room, moved: list[Moved], changes: Changes) -> None:
    """Put the boards of moved questions in order, and touch the parts that show them."""
    for board in {question.board for question, _before, _after in moved}:
        touch_moved(room, board, [some for some in moved if some[0].board_id == board.pk], changes)
        put_in_order(room, board, changes)
        if board.secret is None:
            keep_again(board)
    states = [(before.get("state"), after.get("state")) for _question, before, after in moved]
    if any(after == QuestionState.LIVE for _before, after in states):
        put_on_stage(room, acts.QUESTION, changes)
    elif any(before == QuestionState.LIVE for before, _after in states):
        leave_stage(room, acts.QUESTION, changes)
    for question, before, after in moved:
        _touch_votes_of_target(room, question, {before.get("merged_into_id"), after.get("merged_into_id")}, changes)
        if after.keys() & {"pinned", "cluster"}:
            # The question may stay in its place, but it looks different. On a frozen board only hosts see that.
            audiences = (Audience.HOSTS,) if question.board.is_frozen else EVERYONE
            changes.touch(room, LIST_OF[Kind(question.board.kind)], *audiences)


def _touch_votes_of_target(room: Room, question: Question, ids: set[str | None], changes: Changes) -> None:
    """Touch the votes of questions into which this one is merged, or was: its voters count there."""
    for into in Question.objects.filter(pk__in=ids - {None}):
        touch_votes(room, question.board, into.pk, into.state == QuestionState.LIVE, changes)


def value_of(question: Question, name: str) -> Any:
    """The value of a field as the log holds it."""
    if name in ("checked", "pinned", "muted"):
        return getattr(question, f"{name}_at") is not None
    return getattr(question, name)


def _may_be_seen(question: Question) -> bool:
    return question.merged_into_id is None and question.muted_at is None


def _shown(question: Question) -> dict[str, Any] | None:
    if _may_be_seen(question) and question.state in (
        QuestionState.PENDING,
        QuestionState.REJECTED,
        QuestionState.VISIBLE,
    ):
        return {"state": QuestionState.VISIBLE.value, "checked": True, "reason": ""}
    return None


@command(
    "board.approve", by=Role.HOST, form=QuestionsForm, when_closed=True, moderators=True, decides="state of {question}"
)
def approve(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Show questions to everybody; questions that were shown at once now count as looked at."""
    moved, others = carry_out(room, request, changes, Action("approve", _shown))
    if not moved and others:
        return others
    frozen = any(question.board.is_frozen for question in moved)
    sentence = _("Approved. Everybody sees it when the board moves again.") if frozen else everybody_sees(moved)
    return f"{sentence} {others}".strip()


@command(
    "board.reject", by=Role.HOST, form=RejectForm, when_closed=True, moderators=True, decides="state of {question}"
)
def reject(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Hide questions; their askers are told why."""
    reason = request.cleaned["reason"]

    def turned_down(question: Question) -> dict[str, Any] | None:
        if question.state == QuestionState.REJECTED:
            return {"state": question.state, "reason": question.reason, "checked": question.checked_at is not None}
        is_over = question.state in (QuestionState.ARCHIVED, QuestionState.WITHDRAWN)
        if is_over or question.merged_into_id is not None:
            return None
        return {"state": QuestionState.REJECTED.value, "reason": reason, "checked": True}

    moved, others = carry_out(room, request, changes, Action("reject", turned_down))
    if not moved and others:
        return others
    sentence = _("Not shown. Whoever wrote it is told.")
    return f"{sentence} {others}".strip()


@command("board.live", by=Role.HOST, form=OneForm, decides="state of {question}")
def have_answered(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Have a question discussed now, in view of everybody. The previous one thereby counts as answered."""

    def now_live(question: Question) -> dict[str, Any] | None:
        in_state = question.state in (QuestionState.VISIBLE, QuestionState.ANSWERED, QuestionState.LIVE)
        may_be = in_state and not question.is_card and _may_be_seen(question)
        return {"state": QuestionState.LIVE.value} if may_be else None

    [question] = find(room, [request.cleaned["question"]])
    previous = list(
        question.board.questions.filter(state=QuestionState.LIVE).exclude(pk=question.pk).select_related("board")
    )
    answered = {"state": QuestionState.ANSWERED.value}
    live = {"state": QuestionState.LIVE.value}
    done: list[Moved] = [
        (other, live, answered) for other in previous if move(other, "answer", live, answered, request)
    ]
    try:
        with transaction.atomic():
            _moved, others = carry_out(room, request, changes, Action("live", now_live))
    except IntegrityError:
        raise Refused(_("Another host has just chosen another question. Look at the board again.")) from None
    finish(room, done, changes)
    put_on_stage(room, acts.QUESTION, changes)
    return others or _("Everybody sees that this question is being discussed.")


@command("board.answer", by=Role.HOST, form=QuestionsForm, decides="state of {question}")
def mark_answered(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Mark questions as answered in the room."""

    def answered(question: Question) -> dict[str, Any] | None:
        in_state = question.state in (QuestionState.VISIBLE, QuestionState.LIVE, QuestionState.ANSWERED)
        may_be = in_state and not question.is_card and _may_be_seen(question)
        return {"state": QuestionState.ANSWERED.value} if may_be else None

    _moved, others = carry_out(room, request, changes, Action("answer", answered))
    return others or _("The question is among those that have been answered.")


@command("board.archive", by=Role.HOST, form=QuestionsForm, when_closed=True, decides="state of {question}")
def put_away(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Take questions off the board without rejecting them; they stay in the archive."""

    def away(question: Question) -> dict[str, Any] | None:
        return {"state": QuestionState.ARCHIVED.value} if question.state in (*PUBLIC, QuestionState.ARCHIVED) else None

    _moved, others = carry_out(room, request, changes, Action("archive", away))
    return others or _("The question is in the archive.")


@command("board.pin", by=Role.HOST, form=QuestionsForm, decides="pin of {question}")
def pin(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Keep questions at the top."""
    return _pin(room, request, changes, pinned=True) or _("The question stands at the top.")


@command("board.unpin", by=Role.HOST, form=QuestionsForm, decides="pin of {question}")
def unpin(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Let the votes decide again."""
    return _pin(room, request, changes, pinned=False) or _("The votes decide where the question stands.")


def _pin(room: Room, request: CommandRequest, changes: Changes, *, pinned: bool) -> str:
    def so(question: Question) -> dict[str, Any] | None:
        return {"pinned": pinned} if question.state == QuestionState.VISIBLE else None

    _moved, others = carry_out(room, request, changes, Action("pin" if pinned else "unpin", so))
    return others

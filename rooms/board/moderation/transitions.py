"""Changing a question, guarded by its old state, with an entry in the log. Every action of a host passes here.

A change is two dictionaries of plain values: the question must still have the fields `before`, and gets the fields
`after`. Undoing is the same with the two exchanged.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from rooms.live.base.people import Actor, Audience
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest
from rooms.live.models import ModeratorLink, Room

from ..models import Board, LogEntry, Question
from ..states import LIST_OF, OWN_OF, PUBLIC, STANDING, Kind, QuestionState

Fields = Mapping[str, Any]
Moved = tuple[Question, Fields, Fields]
"""A question, its changed fields before, and after."""

PART_OF = {
    QuestionState.PENDING: "queue",
    QuestionState.LIVE: "answering",
    QuestionState.ANSWERED: "answered",
    QuestionState.REJECTED: "rejected",
}
"""The part that shows a question, by its state; a visible question is in the list of its board."""


def move(
    question: Question,
    action: str,
    before: Fields,
    after: Fields,
    request: CommandRequest,
    undoes: LogEntry | None = None,
) -> bool:
    """Bring `question` from `before` to `after`, if it still matches `before`; returns whether it did."""
    moved = Question.objects.filter(pk=question.pk, **_guard(before)).update(**_columns(after, request.actor))
    if moved:
        log(question.board, action, request.actor, question=question, before=before, after=after, undoes=undoes)
    return bool(moved)


def log(board: Board, action: str, actor: Actor, **fields: Any) -> LogEntry:
    """Write an entry in the moderation log."""
    return LogEntry.objects.create(
        board=board, action=action, by_id=actor.user, by_name=name_of(actor), at=timezone.now(), **fields
    )


def name_of(actor: Actor) -> str:
    """An actor's name for hosts: the full name or the first half of the address; for a moderator the host's name."""
    if actor.moderator:
        return ModeratorLink.objects.values_list("name", flat=True).get(pk=actor.moderator)
    return name_of_account(actor.user)


def name_of_account(pk: int | None) -> str:
    """An account's name for hosts; empty without one."""
    user = get_user_model().objects.filter(pk=pk).first() if pk else None
    return (user.get_full_name() or user.get_username().partition("@")[0])[:80] if user else ""


def last_entry(question: Question) -> LogEntry | None:
    """The newest log entry of `question`, or `None`."""
    return question.log.order_by("-pk").first()


def touch_moved(room: Room, board: Board, moved: Collection[Moved], changes: Changes) -> None:
    """Touch every part that shows the change of these questions, and what every participant sees of their own.

    The server cannot tell whose questions these are.
    """
    changes.touch(room, "moderation", Audience.HOSTS)
    for question, before, after in moved:
        states = {before.get("state", question.state), after.get("state", question.state)}
        for state in states - {QuestionState.ARCHIVED, QuestionState.WITHDRAWN}:
            part = PART_OF.get(QuestionState(state)) or LIST_OF[Kind(board.kind)]
            changes.touch(room, part, Audience.HOSTS)
            if state in (QuestionState.LIVE, QuestionState.ANSWERED):
                changes.touch(room, part, Audience.PARTICIPANTS)
            if state == QuestionState.LIVE:
                changes.touch(room, part, Audience.SCREEN)
        if states & set(PUBLIC) and board.is_frozen:
            changes.touch(room, LIST_OF[Kind(board.kind)], Audience.HOSTS)
        if _changes_the_queue(question, before, after):
            changes.touch(room, "queue", Audience.HOSTS)
        if question.muted_at is not None:
            changes.touch(room, "rejected", Audience.HOSTS)
    if moved:
        touch_asker_parts(room, board, changes)


def touch_asker_parts(room: Room, board: Board, changes: Changes) -> None:
    """Touch the parts in which people read what became of what they wrote; nobody knows whose changed."""
    if board.secret is not None:
        changes.touch_everybody(room, OWN_OF[Kind(board.kind)])


def _changes_the_queue(question: Question, before: Fields, after: Fields) -> bool:
    """Whether a change shows in the queue: beside waiting questions it shows unchecked ones, and likely duplicates."""
    was, is_now = before.get("state"), after.get("state")
    if "merged_into_id" in after or before.get("checked") != after.get("checked"):
        return True
    return (was in STANDING) != (is_now in STANDING) or (was != is_now and question.checked_at is None)


def _guard(before: Fields) -> dict[str, Any]:
    """`before` as conditions of the update."""
    conditions: dict[str, Any] = {}
    for name, value in before.items():
        if name in ("checked", "pinned", "muted"):
            conditions[f"{name}_at__isnull"] = not value
        else:
            conditions[name] = value
    return conditions


def _columns(after: Fields, actor: Actor) -> dict[str, Any]:
    """`after` as columns, with the time and the user of the change."""
    now = timezone.now()
    columns: dict[str, Any] = {}
    for name, value in after.items():
        if name == "state":
            columns |= {"state": value, "state_at": now, "state_by": actor.user}
        elif name in ("checked", "pinned"):
            columns |= {f"{name}_at": now if value else None, f"{name}_by": actor.user if value else None}
        elif name == "muted":
            columns["muted_at"] = now if value else None
        else:
            columns[name] = value
    return columns

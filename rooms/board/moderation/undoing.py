"""`board.undo`: undo the last change of a question. The log keeps both."""

from django import forms
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from rooms.live.base.fields import Key
from rooms.live.base.people import Role
from rooms.live.base.refusal import Refused
from rooms.live.changes.transaction import Changes
from rooms.live.commands.register import CommandRequest, command, registered
from rooms.live.models import Room

from ..models import LogEntry, Question
from ..states import QuestionState
from ..wording import already
from .merging import can_stay
from .moderating import finish
from .muting import mute_author, unmute_author
from .transitions import last_entry, move


class UndoForm(forms.Form):
    """One entry of the log."""

    entry = Key()


def may_be_undone_by_moderators(entry: LogEntry) -> bool:
    """Whether the entry concerns neither the question being discussed, nor archiving, nor the place of a question."""
    touched = {entry.before.get("state"), entry.after.get("state")}
    return (
        not touched & {QuestionState.LIVE, QuestionState.ANSWERED, QuestionState.ARCHIVED}
        and not {"pinned", "cluster"} & entry.after.keys()
    )


FINAL = ("withdraw", "apart", "redact")
"""Actions that nobody undoes: the words are gone."""
DECIDED_BY = {
    "author_muted": "board.mute",
    "pinned": "board.pin",
    "merged_into_id": "board.merge",
    "cluster": "board.cluster",
    "state": "board.approve",
}
"""What an entry changed, and a command that decides the same."""


def what_it_decided(entry: LogEntry) -> str:
    """What the command of this entry decided, so that undoing takes the place of one that has no receipt yet."""
    by = next((command for field, command in DECIDED_BY.items() if field in entry.after), None)
    return registered()[by].decides.format(question=entry.question_id) if by else ""


@command("board.undo", by=Role.HOST, form=UndoForm, when_closed=True, moderators=True)
def undo(room: Room, request: CommandRequest, changes: Changes) -> str:
    """Undo one entry of the log, if its question has not changed since. Undoing can be undone as well."""
    entry = LogEntry.objects.filter(board__room=room, pk=request.cleaned["entry"]).select_related("undone_by").first()
    if entry is None or entry.question_id is None or entry.action in FINAL:
        raise Refused(_("This cannot be undone from here."), 404)
    # Another change of this question comes before or after this transaction, not in between.
    Question.objects.select_for_update(of=("self",)).only("pk").get(pk=entry.question_id)
    if request.actor.role == Role.MODERATOR and not may_be_undone_by_moderators(entry):
        raise Refused(_("Only a host can undo this."), 403)
    if LogEntry.objects.filter(undoes=entry).exists():
        return _("This was undone already.")
    question = Question.objects.select_related("board", "merged_into").get(pk=entry.question_id)
    newest = last_entry(question)
    if newest is None or newest.pk != entry.pk:
        raise Refused(already(newest))
    if "author_muted" in entry.after:
        turn_back = unmute_author if entry.after["author_muted"] else mute_author
        # Another question of the same author may have been heard again, or muted, meanwhile.
        is_done = turn_back(room, question, request, changes, undoes=entry)
        return _("Undone.") if is_done else _("This was undone already.")
    _check_target(question, entry.before.get("merged_into_id"))
    try:
        with transaction.atomic():
            moved = move(question, "undo", entry.after, entry.before, request, undoes=entry)
    except IntegrityError:
        raise Refused(_("Another question is being discussed now. Mark that one as answered first.")) from None
    if not moved:
        raise Refused(already(last_entry(question)))
    finish(room, [(question, entry.after, entry.before)], changes)
    return _("Undone.")


def _check_target(question: Question, into: str | None) -> None:
    """Refuse to merge a question again if its target is off the board, or if others were merged into it meanwhile."""
    if into is None:
        return
    target = Question.objects.select_for_update(of=("self",)).filter(pk=into).first()
    if target is None or not can_stay(target) or Question.objects.filter(merged_into=question).exists():
        raise Refused(_("What should stay is not on the page any more. Choose another one."))

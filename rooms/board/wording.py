"""Sentences for hosts and askers about a question."""

from django.utils.translation import gettext as _

from livesessions.texts.bidi import isolated

from .models import LogEntry, Question
from .states import PUBLIC, QuestionState


def already(entry: LogEntry | None) -> str:
    """The sentence for a host who was too late: who changed the question before, and how."""
    if entry is None:
        return _("Somebody else has just changed this question.")
    sentences = {
        "approve": _("%(name)s has already shown this question."),
        "reject": _("%(name)s has already decided not to show this question."),
        "live": _("%(name)s is already having this question answered."),
        "answer": _("%(name)s has already marked this question as answered."),
        "archive": _("%(name)s has already put this question away."),
        "pin": _("%(name)s has already pinned this question."),
        "unpin": _("%(name)s has already unpinned this question."),
        "merge": _("%(name)s has already merged this question with another one."),
        "mute": _("%(name)s has already muted the author of this question."),
        "unmute": _("%(name)s no longer mutes the author of this question."),
        "cluster": _("%(name)s has already put this into a group."),
        "undo": _("%(name)s has just undone something with this question."),
    }
    sentence = sentences.get(entry.action, _("%(name)s has just changed this question."))
    return sentence % {"name": isolated(entry.by_name or _("Another host"))}


def did(entry: LogEntry) -> str:
    """The sentence of a log entry, for the list on the console."""
    sentences = {
        "prompt": _("%(name)s asked the room something"),
        "finish": _("%(name)s put a question to the room away"),
        "cluster": _("%(name)s grouped"),
        "open": _("%(name)s opened the board"),
        "close": _("%(name)s closed the asking"),
        "set": _("%(name)s set the board"),
        "freeze": _("%(name)s held the board still"),
        "thaw": _("%(name)s let the board move again"),
        "approve": _("%(name)s showed"),
        "reject": _("%(name)s did not show"),
        "live": _("%(name)s had answered"),
        "answer": _("%(name)s marked as answered"),
        "archive": _("%(name)s put away"),
        "pin": _("%(name)s pinned"),
        "unpin": _("%(name)s unpinned"),
        "merge": _("%(name)s merged with another one"),
        "mute": _("%(name)s muted the asker of"),
        "unmute": _("%(name)s hears again the asker of"),
        "undo": _("%(name)s undid the last thing with"),
    }
    sentence = sentences.get(entry.action, _("%(name)s changed"))
    return sentence % {"name": isolated(entry.by_name or _("Another host"))}


def _merged(into: Question) -> str:
    if into.state in PUBLIC and into.muted_at is None:
        return _("Taken together with a question like it: “%(text)s”.") % {"text": isolated(into.text)}
    return _("Taken together with a question like it.")  # a hidden question is not quoted


def what_became(question: Question) -> str:
    """The sentence for the asker about the state of their question."""
    if question.merged_into is not None:
        return f"{_merged(question.merged_into)} {what_became(question.merged_into)}"
    if question.state == QuestionState.REJECTED:
        if question.reason:
            return _("Not shown, because: %(reason)s") % {"reason": isolated(question.reason)}
        return _("Not shown.")
    # Muted authors are not told that they are muted: to them the question waits.
    state = QuestionState.PENDING if question.muted_at is not None else QuestionState(question.state)
    return {
        QuestionState.PENDING: _("Waits for the host."),
        QuestionState.VISIBLE: _("Everybody sees it."),
        QuestionState.LIVE: _("Is being answered now."),
        QuestionState.ANSWERED: _("Has been answered."),
        QuestionState.ARCHIVED: _("Is kept in the archive."),
    }[state]

"""Sentences for hosts and for whoever wrote it, about a question or a card."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from livesessions.texts.bidi import isolated

from .models import LogEntry, Question
from .states import PUBLIC, QuestionState


def already(entry: LogEntry | None) -> str:
    """The sentence for a host who was too late: who changed the question or card before, and how."""
    if entry is None:
        return _("Somebody else has just changed this.")
    sentences = {
        "approve": _("%(name)s has already shown this."),
        "reject": _("%(name)s has already decided not to show this."),
        "live": _("%(name)s already has this discussed."),
        "answer": _("%(name)s has already marked this as answered."),
        "archive": _("%(name)s has already put this away."),
        "pin": _("%(name)s has already pinned this."),
        "unpin": _("%(name)s has already unpinned this."),
        "merge": _("%(name)s has already merged this with another one."),
        "mute": _("%(name)s has already muted who wrote this."),
        "unmute": _("%(name)s no longer mutes who wrote this."),
        "cluster": _("%(name)s has already put this into a cluster."),
        "withdraw": _("Whoever wrote this has withdrawn it."),
        "apart": _("What this was merged with has been withdrawn."),
        "redact": _("%(name)s has just taken words out of this."),
        "undo": _("%(name)s has just undone something with this."),
    }
    sentence = sentences.get(entry.action, _("%(name)s has just changed this."))
    return sentence % {"name": isolated(entry.by_name or _("Another host"))}


def everybody_sees(shown: Collection[Question]) -> str:
    """The sentence for a host who showed these questions and cards."""
    cards = sum(1 for each in shown if each.is_card)
    questions = len(shown) - cards
    sentences = []
    if questions or not cards:
        sentence = ngettext("Everybody sees the question.", "Everybody sees these %(number)d questions.", questions)
        sentences.append(sentence % {"number": questions})
    if cards:
        sentence = ngettext("Everybody sees the card.", "Everybody sees these %(number)d cards.", cards)
        sentences.append(sentence % {"number": cards})
    return " ".join(sentences)


def did(entry: LogEntry) -> str:
    """The sentence of a log entry, for the list on the console; the text of the question or card comes after it."""
    sentences = {
        "prompt": _("%(name)s opened a prompt"),
        "finish": _("%(name)s put a prompt away"),
        "cluster": _("%(name)s clustered"),
        "open": _("%(name)s opened the board"),
        "close": _("%(name)s stopped the asking"),
        "set": _("%(name)s set the board"),
        "freeze": _("%(name)s held the board still"),
        "thaw": _("%(name)s let the board move again"),
        "approve": _("%(name)s showed"),
        "reject": _("%(name)s did not show"),
        "live": _("%(name)s had discussed"),
        "answer": _("%(name)s marked as answered"),
        "archive": _("%(name)s put away"),
        "pin": _("%(name)s pinned"),
        "unpin": _("%(name)s unpinned"),
        "merge": _("%(name)s merged with another one"),
        "mute": _("%(name)s muted who wrote"),
        "unmute": _("%(name)s no longer mutes who wrote"),
        "undo": _("%(name)s undid the last thing with"),
        "withdraw": _("Somebody withdrew what they wrote"),
        "apart": _("No longer merged, because the other one was withdrawn:"),
        "redact": _("%(name)s took words out of"),
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
        return _turned_down(question)
    return {
        QuestionState.PENDING: _("Waits for the host."),
        QuestionState.VISIBLE: _("Everybody sees your question."),
        QuestionState.LIVE: _("Is being discussed now."),
        QuestionState.ANSWERED: _("Has been answered."),
        QuestionState.ARCHIVED: _("Is kept in the archive."),
        QuestionState.WITHDRAWN: _("You withdrew this question. Nobody sees it any more."),
    }[_as_told(question)]


def what_became_of_card(card: Question) -> str:
    """The sentence for whoever wrote this card about its state; `card.board` is the prompt."""
    if card.state == QuestionState.WITHDRAWN:
        return _("You withdrew this card. Nobody sees it any more.")
    if card.state == QuestionState.REJECTED:
        return _turned_down(card)
    if card.merged_into is not None:
        return _("Taken together with a card like it.")
    waits = _as_told(card) == QuestionState.PENDING
    if card.board.is_open:
        return _("Waits for the host.") if waits else _("Your card is up: everybody sees it.")
    if waits:
        return _("The prompt was put away before the host came to your card.")
    return _("Was up until the prompt was put away. It is kept, without your name.")


def _turned_down(question: Question) -> str:
    if question.reason:
        return _("Not shown, because: %(reason)s") % {"reason": isolated(question.reason)}
    return _("Not shown.")


def _as_told(question: Question) -> QuestionState:
    """The state that whoever wrote it is told: muted people do not learn that they are muted."""
    is_muted = question.muted_at is not None and question.state != QuestionState.WITHDRAWN
    return QuestionState.PENDING if is_muted else QuestionState(question.state)

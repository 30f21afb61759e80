"""What the holder of a receipt code is told about a question. The code is looked up by its digest, and not logged."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .keeping import state_of
from .models import Answer, Question
from .questions.pseudonyms import CODE_LENGTH, receipt_digest
from .states import State
from .wording import what_became


@dataclass(frozen=True, slots=True)
class Found:
    """A question, what became of it in a sentence, and what was written about it."""

    question: Question
    became: str
    answer: Answer | None


def is_code(code: str) -> bool:
    """As long as a receipt code, however somebody typed it."""
    return sum(c.isalnum() for c in code) == CODE_LENGTH


def find(code: str) -> Found | None:
    """The question with this receipt code, or `None`.

    A question that was taken together with another one has the answer of that one.
    """
    asked = Question.objects.select_related("board__room__session__programme", "merged_into__answer", "answer")
    question = asked.filter(receipt=receipt_digest(code)).first()
    if question is None:
        return None
    both = [each for each in (question, question.merged_into) if each is not None]
    answer = next((each.answer for each in both if hasattr(each, "answer")), None)
    has_ended = question.board.secret is None
    return Found(question, _what_became_of(both[-1], len(both) > 1) if has_ended else what_became(question), answer)


def _what_became_of(question: Question, is_merged: bool) -> str:
    """The same as `what_became`, in a session that is over."""
    if question.state == State.REJECTED:
        return what_became(question)
    sentences = {
        State.PENDING: _("The session ended before the host came to this question."),
        State.ANSWERED: _("This question was answered in the session."),
    }
    shown = _("This question was shown in the session, and was not answered there.")
    sentence = sentences.get(State(state_of(question)), shown)
    return f"{_('Taken together with a question like it.')} {sentence}" if is_merged else sentence

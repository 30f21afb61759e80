"""The settings of a board, and the states of a question."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """The kind of board: questions of participants, or a host's question to the room, with cards as answers."""

    QUESTIONS = "questions", _("Questions of participants")
    PROMPT = "prompt", _("A question to the room")


class Names(TextChoices):
    """What others see of the person who asks."""

    ANONYMOUS = "anonymous", _("Without name")
    NAMED = "named", _("With name and team")


class Moderation(TextChoices):
    """Whether a host looks at a question before or after everybody sees it, or not at all."""

    FIRST = "first", _("A host approves each question first")
    AFTER = "after", _("Questions are shown at once; a host looks at them afterwards")
    OPEN = "open", _("Questions are shown at once")


class QuestionState(TextChoices):
    """The state of a question."""

    PENDING = "pending", _("Waiting")
    VISIBLE = "visible", _("Shown")
    LIVE = "live", _("Being answered now")
    ANSWERED = "answered", _("Answered")
    ARCHIVED = "archived", _("Archived")
    REJECTED = "rejected", _("Not shown")


LIST_OF = {Kind.QUESTIONS: "board", Kind.PROMPT: "cards"}
"""The part that lists the questions of a board, by kind."""
LISTED = (QuestionState.VISIBLE,)
LISTED_WHILE_FROZEN = (QuestionState.VISIBLE, QuestionState.LIVE, QuestionState.ANSWERED)
"""A frozen list keeps a question that is read aloud; a question that a host removes goes at once."""
STANDING = (QuestionState.PENDING, QuestionState.VISIBLE, QuestionState.LIVE, QuestionState.ANSWERED)
"""The states of questions with which a new one is compared, because it may ask the same."""
PUBLIC = (QuestionState.VISIBLE, QuestionState.LIVE, QuestionState.ANSWERED)
"""The states of questions that participants and projector may see."""

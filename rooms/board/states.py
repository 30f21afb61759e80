"""The settings of a board, and the states of a question."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """The kind of board: questions from the room, or a host's prompt, with cards as answers."""

    QUESTIONS = "questions", _("Questions from the room")
    PROMPT = "prompt", _("A prompt")


class Names(TextChoices):
    """What others see of the person who asks."""

    ANONYMOUS = "anonymous", _("Without name")
    NAMED = "named", _("With name and team")


class Moderation(TextChoices):
    """Whether a host looks at a question before or after everybody sees it, or not at all."""

    FIRST = "first", _("A host approves everything first")
    AFTER = "after", _("Everything is shown at once; a host looks at it afterwards")
    OPEN = "open", _("Everything is shown at once")


class QuestionState(TextChoices):
    """The state of a question."""

    PENDING = "pending", _("Waiting")
    VISIBLE = "visible", _("Shown")
    LIVE = "live", _("Being discussed now")
    ANSWERED = "answered", _("Answered")
    ARCHIVED = "archived", _("Archived")
    REJECTED = "rejected", _("Not shown")
    WITHDRAWN = "withdrawn", _("Withdrawn")


LIST_OF = {Kind.QUESTIONS: "board", Kind.PROMPT: "cards"}
"""The part that lists the questions of a board, by kind."""
OWN_OF = {Kind.QUESTIONS: "asked", Kind.PROMPT: "own_cards"}
"""The part that lists what a participant put there, by kind."""
LISTED = (QuestionState.VISIBLE,)
LISTED_WHILE_FROZEN = (QuestionState.VISIBLE, QuestionState.LIVE, QuestionState.ANSWERED)
"""A frozen list keeps a question that is read aloud; a question that a host removes goes at once."""
STANDING = (QuestionState.PENDING, QuestionState.VISIBLE, QuestionState.LIVE, QuestionState.ANSWERED)
"""The states of questions with which a new one is compared, because it may ask the same."""
UNLISTED = (QuestionState.REJECTED, QuestionState.WITHDRAWN)
"""The states of questions that no list of the archive shows."""
PUBLIC = (QuestionState.VISIBLE, QuestionState.LIVE, QuestionState.ANSWERED)
"""The states of questions that participants and projector may see."""


class Why(TextChoices):
    """Why something of a board is kept as another version after its session."""

    ANSWERED = "answered", _("Answered in writing")
    MODERATED = "moderated", _("A host decided otherwise after the session")
    REDACTED = "redacted", _("Words were taken out")
    WITHDRAWN = "withdrawn", _("Whoever wrote it withdrew it")

"""What a board can be set to, and where a question is in its life."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Whose questions they are: those of participants, or one of the host's to the room, with cards as answers."""

    QUESTIONS = "questions", _("Questions of participants")
    PROMPT = "prompt", _("A question to the room")


class Names(TextChoices):
    """What others see of whoever asks."""

    ANONYMOUS = "anonymous", _("Without name")
    NAMED = "named", _("With name and team")


class Moderation(TextChoices):
    """Who looks at a question before everybody sees it."""

    FIRST = "first", _("A host approves each question first")
    AFTER = "after", _("Questions are shown at once; a host looks at them afterwards")
    OPEN = "open", _("Questions are shown at once")


class State(TextChoices):
    """Where a question is in its life."""

    PENDING = "pending", _("Waiting")
    VISIBLE = "visible", _("Shown")
    LIVE = "live", _("Being answered now")
    ANSWERED = "answered", _("Answered")
    ARCHIVED = "archived", _("Archived")
    REJECTED = "rejected", _("Not shown")


LIST_OF = {Kind.QUESTIONS: "board", Kind.PROMPT: "cards"}
"""The part in which the questions of a board are listed."""
LISTED = (State.VISIBLE,)
LISTED_WHILE_FROZEN = (State.VISIBLE, State.LIVE, State.ANSWERED)
"""A frozen list stays as it is when one of its questions is read aloud; what a host takes away goes at once."""
STANDING = (State.PENDING, State.VISIBLE, State.LIVE, State.ANSWERED)
"""What a new question is compared with: it may ask the same."""
PUBLIC = (State.VISIBLE, State.LIVE, State.ANSWERED)
"""What participants and projector may see."""

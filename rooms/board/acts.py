"""The acts of the board: what it can put on the stage."""

from django.utils.translation import gettext_lazy as _

from rooms.live.changes.stage import Act, can_stand_on_stage

from .questions.listing import board_of, live_question, prompt_of

PROMPT, QUESTION, BOARD = "prompt", "question", "board"

can_stand_on_stage(Act(PROMPT, _("The prompt with its cards"), "cards", lambda room: prompt_of(room) is not None))
can_stand_on_stage(
    Act(QUESTION, _("The question that is discussed"), "lantern", lambda room: live_question(room) is not None)
)
can_stand_on_stage(Act(BOARD, _("Questions from the room"), "speech", lambda room: board_of(room) is not None))

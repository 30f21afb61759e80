"""The drawings beside answers of the demo's polls."""

from livesessions.programme.demo.other_kinds import drawing
from polls.asking.models import Poll
from polls.asking.pictures.holding import give
from polls.asking.questions import rules_of


def add_pictures(poll: Poll) -> None:
    """Give each answer of a draft its drawing, if its kind has pictures. They were redrawn before they came here."""
    if rules_of(poll).pictures:
        give(poll, [drawing(option.text) for option in poll.options.all()])

"""The drawings beside answers of the demo's polls."""

from pathlib import Path

from livesessions.programme import demo
from livesessions.programme.demo.other_kinds import PICTURES
from polls.asking.models import Poll
from polls.asking.pictures.holding import give
from polls.asking.questions import rules_of

FOLDER = Path(demo.__file__).parent / "pictures"


def add_pictures(poll: Poll) -> None:
    """Give each answer of a draft its drawing, if its kind has pictures. They were redrawn before they came here."""
    if rules_of(poll).pictures:
        give(poll, [drawing(option.text) for option in poll.options.all()])


def drawing(text: str) -> bytes:
    """The drawing beside an answer."""
    return (FOLDER / PICTURES[text]).read_bytes()

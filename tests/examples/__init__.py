"""An example of every command: how to set the scene for it, and what is asked.

The tests of what holds for *all* commands (push is page, twice is once, who may do what) take their cases from here. A
command without an example fails one of them.
"""

from rooms.live.base.people import Role
from rooms.live.commands.register import registered

from . import board, breakouts, floor, polls
from .example import Example

EXAMPLES: dict[str, Example] = floor.EXAMPLES | breakouts.EXAMPLES | polls.EXAMPLES | board.EXAMPLES


def by(name: str) -> Role:
    """Who may ask for the command."""
    return registered()[name].by

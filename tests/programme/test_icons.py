"""One icon means one thing: on the buttons of commands, whichever template they stand in."""

from collections import defaultdict
from pathlib import Path

import pytest
from django.conf import settings
from django.template.base import Node
from django.template.library import SimpleNode
from django.template.loader import get_template
from django.template.loader_tags import IncludeNode

from livesessions.programme.icons import ICONS, MEANINGS
from livesessions.programme.models import Kind
from rooms.live.changes.stage import acts
from rooms.live.templatetags.live import CommandNode

FOLDER = Path(settings.BASE_DIR) / "templates"
NAMES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
DOES = {
    "again": {"poll.again", "poll.resend", "room.rotate", "breakouts.deal", "breakouts.done"},
    "arrow": {"board.thaw", "breakouts.answer", "floor.start", "poll.resume"},
    "back": {"breakouts.peek", "breakouts.recall", "breakouts.stay", "floor.stage", "floor.start"},
    "box": {"board.archive", "board.finish", "poll.keep"},
    "check": {"board.answer", "board.approve", "breakouts.done", "poll.close", "room.finish", "room.introduce"},
    "clock": {"breakouts.notice", "poll.extend"},
    "copy": {"poll.again"},
    "cross": {"board.dismiss", "board.reject", "board.withdraw", "breakouts.help", "floor.remove", "grouppoll.end",
              "poll.discard", "room.close", "room.remove", "template.remove"},
    "down": {"floor.move", "poll.move"},
    "eye": {"board.approve", "breakouts.peek", "grouppoll.show", "poll.reveal"},
    "hand": {"breakouts.help"},
    "hidden": {"breakouts.show", "poll.hide", "room.redact"},
    "house": {"breakouts.choose", "breakouts.mend", "breakouts.place", "breakouts.return", "breakouts.send"},
    "key": {"room.admit", "room.open", "room.readmit", "room.unlock"},
    "lantern": {"board.live"},
    "lock": {"board.close", "breakouts.curtain", "room.lock"},
    "megaphone": {"breakouts.tell"},
    "merge": {"board.merge"},
    "moon": {"breakouts.stay"},
    "mute": {"board.mute"},
    "neighbours": {"breakouts.curtain"},
    "pause": {"board.freeze", "floor.stage", "poll.pause", "room.wait"},
    "pin": {"board.pin", "board.unpin", "breakouts.place"},
    "plus": {"breakouts.extend", "breakouts.merge", "breakouts.upvote", "poll.extend", "poll.take", "template.use"},
    "screen": {"breakouts.show", "poll.stage"},
    "speech": {"board.ask", "board.open", "board.unmute", "breakouts.tell", "grouppoll.ask"},
    "title": {"floor.stage"},
    "undo": {"board.undo", "floor.restore", "poll.restore", "room.reopen"},
    "up": {"floor.move", "poll.move"},
    "window": {"poll.open", "survey.open"},
}  # fmt: skip
"""The commands on whose buttons an icon stands. A new one is added once it fits what `MEANINGS` says."""


def icons_in(nodes: list[Node]) -> set[str]:
    """The icons that these nodes draw, with those of what they include."""
    found = set()
    for node in nodes:
        if isinstance(node, SimpleNode) and node.func.__name__ == "icon" and isinstance(node.args[0].var, str):
            found.add(node.args[0].var)
        elif isinstance(node, IncludeNode) and (sign := node.extra_context.get("sign")) is not None:
            found.add(sign.var)
        found |= icons_in([child for name in node.child_nodelists for child in getattr(node, name, None) or ()])
    return found


def test_every_icon_has_one_meaning_and_every_meaning_one_icon():
    assert set(MEANINGS) | {*Kind.values} == set(ICONS)
    assert len(set(MEANINGS.values())) == len(MEANINGS)


def test_a_button_of_a_command_has_an_icon_that_means_what_it_does():
    found = defaultdict(set)
    for name in NAMES:
        for node in get_template(name).template.nodelist.get_nodes_by_type(CommandNode):
            for icon in icons_in(node.nodelist):
                found[icon].add(node.command.name)
    assert dict(found) == DOES


@pytest.mark.parametrize("name", sorted(MEANINGS))
def test_every_icon_is_used(name):
    drawn = "".join((FOLDER / each).read_text() for each in NAMES)
    assert f'icon "{name}"' in drawn or f'sign="{name}"' in drawn or name in {act.icon for act in acts()}

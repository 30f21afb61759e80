"""What did not come through yet is sent again later. By then the same person may have asked for the opposite."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.async_api import WebSocketRoute, expect

from rooms.live.commands.receipts import receipt_frame
from rooms.live.commands.register import Receipt

from .boarding import ask, question, show
from .people import Host
from .served import SECOND

pytestmark = pytest.mark.asyncio(loop_scope="session")

ASKED = "Wie belt de huisarts?"
AFTER_THE_PAUSE = 3_000
"""Milliseconds after which the page asks again for what was answered with "busy"."""


class Line:
    """Between a page and the site: the first request for `command` is answered with "busy" and goes no further."""

    def __init__(self, command: str) -> None:
        self.command = command
        self.asked: list[str] = []

    def connect(self, page: WebSocketRoute) -> None:
        """A socket of the page opens."""
        site = page.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            fields: dict[str, Any] = json.loads(message)
            is_first = fields["command"] == self.command not in self.asked
            if fields["command"] != "room.seen":
                self.asked.append(fields["command"])
            if is_first:
                page.send(receipt_frame(Receipt("busy", "Nog niet."), fields["id"]))
            else:
                site.send(message)

        page.on_message(pass_on)


async def give(host: Host, command: str) -> None:
    """Press a button, wherever it is folded away."""
    await host.command(command).first.evaluate("form => form.requestSubmit()")


@pytest.mark.parametrize(
    ("older", "newer", "ready"),
    [
        ("board.freeze", "board.thaw", lambda host: host.command("board.thaw")),
        ("board.pin", "board.unpin", lambda host: host.command("board.unpin")),
        ("board.archive", "board.undo", lambda host: host.see("moderation").locator(".last", has_text="borg op")),
        ("poll.reveal", "poll.hide", lambda host: host.command("poll.hide")),
    ],
    ids=["freeze and thaw", "pin and unpin", "put away and undo", "reveal and hide"],
)
async def test_a_late_command_does_not_undo_the_newer_one(
    people, room, older: str, newer: str, ready: Callable[[Host], Any]
):
    """It was carried out for another host, so the page offers the opposite while its own command still waits."""
    line = Line(older)
    first = await people.person(Host, login=people.site.login())
    await first.page.clock.install()
    await first.page.route_web_socket(re.compile("/ws/"), line.connect)
    second = await people.host(room, login=people.site.login(SECOND))
    await give(second, "board.open")
    phone = await people.participant(room)
    await ask(phone, ASKED)
    await show(second, ASKED)
    await second.ask("Wat helpt?", ("Samen eten", "Samen lopen"))
    await first.go(f"{room.path}host/", live=True)
    await expect(question(first, "board", ASKED)).to_be_visible()

    await give(first, older)
    await first.is_told("busy")
    await give(second, older)
    await expect(ready(first)).to_be_attached()
    await give(first, newer)
    await first.is_told("ok")
    await first.page.clock.fast_forward(AFTER_THE_PAUSE)
    await give(first, "room.lock")  # comes after whatever was sent again
    await expect(first.command("room.unlock")).to_be_attached()
    assert line.asked == [older, newer, "room.lock"]
    await expect(second.command(older)).to_be_attached()

"""The people of the demo's plan as browsers that write, ask for help and vote."""

import asyncio
import json
import re
from collections.abc import Sequence
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

WEIGHTS = (9, 5, 3, 4)
LEARNT = (
    {
        "noticed": "Twijfel delen helpt. Je staat er dan niet alleen voor.",
        "home": "Elke week één gezin samen bespreken.",
    },
    {"noticed": "Wie vroeg belt, hoeft later minder te regelen.", "policy": "Mag een team zelf beslissen over tijd?"},
    {"home": "Eerst vragen wat het gezin zelf al probeert."},
    {"noticed": "We gebruiken andere woorden voor hetzelfde.", "home": "Een lijst met woorden die iedereen kent."},
    {"policy": "Wie houdt contact als een ander team het overneemt?"},
    {"noticed": "Een vast gezicht geeft rust, ook als het spannend is."},
)
"""What the groups of the first round write, by field."""


class Caller:
    """Somebody on a socket, who tells once a second what is on their screen."""

    def __init__(self, seeded: dict[str, Any]) -> None:
        self.name, self.group, self.cookie = seeded["name"], seeded["group"], seeded["cookie"]
        self.socket: Any = None
        self.tasks: list[asyncio.Task[None]] = []
        self._seen = -1

    async def come_in(self, where: str) -> None:
        """Open the socket."""
        self.socket = await connect(where, additional_headers={"Cookie": f"participant={self.cookie}"}, open_timeout=60)
        self.tasks = [asyncio.ensure_future(self._read()), asyncio.ensure_future(self._acknowledge())]

    async def ask(self, command: str, **data: object) -> None:
        """Give a command."""
        await self.socket.send(json.dumps({"command": command, **data}))

    async def leave(self) -> None:
        """Close the socket."""
        for task in self.tasks:
            task.cancel()
        await self.socket.close()

    async def _read(self) -> None:
        async for frame in self.socket:
            for version in re.findall(r'id="head" data-version="(\d+)"', frame):
                self._seen = max(self._seen, int(version))

    async def _acknowledge(self) -> None:
        told = -1
        try:
            while True:
                if self._seen > told:
                    told = self._seen
                    await self.ask("room.seen", version=told)
                await asyncio.sleep(1)
        except ConnectionClosed:
            pass


async def come_in(callers: Sequence[Caller], where: str) -> None:
    """All of them, twenty at a time."""
    for start in range(0, len(callers), 20):
        await asyncio.gather(*(caller.come_in(where) for caller in callers[start : start + 20]))

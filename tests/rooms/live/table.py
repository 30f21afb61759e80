"""A hub and one browser at a table: the test says when the hub looks and what the browser says that it shows."""

import asyncio
from collections.abc import Callable

from rooms.live.base.people import Actor, Audience, PersonalSecret, Role
from rooms.live.commands.background import changing
from rooms.live.hub.flow_control import Socket
from rooms.live.hub.frames import text_frame
from rooms.live.hub.registry import hubs
from tests.elements import attribute, parts_in

ROOM, OWN = "everybodys", "ones_own"


class Table:
    """A room with two parts of any size, its hub, and one browser on it. Nothing happens by itself."""

    def __init__(self, scene):
        self.room, self.person = scene.room, scene.people[0].pk
        self.says = {ROOM: "", OWN: ""}
        self.changes = 0
        self.while_drawn: Callable[[], None] = nothing_more
        self.while_sent: Callable[[], None] = nothing_more
        self.at_once = False
        """The browser reads what comes before the server's own bookkeeping goes on."""
        self.loop = asyncio.get_running_loop()
        self.hub = hubs.of(self.room.pk)
        self.hub._tasks[0].cancel()
        self.socket: Socket | None = None
        self.on_its_way: list[str] = []
        self.shows: dict[str, str] = {}
        self.version = -1
        self.closed: int | None = None

    # --- The room ----------------------------------------------------------------------------------------------------

    def everybodys(self, room, audience):
        """The context of the part that all see."""
        sentence = self.says[ROOM]
        once, self.while_drawn = self.while_drawn, nothing_more
        once()
        return {"sentence": sentence, "kind": ""}

    def ones_own(self, room, people):
        """The context of the part that is each participant's own."""
        return {person: {"sentence": self.says[OWN], "kind": ""} for person in people}

    def change(self, part, size):
        """This part says something else, of `size` bytes."""
        self.changes += 1
        self.says[part] = f"{self.changes:.>{size}}"
        with changing() as changes:
            if part == OWN:
                changes.touch_person(self.room, self.person, OWN)
            else:
                changes.touch(self.room, ROOM, Audience.PARTICIPANTS)

    async def look(self, beat=False):
        """The hub looks once, at a heartbeat or at a tick."""
        await asyncio.sleep(0)  # what was announced is heard
        if beat:
            self.hub._schedule._beat_at = 0.0
        await self.hub._look()

    # --- The browser -------------------------------------------------------------------------------------------------

    async def come(self):
        """A page opens its socket."""
        actor = Actor(self.room.pk, Role.PARTICIPANT, participant=self.person, personal_secret=PersonalSecret.new())
        self.socket = Socket(actor, Audience.PARTICIPANTS, "nl", 0, self._take)
        self.hub.attach(self.socket, -1, "", 0.0)
        await self.rest()

    async def rest(self):
        """Whatever is new is shown, and nothing is on its way."""
        self.at_once = False
        for _round in range(3):
            await self.look()
            self.read()

    async def _take(self, message):
        if message["type"] == "websocket.close":
            self.closed = message["code"]
            return
        self.on_its_way.append(message["text"])
        once, self.while_sent = self.while_sent, nothing_more
        once()
        if self.at_once:
            self.read()

    def read(self):
        """The browser shows all that came, and says so."""
        while self.on_its_way:
            for id, element in parts_in(self.on_its_way.pop(0)).items():
                self.shows[id] = element
                if id == "head":
                    self.version = int(attribute(element, "data-version"))
        self.hub.seen(self.socket, self.version)

    @property
    def unread(self):
        """How many bytes the browser has been sent and did not read."""
        return sum(len(text_frame(text.encode())) for text in self.on_its_way)

    @property
    def is_up_to_date(self):
        """The browser shows what both parts say now."""
        return all(f">{text}</span>" in self.shows.get(part, "") for part, text in self.says.items() if text)


def nothing_more() -> None:
    """What happens in the midst of something, as a rule."""

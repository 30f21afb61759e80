"""A browser with an open page: it loads what the server shows, and keeps it up to date by its socket.

It does what static/js/live.js does and no more: an older picture of the same epoch is left out, the others replace
the element that has their id; the rows of a list stand in the order that arrives by itself; and it tells the server
what it shows before the window is full.
"""

import asyncio
import html
import json
import re
from typing import Any
from uuid import uuid4

from channels.testing import WebsocketCommunicator
from django.test import Client

from livesessions.asgi import application
from rooms.live.base.people import Role
from rooms.live.base.threads import in_thread, looking
from rooms.live.hub.flow_control import WINDOW
from rooms.live.hub.registry import hubs
from tests.elements import PARTIAL, Parts, attribute, parts_in, where_is
from tests.scene import Scene

PATIENCE = 8.0
AS = {Role.HOST: "host", Role.SCREEN: "screen", Role.MODERATOR: "moderator"}


def cookie_header(client: Client) -> str:
    """The cookies of a browser as it sends them."""
    return "; ".join(f"{morsel.key}={morsel.coded_value}" for morsel in client.cookies.values())


async def inside(function: Any, *args: Any) -> Any:
    """The result of `function`, which may use the database, from a coroutine."""
    return await in_thread(looking, function, *args)


def unheard(function: Any) -> Any:
    """Change something so that the hub of this process is not told: as another process does whose call is lost."""

    def change() -> Any:
        loop, hubs.loop = hubs.loop, None
        try:
            return function()
        finally:
            hubs.loop = loop

    return change


class Browser:
    """Somebody's browser on one room. `document` is what it shows, `pushed` what the socket brought in order."""

    def __init__(self, scene: Scene, role: Role, who: int = 0, client: Client | None = None) -> None:
        self.scene, self.role, self.who = scene, role, who
        self.room = scene.room.pk
        self._client = client
        self.query = f"as={AS[role]}&" if role in AS else ""
        self.address = f"/r/{self.room}/" + (f"{AS[role]}/" if role in AS else "")
        self.document = ""
        self.pushed: list[tuple[str, str]] = []
        self.receipts: dict[str, str] = {}
        self.sentences: list[str] = []
        self.closed: int | None = None
        self.socket: WebsocketCommunicator | None = None
        self.unacknowledged = 0
        self.cookies: str | None = None

    @property
    def client(self) -> Client:
        """What keeps the cookies, and asks for pages."""
        if self._client is None:
            self._client = self.scene.client(self.role, self.who)
        return self._client

    # --- Without a socket --------------------------------------------------------------------------------------------

    def page(self) -> str:
        """A fresh page."""
        return self.client.get(self.address).content.decode()

    def parts(self, seen: int = -1) -> Parts:
        """What changed after `seen`, as a page without a socket asks; everything when `seen` is negative."""
        answer = self.client.get(f"/r/{self.room}/parts/?{self.query}seen={seen}")
        return parts_in(answer.content.decode()) if answer.status_code == 200 else {}

    def post(self, name: str, /, **data: Any) -> Any:
        """Ask for a command with a form and no script."""
        from rooms.live.base.form_token import form_token

        fields = {"command": name, "csrfmiddlewaretoken": form_token(self.room), **data}
        return self.client.post(f"/r/{self.room}/do/", fields)

    # --- With a socket -----------------------------------------------------------------------------------------------

    def shows(self, id: str) -> str:
        """The element with this id as it is on the page now; empty when there is none."""
        place = where_is(self.document, id)
        return self.document[place] if place else ""

    @property
    def version(self) -> int:
        """The newest version that the server told this page."""
        return int(attribute(self.shows("head"), "data-version"))

    @property
    def epoch(self) -> str:
        """The epoch of what is shown."""
        return attribute(self.shows("head"), "data-epoch")

    async def open(self, origin: str | None = "http://testserver") -> "Browser":
        """Load the page, and open its socket."""
        self.document = await inside(self.page)
        return await self.connect(origin)

    async def connect(self, origin: str | None = "http://testserver") -> "Browser":
        """Open the socket of the page that is shown, or of none."""
        place = re.search(r'hx-ws:connect="([^"]*)"', self.document)
        where = html.unescape(place.group(1)) if place else f"/ws/r/{self.room}/?{self.query}"
        if place:
            where = re.sub(r"seen=\d+&epoch=\w+", f"seen={self.version}&epoch={self.epoch}", where)
        cookies = self.cookies if self.cookies is not None else await inside(lambda: cookie_header(self.client))
        headers = [(b"host", b"testserver"), (b"cookie", cookies.encode("latin-1"))]
        if origin is not None:
            headers.append((b"origin", origin.encode("latin-1")))
        self.closed, self.unacknowledged = None, 0
        self.socket = WebsocketCommunicator(application, where, headers)
        accepted, code = await self.socket.connect(PATIENCE)
        if accepted:
            # What it missed comes first; a test begins after that.
            self.pushed.clear()
            await self.until(lambda: self.pushed or self.closed)
        else:
            self.closed = code
        return self

    async def leave(self) -> None:
        """Close the socket, and wait until the server noticed."""
        if self.socket is not None and not self.socket.future.done():
            await self.socket.disconnect(timeout=PATIENCE)

    async def say(self, text: str | None = None, data: bytes | None = None) -> None:
        """Send a frame as it is."""
        message = {"type": "websocket.receive"} | ({"text": text} if text is not None else {"bytes": data})
        await self.socket.send_input(message)

    async def ask(self, name: Any, /, **data: Any) -> str:
        """Send a command; answers its id."""
        id = str(uuid4())
        await self.say(json.dumps({"command": name, "id": id, "headers": {"HX-Request": "true"}, **data}))
        return id

    async def receipt(self, name: Any, /, **data: Any) -> str:
        """Send a command, and wait for its receipt; answers the receipt's status."""
        id = await self.ask(name, **data)
        await self.until(lambda: id in self.receipts or self.closed)
        return self.receipts.get(id, f"closed {self.closed}")

    async def until(self, happened: Any, seconds: float = PATIENCE) -> None:
        """Take in what comes until something is so."""
        try:
            async with asyncio.timeout(seconds):
                while not happened():
                    self.take(await self.socket.output_queue.get())
                    await self._acknowledge()
        except TimeoutError:
            if self.socket.future.done():
                self.socket.future.result()
            raise AssertionError(f"{self.role} waited in vain") from None

    async def until_it_shows(self, what: Parts, seconds: float = PATIENCE) -> None:
        """Wait until the page shows exactly these parts (the head aside)."""

        def differing() -> list[str]:
            return [id for id in what if id != "head" and self.shows(id) != what[id]]

        try:
            await self.until(lambda: not differing(), seconds)
        except AssertionError:
            different = "\n".join(f"{self.shows(id)}\n  should be\n{what[id]}" for id in differing())
            raise AssertionError(f"{self.role} still shows\n{different}") from None

    async def _acknowledge(self) -> None:
        if self.unacknowledged > WINDOW // 2 and self.document and self.closed is None:
            self.unacknowledged = 0
            await self.say(json.dumps({"command": "room.seen", "version": self.version}, separators=(",", ":")))

    def take_all(self) -> None:
        """Take in what already came."""
        while not self.socket.output_queue.empty():
            self.take(self.socket.output_queue.get_nowait())

    def take(self, message: dict[str, Any]) -> None:
        """One message of the server."""
        if message["type"] == "websocket.close":
            self.closed = message.get("code", 1000)
            return
        self.unacknowledged += len(message["text"])
        head = parts_in(message["text"]).get("head")
        if head is not None and self.document and attribute(head, "data-epoch") != self.epoch:
            self.document = re.sub(r'data-version="\d+"', 'data-version="0"', self.document)
        found = PARTIAL.findall(message["text"])
        # The browser looks for all places before it shows anything: one that this frame brings is not among them.
        places = {id for id, _element in found if where_is(self.document, id) is not None}
        for id, element in found:
            if id == "receipt":
                self.receipts[attribute(element, "data-for")] = attribute(element, "data-status")
                self.sentences.append(re.sub("<[^>]*>", "", element).strip())
                continue
            self.pushed.append((id, element))
            place = where_is(self.document, id) if id in places else None
            if place is None:
                continue
            newer = int(attribute(element, "data-version")) >= int(attribute(self.document[place], "data-version"))
            if newer:
                self.document = self.document[: place.start] + element + self.document[place.stop :]
        self._put_in_order()

    def _put_in_order(self) -> None:
        ids = attribute(self.shows("order-shown") or "<i>", "data-ids").split()
        places = [place for id in ids if (place := where_is(self.document, f"shown-{id}"))]
        now = sorted(places, key=lambda place: place.start)
        if len(places) < len(ids) or now == places:
            return
        rows = [self.document[place] for place in places]
        for place, row in reversed([*zip(now, rows, strict=True)]):
            self.document = self.document[: place.start] + row + self.document[place.stop :]

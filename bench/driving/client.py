"""The load: people as the server meets them. Real pages, real forms, real sockets, the acknowledgements of live.js."""

import asyncio
import json
import random
import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from . import websocket
from .http import Answer, BadAnswer, Browser
from .page import Ballot, News, figures, first_form, form_of, read, socket_of, state_of, upvotes
from .shared import Shared
from .waiting import until
from .websocket import WebSocket

RETRY_AFTER = 4.0
"""Seconds without a receipt before the browser's outbox sends again."""
ACKNOWLEDGE_EVERY = 4.0
"""Seconds between acknowledgements of figures; dated parts are acknowledged each second."""
COME_BACK = (1001, 1005, 1006, 1011, 1012, 1013, 1014, 4008, 4012, 4013, 4429)
"""The page reconnects by itself after these close codes."""
FAILURES = (BadAnswer, OSError, TimeoutError, websocket.Refused)
"""The errors with which coming in may fail."""


@dataclass(slots=True)
class Command:
    """A command on its way. `sent` is the time of the first sending, `again` of the last (seconds of the clock)."""

    frame: bytes
    sent: float
    again: float
    receipt: asyncio.Future[str] | None = None


class Person:
    """One browser on one room; `kind` is how the page and the socket are asked for: participant or host."""

    __slots__ = (
        "acknowledged_at", "ballot", "bars", "browser", "closed", "crowd", "epoch", "heard_at", "live", "mark", "owed",
        "page", "path", "pending", "sleepy", "socket", "text", "upvotes", "urgent", "version", "voters", "watch",
    )  # fmt: skip

    def __init__(self, crowd: Shared) -> None:
        self.crowd = crowd
        self.browser = Browser(crowd.port)
        self.socket: WebSocket | None = None
        self.path = self.page = self.epoch = ""
        self.version = -1
        self.owed = self.urgent = False
        self.acknowledged_at = 0.0
        self.bars: dict[str, int] = {}
        self.upvotes: dict[str, int] = {}
        self.voters: int | None = None
        self.mark: int | None = None
        self.ballot: Ballot | None = None
        self.pending: dict[str, Command] = {}
        self.live: asyncio.Future[None] | None = None
        self.watch: Callable[[Person, News], None] | None = None
        self.text: dict[str, str] | None = None
        self.sleepy = False
        self.closed: int | None = None
        self.heard_at = 0.0

    # --- Coming in -------------------------------------------------------------------------------------------------

    async def log_in(self, login: str, password: str, page: str) -> None:
        """Log in as a host, then `page`."""
        _action, form = first_form((await self.browser.get(f"/accounts/login/?next={page}")).text, "login") or ("", {})
        fields = {key: values[0] for key, values in form.items()} | {"login": login, "password": password}
        await self.take(await self.browser.post(f"/accounts/login/?next={page}", fields))

    async def take(self, answer: Answer) -> None:
        """Read the page of the room."""
        text, status, path = answer.text, answer.status, answer.path
        self.path = socket_of(text) or ""
        if status != 200 or not self.path:
            raise BadAnswer(f"{path} is no room but {status}: {re.sub(r'<[^>]*>', ' ', text)[:300].split()}")
        self.heard_at = time.time()
        self.owed = True
        self.epoch, self.version = state_of(text)
        self.bars, self.voters, self.ballot = figures(text)
        self.upvotes = upvotes(text)
        if self.text is not None:
            self.page = text

    async def connect(self, patience: float = 60.0, receive_buffer: int = 0) -> None:
        """Open the socket and wait for the first frame; raises the errors of `websocket.connect`."""
        self.live = asyncio.get_running_loop().create_future()
        self.owed, self.urgent, self.closed = True, True, None
        self.socket = await websocket.connect(
            self.crowd.port, self._address(), self.browser.cookie_header, self, receive_buffer, patience
        )
        for command in self.pending.values():
            self._send(command)
        async with asyncio.timeout(patience):
            await self.live

    def _address(self) -> str:
        """The socket's address with the version that this page shows, as live.js makes it before each connection."""
        shown = {"seen": str(self.version), "epoch": self.epoch, "at": str(int(self.heard_at * 1000))}
        return re.sub(r"\b(seen|epoch|at)=[^&]*", lambda m: f"{m[1]}={shown[m[1]]}", self.path)

    # --- Hearing -----------------------------------------------------------------------------------------------------

    def heard(self, payload: bytes) -> None:
        """Read one frame."""
        news = read(payload)
        self.heard_at = time.time()
        self.owed = True
        self.urgent = self.urgent or news.is_dated
        tally = self.crowd.tally
        tally.frames += 1
        tally.payload += news.size
        if news.version >= 0:
            same = news.epoch == self.epoch
            self.version = max(self.version, news.version) if same else news.version
            self.epoch = news.epoch
        if news.bars:
            self.bars.update(news.bars)
        if news.upvotes:
            self.upvotes.update(news.upvotes)
        if news.voters is not None:
            self.voters = news.voters
        if news.ballot is not None:
            self.ballot = news.ballot
        if news.mark is not None:
            self.mark = news.mark
        if news.receipt is not None:
            self._answered(*news.receipt)
        if self.text is not None:
            self.text.update(dict.fromkeys(news.ids, news.text))
        if self.watch is not None:
            self.watch(self, news)
        if self.live is not None and not self.live.done() and news.receipt is None:
            self.live.set_result(None)

    def lost(self, code: int, reason: str) -> None:
        """The socket is gone."""
        self.closed = code
        closed = self.crowd.tally.closed
        closed[code] = closed.get(code, 0) + 1
        if self.live is not None and not self.live.done():
            self.live.set_exception(websocket.Refused(f"closed with {code}"))
            self.live.exception()  # somebody may have stopped waiting
        if self.crowd.on_lost is not None:
            self.crowd.on_lost(self, code, reason)
        elif self.crowd.comes_back and code in COME_BACK and self.live is not None and not self.live.exception():
            self.crowd.keep(asyncio.ensure_future(self._come_back()))

    async def _come_back(self) -> None:
        """Reconnect as htmx's extension does: after half a second, then twice as long each time, with jitter."""
        for attempt in range(8):
            await asyncio.sleep(0.5 * 2**attempt * random.uniform(0.7, 1.3))
            try:
                await self.connect()
                return
            except FAILURES:
                continue

    def _answered(self, id: str, status: str) -> None:
        command = self.pending.get(id)
        if command is None:
            return
        if status == "busy":
            self.crowd.tally.busy += 1
            command.again = time.perf_counter() - RETRY_AFTER + 1 + random.random()
            return
        del self.pending[id]
        self.crowd.tally.receipts.append((command.sent, time.perf_counter(), status))
        if command.receipt is not None and not command.receipt.done():
            command.receipt.set_result(status)

    # --- Asking ------------------------------------------------------------------------------------------------------

    def vote(self, option: str, sequence: int = 1) -> Command:
        """Choose one option of the ballot on the page."""
        if self.ballot is None:
            raise BadAnswer("there is no ballot on this page")
        return self.ask({"command": "poll.vote", "poll": self.ballot.poll, "option": option, "sequence": str(sequence)})

    def answer(self, fields: dict[str, Any], sequence: int = 1) -> Command:
        """Send a ballot of any kind: the fields that it has."""
        if self.ballot is None:
            raise BadAnswer("there is no ballot on this page")
        return self.ask({"command": "poll.vote", "poll": self.ballot.poll, "sequence": str(sequence), **fields})

    def ask(self, fields: dict[str, Any], receipt: asyncio.Future[str] | None = None) -> Command:
        """Send one command over the socket, again and again until there is a receipt."""
        id = str(uuid.UUID(int=random.getrandbits(128), version=4))
        now = time.perf_counter()
        command = Command(json.dumps(fields | {"id": id}, ensure_ascii=False).encode(), now, now, receipt)
        self.pending[id] = command
        self._send(command)
        return command

    async def command(self, name: str, **fields: str) -> str:
        """Fill in the form on the page that names the command, send it, and wait for the receipt's status."""
        if await until(lambda: self._form(name) is not None, 15) is None:
            raise BadAnswer(f"the page has no form for {name}")
        found = self._form(name) or {}
        given = {key: values[0] for key, values in found.items() if key != "csrfmiddlewaretoken"}
        receipt: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.ask(given | fields, receipt)
        async with asyncio.timeout(60):
            return await receipt

    def _form(self, name: str) -> dict[str, list[str]] | None:
        """The form for the command `name`, on the newest rendering of any part, or on the page as it was."""
        texts = reversed(list(dict.fromkeys((self.text or {}).values())))
        return next((found for text in [*texts, self.page] if (found := form_of(text, name, untouched=True))), None)

    def _send(self, command: Command) -> None:
        command.again = time.perf_counter()
        if self.socket is not None and self.socket.is_open:
            self.socket.send(command.frame)

    def tick(self, now: float) -> None:
        """Do what live.js does once a second."""
        if self.socket is None or not self.socket.is_open or self.sleepy:
            return
        if self.owed and (self.urgent or now - self.acknowledged_at > ACKNOWLEDGE_EVERY):
            self.owed = self.urgent = False
            self.acknowledged_at = now
            self.socket.send(b'{"command":"room.seen","version":%d}' % self.version)
        if self.pending:
            for command in list(self.pending.values()):
                if now - command.again > RETRY_AFTER:
                    self.crowd.tally.resent += 1
                    self._send(command)

"""The room's socket. It holds no rule: it establishes the actor, passes commands on and sends receipts and frames."""

import asyncio
import logging
import time
from collections import deque
from contextlib import suppress
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from channels.consumer import AsyncConsumer
from django.db import DatabaseError, InterfaceError
from django.http import parse_cookie
from django.utils.translation import gettext as _

from livesessions.programme.language import language_of

from ..base import close_codes, metrics
from ..base.input_validation import BadFrame, clean_frame, id_in, is_id, whole_number
from ..base.languages import in_language
from ..base.people import AUDIENCES, Audience, Role
from ..base.threads import in_thread, looking
from ..commands.receipts import receipt_frame
from ..commands.register import CommandRequest, Receipt
from ..commands.writer import writer
from ..entry.admission import admit
from ..entry.budgets import MOST_SCREENS
from ..entry.screen_pass import browser_of
from ..hub.flow_control import Socket
from ..hub.frames import text_message
from ..hub.registry import hubs

logger = logging.getLogger(__name__)

STRIKES = 3
"""Invalid frames, which our pages never send, before the socket is closed."""
SOCKETS_EACH = 5
"""Tabs of one participant in one room, or of one browser's projector; the oldest is replaced."""
LONGEST_QUEUE = 64
"""Frames of one socket that may wait."""
LAST_COMMANDS = 2.0
"""Seconds that a closed socket's last commands get to be carried out."""
MOST_REFUSALS = 40
"""Commands that may come too fast before the socket is closed: the window does not limit their receipts."""
SEEN_EVERY = 0.5
"""Seconds between acknowledgements that skip the queue; our page sends one a second."""
ACKNOWLEDGEMENT = '{"command":"room.seen",'
COMMANDS = (20, 2.0)
"""Commands that one socket may send: at once, and on average a second."""
FRAMES = (120, 6.0)
"""The same for frames of any kind. Our page acknowledges once a second, and repeats commands without a receipt."""


class Budget:
    """A token bucket."""

    def __init__(self, at_once: int, per_second: float) -> None:
        self._at_once, self._per_second = at_once, per_second
        self._left, self._counted_at = float(at_once), time.monotonic()

    def is_spent(self) -> bool:
        """Take one; whether there was none."""
        now = time.monotonic()
        self._left = min(self._at_once, self._left + (now - self._counted_at) * self._per_second)
        self._counted_at = now
        if self._left < 1:
            return True
        self._left -= 1
        return False


class RoomConsumer(AsyncConsumer):
    """One browser's socket on one room."""

    socket: Socket | None = None
    seen_at = 0.0
    refusals = 0

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Serve one socket, and detach it from the hub however it ends.

        Frames are taken at once, also while a command is carried out: the server reads as fast as a browser writes, and
        keeps in memory all frames that the consumer has not taken (django/daphne#170: 100 MB of flood are 100 MB). At
        most 64 frames wait here; one more closes the socket with 4429, and so does a flood of frames of any kind.
        Acknowledgements do not wait.
        """
        self.scope = scope  # type: ignore[assignment]  # the stubs know stock scopes only
        self.base_send = send
        self.waiting: deque[dict[str, Any]] = deque()
        self.frames, self.commands = Budget(*FRAMES), Budget(*COMMANDS)
        working: asyncio.Task[None] | None = None
        flooded = False
        try:
            while (message := await receive())["type"] != "websocket.disconnect":
                if flooded:
                    continue
                is_spent = self.frames.is_spent()
                if not is_spent and self._is_acknowledgement(message):
                    continue
                if is_spent or len(self.waiting) >= LONGEST_QUEUE:
                    flooded = True
                    self.waiting.clear()
                    await self._close(close_codes.RATE_LIMIT, "retry_in=5000")
                    continue
                self.waiting.append(message)
                if working is None or working.done():
                    working = asyncio.ensure_future(self._work())
        finally:
            if working is not None and not working.done():
                await asyncio.wait({working}, timeout=LAST_COMMANDS)
                working.cancel()
            if self.socket is not None:
                await hubs.leave(self.socket)

    async def _work(self) -> None:
        """Handle the waiting frames, one after the other."""
        while self.waiting:
            try:
                await self.dispatch(self.waiting.popleft())
            except Exception:  # a defect of ours: the browser comes back with the commands that have no receipt
                logger.exception("a frame could not be handled")
                await self._close(close_codes.OVERLOADED)

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Handle one frame on the event loop.

        The stock `dispatch` hops to the one shared thread for every frame, so one slow query stalls every socket of
        the process (measured: 3 s).
        """
        if message["type"] == "websocket.connect":
            await self._connect()
        else:
            await self._receive(message.get("text"), message.get("bytes"))

    def _is_acknowledgement(self, message: dict[str, Any]) -> bool:
        """Take an acknowledgement ("this page shows version …", about once a second) at once; whether it was one."""
        text = message.get("text")
        now = time.monotonic()
        if self.socket is None or not text or not text.startswith(ACKNOWLEDGEMENT) or now - self.seen_at < SEEN_EVERY:
            return False
        self.seen_at = now
        try:
            self._seen(clean_frame(text))
        except BadFrame:
            return False
        return True

    def _seen(self, frame: dict[str, Any]) -> None:
        if self.socket is not None and (hub := hubs.find(self.actor.room)):
            hub.seen(self.socket, whole_number(frame.get("version")))

    async def _close(self, code: int, reason: str = "") -> None:
        metrics.closes[code].inc()
        if self.socket is not None:
            await hubs.leave(self.socket)
            self.socket = None
        await self._send({"type": "websocket.close", "code": code, "reason": reason})

    async def _send(self, message: dict[str, Any]) -> None:
        """Send to a browser that may have gone meanwhile; nothing is lost, because it resumes when it comes back."""
        try:
            await self.base_send(message)
        except Exception:  # each server raises its own exception for this
            logger.debug("a browser was gone", exc_info=True)

    async def _connect(self) -> None:
        query = parse_qs(self.scope["query_string"].decode("latin-1"))
        headers = dict(self.scope["headers"])
        cookies = parse_cookie(headers.get(b"cookie", b"").decode("latin-1"))
        audience = AUDIENCES.get(query.get("as", [""])[0], Audience.PARTICIPANTS)
        self.language = language_of(cookies)
        room_id = self.scope["url_route"]["kwargs"]["room"]
        await self._send({"type": "websocket.accept"})
        try:
            found = await in_thread(looking, admit, room_id, audience, cookies)
        except (DatabaseError, InterfaceError):
            found = close_codes.OVERLOADED  # the database is away: the browser comes back by itself
        if isinstance(found, int):
            await self._close(found, "retry_in=5000" if found == close_codes.RATE_LIMIT else "")
            return
        actor, team = found
        self.actor = actor
        self.strikes = 0
        browser = browser_of(cookies)
        if hub := hubs.find(room_id):
            tabs = hub.screens if actor.role == Role.SCREEN and actor.user is None else []
            if len(tabs) >= MOST_SCREENS:
                await self._close(close_codes.RATE_LIMIT, "retry_in=5000")
                return
            tabs = hub.sockets_of(actor.participant) if actor.participant else [s for s in tabs if s.browser == browser]
            await self._replace_oldest(tabs)
        self.socket = Socket(actor, audience, self.language, team, self.base_send, browser)
        seen, at = (whole_number(query.get(name, ["-1"])[0]) for name in ("seen", "at"))
        # The hub is looked up again: the last other socket may have left meanwhile, and the hub with it.
        hubs.of(room_id).attach(self.socket, seen, query.get("epoch", [""])[0], at / 1000)

    async def _replace_oldest(self, sockets: list[Socket]) -> None:
        for socket in sorted(sockets, key=lambda s: s.heard)[: max(0, len(sockets) - SOCKETS_EACH + 1)]:
            await hubs.leave(socket)
            metrics.closes[close_codes.REPLACED].inc()
            with suppress(Exception):  # its browser may be gone
                await socket.send({"type": "websocket.close", "code": close_codes.REPLACED})

    async def _receive(self, text: str | None, data: bytes | None) -> None:
        if self.socket is None:
            return
        try:
            frame = clean_frame(text, data)
        except BadFrame:
            await self._strike(id_in(text))
            return
        name, id = frame.pop("command", None), frame.pop("id", "")
        if name == "room.seen":
            self._seen(frame)
            return
        if not isinstance(name, str) or not is_id(id):
            await self._strike(id if is_id(id) else "")
            return
        if self.commands.is_spent():
            self.refusals += 1
            if self.refusals > MOST_REFUSALS:
                await self._close(close_codes.RATE_LIMIT, "retry_in=5000")
                return
            with in_language(self.language):
                receipt = Receipt("busy", _("That is going very fast. We try again in a moment."), 429)
        else:
            receipt = await writer.answer(CommandRequest(name, self.actor, frame, self.language))
        if receipt.code == HTTPStatus.UNAUTHORIZED:  # no receipt: the page keeps the command and says who can send it
            await self._close(close_codes.WHO_ARE_YOU)
            return
        if id:
            await self._send(text_message(receipt_frame(receipt, id)))

    async def _strike(self, id: str) -> None:
        self.strikes += 1
        metrics.strikes.inc()
        if self.strikes >= STRIKES and self.socket is not None:
            await self._close(close_codes.PROTOCOL_ERROR)
            return
        with in_language(self.language):
            sentence = _("We could not read that. Nothing was changed.")
        await self._send({"type": "websocket.send", "text": receipt_frame(Receipt("refused", sentence, 400), id)})

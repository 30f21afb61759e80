"""One socket's flow: what was sent and not yet seen.

No ASGI server of ours bounds what waits for a client that does not read (daphne: +200 MB for 200 MB pushed). So a
socket to which 64 KiB or more are on the way is sent nothing. Once its browser has named what it shows, the newest of
all that it missed goes out in one frame. A frame may have any size: if its own size counted before it is sent, one
larger than the window would wait for a moment at which nothing at all is on the way, and there may never be one.
"""

import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from ..base.people import Actor, Audience, View

WINDOW = 64 * 1024
"""Bytes on the way to one socket, from which on it is sent nothing more."""
PATIENCE = 15.0
"""Seconds that a full window may stay full, then the socket is closed with 4008."""


class Socket:
    """A browser's socket as the hub sees it."""

    __slots__ = (
        "actor", "at", "audience", "behind", "delivered", "epoch", "full_since", "heard", "is_new", "language",
        "on_the_way", "owed", "seen", "send", "session", "team", "view", "waiting_bytes",
    )  # fmt: skip

    def __init__(
        self,
        actor: Actor,
        audience: Audience,
        language: str,
        team: int,
        send: Callable[[Any], Awaitable[None]],
        session: str = "",
    ) -> None:
        self.actor = actor
        self.audience = audience
        self.language = language
        self.view: View = (audience, language)
        self.team = team
        self.send = send
        self.session = session
        self.seen = 0
        self.delivered = -1
        self.epoch = ""
        self.at = 0.0
        self.behind = False
        self.heard = time.monotonic()
        self.full_since: float | None = None
        self.on_the_way: deque[tuple[int, int]] = deque()
        self.waiting_bytes = 0
        self.owed: frozenset[str] = frozenset()
        """Personal parts that came while the window was full."""
        self.is_new = True
        """Nobody compared yet what this page shows with what is its participant's own."""

    def lets_through(self, version: int | None, size: int) -> bool:
        """Whether one more frame, of `size` bytes, goes to this socket; if not, it is marked as behind.

        The frame shows `version`; `None`: only what is one person's own. It counts as on its way from now on, before
        it is sent: a quick browser acknowledges it while the server is still busy with the sending.
        """
        if self.behind or self.waiting_bytes >= WINDOW:
            self.behind = True
            self.full_since = self.full_since or time.monotonic()
            return False
        if version is not None:
            self.at = time.time()
            self.delivered = max(self.delivered, version)
        self.on_the_way.append((self.delivered, size))
        self.waiting_bytes += size
        return True

    def shows(self, version: int) -> bool:
        """The browser says that it shows `version`; nobody can have seen what was not sent. True: a window opened.

        Who was behind stays so until `catch_up`: a frame that goes round just now would hide what was missed before.
        """
        version = min(version, self.delivered)
        self.seen = max(self.seen, version)
        self.heard = time.monotonic()
        while self.on_the_way and self.on_the_way[0][0] <= version:
            self.waiting_bytes -= self.on_the_way.popleft()[1]
        if self.behind and self.waiting_bytes < WINDOW // 2:
            self.full_since = None
            return True
        return False

    def catch_up(self) -> None:
        """What was missed goes out now, and then everything that is new."""
        self.behind, self.full_since = False, None

    def begin_anew(self, epoch: str) -> None:
        """The room counts anew: all numbers of before are of another count."""
        self.delivered, self.seen, self.epoch, self.at, self.is_new = -1, 0, epoch, 0.0, True
        self.on_the_way.clear()
        self.waiting_bytes = 0

    def is_too_slow(self) -> bool:
        """The window has been full for longer than anybody should wait."""
        return self.full_since is not None and time.monotonic() - self.full_since > PATIENCE

"""Flow control of one socket: the frames that were sent and not yet acknowledged.

Neither ASGI server limits what waits for a client that does not read (daphne: +200 MB for 200 MB pushed). So the hub
sends nothing to a socket while 64 KiB or more are on the way. Once its browser acknowledges a version, the newest state
of all missed parts goes out in one frame. A frame may have any size. If its own size counted before it is sent, a frame
larger than the window would wait until nothing at all is on the way, and that may never happen.
"""

import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from ..base.people import Actor, Audience, View

WINDOW = 64 * 1024
"""Bytes: with so many on the way, a socket is sent nothing more."""
PATIENCE = 15.0
"""Seconds that a window may stay full before the socket is closed with 4008."""


class Socket:
    """A browser's socket as the hub sees it."""

    __slots__ = (
        "actor", "at", "audience", "behind", "browser", "delivered", "epoch", "full_since", "heard", "is_new",
        "language", "on_the_way", "owed", "seen", "send", "team", "view", "waiting_bytes",
    )  # fmt: skip

    def __init__(
        self,
        actor: Actor,
        audience: Audience,
        language: str,
        team: int,
        send: Callable[[Any], Awaitable[None]],
        browser: str = "",
    ) -> None:
        self.actor = actor
        self.audience = audience
        self.language = language
        self.view: View = (audience, language)
        self.team = team
        self.send = send
        self.browser = browser
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
        """Personal parts that changed while the window was full."""
        self.is_new = True
        """The personal parts on this page have not been compared with the newest ones yet."""

    def lets_through(self, version: int | None, size: int) -> bool:
        """Whether a frame of `size` bytes may go to this socket; if not, the socket is marked as behind.

        The frame shows `version`; `None`: personal parts only. The frame counts as on its way from now on, before it
        is sent: a quick browser may acknowledge it while the server is still busy sending.
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
        """Note that the browser shows `version`, or less if less was sent; whether the window opened by that.

        A socket that was behind stays so until `catch_up`: a frame sent before that would hide what was missed.
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
        """Mark the socket as up to date: the missed parts go out now, and new frames after them."""
        self.behind, self.full_since = False, None

    def begin_anew(self, epoch: str) -> None:
        """Start again for a new epoch of the room: the earlier versions belong to another count."""
        self.delivered, self.seen, self.epoch, self.at, self.is_new = -1, 0, epoch, 0.0, True
        self.on_the_way.clear()
        self.waiting_bytes = 0

    def is_too_slow(self) -> bool:
        """Whether the window has been full for longer than `PATIENCE`."""
        return self.full_since is not None and time.monotonic() - self.full_since > PATIENCE

"""Voters who do not give up, and the ledger of their receipts."""

import asyncio
import random
import uuid
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from bench.driving import page
from bench.driving.websocket import Refused, WebSocket, connect

PATIENCE = 10.0
"""Seconds that a handshake may take: the server may be dead just now, and clients queue."""
RESEND = 2.0
"""Seconds without a receipt until a command is sent again."""


FINAL = (4401, 4403, 4404)
"""Close codes after which it is useless to come back."""


class Unanswered(Exception):
    """The socket died, or no receipt came: the command must be sent again."""


@dataclass(slots=True)
class Voter:
    """One person, by their personal secret. `sent`: the options sent with each sequence; `receipted`: the options with
    an `ok` receipt.

    `unknown`: the person came in by the front door, and later the server did not know them any more.
    """

    person: str
    cookie: str
    sent: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    receipted: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    unknown: bool = False


class Tab:
    """One open page: a socket, and the tasks that wait for receipts on it."""

    def __init__(self, port: int, room: str, cookie: str, audience: str = "") -> None:
        self._port = port
        self._path = f"/ws/r/{room}/?as={audience}&seen=0"
        self._cookie = cookie
        self._waiting: dict[str, asyncio.Future[str]] = {}
        self._socket: WebSocket | None = None
        self.turned_away = False

    def heard(self, payload: bytes) -> None:
        """Read a frame: a receipt, or parts, which a voter in a hurry ignores."""
        if b'id="receipt"' in payload and (found := page.RECEIPT.search(payload.decode())):
            waiting = self._waiting.pop(found[1], None)
            if waiting is not None and not waiting.done():
                waiting.set_result(found[2])

    def lost(self, code: int, reason: str) -> None:
        """The socket is closed."""
        self._socket = None
        self.turned_away |= code in FINAL
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(Unanswered())
        self._waiting.clear()

    async def open(self) -> None:
        """Have an open socket. Raises `Unanswered`."""
        if self._socket is not None and self._socket.is_open:
            return
        try:
            self._socket = await connect(self._port, self._path, self._cookie, self, patience=PATIENCE)
        except (Refused, OSError, TimeoutError) as error:
            raise Unanswered from error

    async def ask(self, command: str, times: int = 1, id: str = "", **given: object) -> str:
        """Send a command, `times` at once with the same id; returns the status of its receipt. Raises `Unanswered`."""
        await self.open()
        if self._socket is None or not self._socket.is_open or self.turned_away:
            raise Unanswered  # closed as soon as it was open
        id = id or str(uuid.uuid4())
        waiting = self._waiting[id] = asyncio.get_running_loop().create_future()
        for _i in range(times):
            self._socket.say(command=command, id=id, **given)
        try:
            async with asyncio.timeout(RESEND):
                return await waiting
        except TimeoutError as error:
            self.close()
            raise Unanswered from error
        finally:
            self._waiting.pop(id, None)

    async def insist(self, command: str, times: int = 1, **given: object) -> str:
        """The same until a definite answer: ``ok``, ``refused``, or ``unknown`` if the person is turned away."""
        id = str(uuid.uuid4())
        while not self.turned_away:
            try:
                if (status := await self.ask(command, times, id, **given)) != "busy":
                    return status
            except Unanswered:
                pass
            await asyncio.sleep(0.02 + random.random() * 0.05)
        return "unknown"

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.abort()
            self._socket = None


@dataclass(slots=True)
class Ballot:
    """A poll and its options."""

    poll: int
    options: list[int]


async def vote(port: int, room: str, voter: Voter, ballot: Ballot, receipted: Callable[[], None]) -> None:
    """One person votes as people do: twice, in two tabs, changing their mind, with old retries; until receipted."""
    first = Tab(port, room, voter.cookie)
    chance = random.random()
    tabs = [first]
    try:
        if chance < 0.05:  # a second tab at the same moment, with another choice
            tabs.append(Tab(port, room, voter.cookie))
            with suppress(Unanswered):
                await asyncio.gather(*(tab.open() for tab in tabs))
        options = random.sample(ballot.options, 2)
        await asyncio.gather(
            *(
                _cast(tab, voter, ballot, option, 1, 2 if 0.05 <= chance < 0.15 else 1, receipted)
                for tab, option in zip(tabs, options, strict=False)
            )
        )
        if chance >= 0.8:
            await _cast(first, voter, ballot, options[1], 2, 1, receipted)
        if chance >= 0.9:  # a retry of the first choice that comes late
            await first.insist("poll.vote", poll=ballot.poll, option=options[0], sequence=1)
    finally:
        for tab in tabs:
            tab.close()


async def _cast(
    tab: Tab, voter: Voter, ballot: Ballot, option: int, sequence: int, times: int, receipted: Callable[[], None]
) -> None:
    voter.sent[sequence].add(option)
    status = await tab.insist("poll.vote", times, poll=ballot.poll, option=option, sequence=sequence)
    if status == "ok":
        voter.receipted[sequence].add(option)
        receipted()
    voter.unknown |= status == "unknown"


@dataclass(slots=True)
class Findings:
    """The result of comparing receipts with the database; all but `acknowledged` must be 0."""

    acknowledged: int = 0
    lost: int = 0
    double: int = 0
    drift: int = 0
    wrong: int = 0

    def __iadd__(self, other: "Findings") -> "Findings":
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.lost or self.double or self.drift or self.wrong)


def compare(voters: list[Voter], rows: dict[str, list[list[int]]], of_nobody: int) -> Findings:
    """Compare receipts with the stored ballots of an open poll: `rows` are (option, sequence) by person."""
    found = Findings(double=of_nobody)
    for voter in voters:
        stored = rows[voter.person]
        found.acknowledged += sum(len(options) for options in voter.receipted.values())
        found.double += max(0, len(stored) - 1)
        newest = max(voter.receipted, default=0)
        if voter.unknown or (newest and not any(sequence >= newest for _option, sequence in stored)):
            found.lost += 1
        elif newest and not any(sequence > newest or option in voter.receipted[newest] for option, sequence in stored):
            found.wrong += 1
    return found

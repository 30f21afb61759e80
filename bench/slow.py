"""`slow`: readers that do not read, readers that trickle and senders that flood, among people who do neither."""

import asyncio
import time
from argparse import Namespace
from collections import Counter
from typing import Any

from bench.driving.client import Person
from bench.driving.page import News
from bench.measuring import machine
from bench.measuring.measures import Lag, Stopwatch, in_ms
from bench.phases.room import busy_room
from bench.phases.voting import Vote
from bench.registry import MS, bench, option
from bench.sites.site import SITE, Site, asked_for

CHANGES_PER_S = 10
SMALL_BUFFER = 4096
"""Bytes that the kernel buffers for a socket that does not read (it doubles them); the server's side buffers more."""
SIP, SIP_EVERY = 512, 0.5
"""A trickling reader takes so many bytes, so often (seconds)."""
CONSOLES = 6
FLOOD = 4000
"""Frames that a flooding sender sends as fast as the connection takes them, each of a kilobyte."""
PADDING = "x" * 150


@bench(
    "slow",
    "readers that do not read, senders that flood",
    option("--participants", type=int, default=100, help="the good ones"),
    option("--stuck", type=int, default=20, help="readers that do not read"),
    option("--trickling", type=int, default=20, help="readers of 1 KB a second"),
    option("--flooding", type=int, default=10, help="senders that flood, afterwards"),
    option("--seconds", type=float, default=40.0, help="of changes, ten a second; stuck readers are closed after 15"),
    *SITE,
    smallest="--participants 10 --stuck 2 --trickling 2 --flooding 2 --seconds 2",
    must={"flood.left_open": 0},
    headlines={"without.good_ms.p99": MS, "slow_readers.good_ms.p99": MS, "flood.good_ms.p99": MS},
)
def slow(options: Namespace) -> dict[str, Any]:
    """The growth of the server's memory, the close codes, and the delays of well-behaved sockets."""
    with asked_for(options) as site:
        return site.about | asyncio.run(_measure(site, options))


async def _measure(site: Site, options: Namespace) -> dict[str, Any]:
    vote = await busy_room(site, options.participants, voted=1.0)
    try:
        # The same changes first without slow sockets, which cause none of the growth seen then.
        vote.crowd.comes_back = False
        consoles = await _hosts(vote)
        found = {"without": await _phase(vote, consoles, [], options.seconds / 4)}
        stuck = await _newcomers(vote, options.stuck, SMALL_BUFFER)
        trickling = await _newcomers(vote, options.trickling, SMALL_BUFFER)
        for person in stuck:
            person.sleepy = True
            if person.socket is not None:
                person.socket.pause()
        sipping = [asyncio.ensure_future(_sip(person)) for person in trickling]
        found["slow_readers"] = await _phase(vote, consoles, stuck + trickling, options.seconds)
        for task in sipping:
            task.cancel()
        found["slow_readers"] |= {"server_closed": site.closes()}
        found["slow_readers"] |= {"closed_stuck": await _codes(stuck), "closed_trickling": await _codes(trickling)}
        flooding = await _newcomers(vote, options.flooding, 0)
        floods = [asyncio.ensure_future(_flood(person)) for person in flooding]
        found["flood"] = await _phase(vote, consoles, flooding, options.seconds / 4)
        closed = await _codes(flooding)
        found["flood"] |= {"closed": closed, "left_open": closed.get("open", 0), "frames_each": FLOOD}
        await asyncio.gather(*floods, return_exceptions=True)
        return found | {
            "server_complaints": site.serving.complaints(),
            "good_participants": options.participants,
            "server_closed": site.closes(),
        }
    finally:
        await vote.crowd.leave()


async def _newcomers(vote: Vote, count: int, receive_buffer: int) -> list[Person]:
    people = []
    teams = vote.site.filled["teams"]
    for i in range(count):
        person = vote.crowd.person()
        await vote.site.let_in(person, f"Langzaam {i}", teams[i % len(teams)], "anders")
        await person.connect(receive_buffer=receive_buffer)
        person.browser.close()
        people.append(person)
    return people


async def _hosts(vote: Vote) -> list[Person]:
    """Several consoles of the same host, because one socket may send only two commands a second on average."""
    filled, consoles = vote.site.filled, [vote.host]
    for _i in range(CONSOLES - 1):
        person = vote.crowd.person()
        person.browser.cookies = dict(vote.host.browser.cookies)
        await person.take(await person.browser.get(f"/r/{filled['room']}/host/"))
        await person.connect()
        consoles.append(person)
    return consoles


async def _phase(vote: Vote, consoles: list[Person], others: list[Person], seconds: float) -> dict[str, Any]:
    """The host makes changes; returns the growth of memory, and the delays of the well-behaved sockets."""
    pids = vote.site.serving.pids
    memory = highest = machine.memory(pids)["rss"]
    sent: dict[int, float] = {}
    late: list[float] = []
    busy = vote.crowd.tally.busy

    def heard(person: Person, news: News) -> None:
        if news.mark in sent:
            late.append(time.perf_counter() - sent[news.mark])

    for person in vote.voters:
        person.watch = heard
    lag, watch = Lag(), Stopwatch(pids)
    first = max((person.mark or 0 for person in vote.voters), default=0) + 1
    for number in range(first, first + round(seconds * CHANGES_PER_S)):
        sent[number] = time.perf_counter()
        announce = {"command": "floor.announce", "text": f"mark {number}. {PADDING}"}
        consoles[number % CONSOLES].ask(announce if number % 2 else {"command": "poll.resend"})
        if not number % 2:
            del sent[number]
        elif number % 5 == 0:
            highest = max(highest, machine.memory(pids)["rss"])
        await asyncio.sleep(1 / CHANGES_PER_S)
    await asyncio.sleep(2)
    watch.stop()
    after = machine.memory(pids)["rss"]
    for person in vote.voters:
        person.watch = None
    growth = (max(highest, after) - memory) / 1024
    return {
        "changes": round(seconds * CHANGES_PER_S),
        "server_growth_mb": round(growth, 2),
        "server_growth_mb_each": round(growth / len(others), 3) if others else None,
        "server_after_mb": round((after - memory) / 1024, 2),
        "good_ms": in_ms(late),
        "good_deliveries": len(late),
        "refused_as_busy": vote.crowd.tally.busy - busy,
        "shares": watch.shares(),
        "client_lag_ms": lag.stop(),
    }


async def _sip(person: Person) -> None:
    """Read a little every now and then."""
    if person.socket is not None:
        person.socket.pause()
        while person.socket.is_open:
            person.socket.sip(SIP)
            await asyncio.sleep(SIP_EVERY)


async def _flood(person: Person) -> None:
    """Send without reading."""
    frame = {"command": "poll.vote", "poll": "0", "option": "0", "sequence": "1", "id": "", "padding": "x" * 900}
    for number in range(FLOOD):
        if person.socket is None or not person.socket.is_open:
            return
        person.socket.say(**frame)
        if number % 50 == 49:
            await asyncio.sleep(0)


async def _codes(people: list[Person]) -> dict[str, int]:
    """The close codes of sockets, after reading the bytes still on their way; `open` for the others."""
    for person in people:
        if person.socket is not None:
            person.socket.resume()
    await asyncio.sleep(1)
    codes = Counter(str(person.closed) if person.closed else "open" for person in people)
    return dict(codes)

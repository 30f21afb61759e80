"""`outage`: Redis is away, frozen, emptied or full while a room votes. Votes must not notice; screens catch up.

Two processes share one room, so that without Redis each of them hears at once of its own votes only.
"""

import asyncio
import contextlib
import json
import os
import random
import signal
import time
import urllib.error
import urllib.request
from argparse import Namespace
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import redis

from bench.driving.waiting import until
from bench.measuring import machine
from bench.measuring.measures import in_ms
from bench.phases.room import settled, truth
from bench.phases.voting import Vote, shows
from bench.registry import MS, bench, option
from bench.sites.site import Site, served

EVERY = 0.04
"""Seconds between two votes in the room."""
PATIENCE = 60.0
SILENCE = 0.5
READINESS = 1.0
"""Seconds between two checks of readiness."""
CALM = 8.0
"""Seconds between two faults, so that the room has recovered before the next one."""


@dataclass(slots=True)
class Fault:
    """A fault of Redis: the actions at its beginning, each second, and at its end; and its duration."""

    seconds: float
    begin: Callable[[Site], object]
    end: Callable[[Site], object]
    every: Callable[[Site], object] = lambda site: None


def _signal(number: signal.Signals) -> Callable[[Site], None]:
    def send(site: Site) -> None:
        assert site.redis is not None and site.redis.process is not None  # noqa: S101  (asked for)
        os.kill(site.redis.process.pid, number)

    return send


def _tell(*words: str) -> Callable[[Site], None]:
    def tell(site: Site) -> None:
        assert site.redis is not None  # noqa: S101  (as above)
        with redis.Redis.from_url(site.redis.url, socket_timeout=5) as client:
            client.execute_command(*words)

    return tell


def _fill_up(site: Site) -> None:
    _tell("CONFIG", "SET", "maxmemory-policy", "noeviction")(site)
    _tell("CONFIG", "SET", "maxmemory", "1mb")(site)


def _start(site: Site) -> None:
    assert site.redis is not None  # noqa: S101  (as above)
    site.redis.start()


def _stop(site: Site) -> None:
    assert site.redis is not None  # noqa: S101  (as above)
    site.redis.stop()


def _nothing(site: Site) -> None:
    """Do nothing: the state is as wanted already."""


FAULTS = {
    "away_at_boot": Fault(10, _nothing, _start),
    "restarted": Fault(6, _stop, _start),
    "frozen": Fault(20, _signal(signal.SIGSTOP), _signal(signal.SIGCONT)),
    "flushed": Fault(20, _nothing, _nothing, every=_tell("FLUSHALL")),
    "full": Fault(20, _fill_up, _tell("CONFIG", "SET", "maxmemory", "0")),
}


@bench(
    "outage",
    "Redis away at boot, restarted, frozen, emptied, full",
    option("--participants", type=int, default=60),
    option("--server", choices=("daphne", "uvicorn"), default="daphne"),
    option("--database", choices=("sqlite", "postgres"), default="postgres"),
    option("--only", choices=tuple(FAULTS), help="one of them"),
    option("--longest", type=float, default=60.0, help="seconds that a fault lasts at most"),
    smallest="--participants 6 --only restarted --longest 2",
    must={"sockets_closed": 0, "acknowledged_share": 1.0, "never_equal": []},
    headlines={"faults.away_at_boot.ack_ms.p99": MS, "faults.restarted.ack_ms.p99": MS},
)
def outage(options: Namespace) -> dict[str, Any]:
    """Each fault in turn, in one room."""
    with served(options.server, options.database, processes=2, running=False) as site:
        _stop(site)
        site.start()
        found = asyncio.run(_all(site, options))
        return site.about | {
            "faults": found,
            "sockets_closed": sum(each["sockets_closed"] for each in found.values()),
            "acknowledged_share": min(each["acknowledged_share"] for each in found.values()),
            "never_equal": [name for name, each in found.items() if each["converged_s"] is None],
            "server_complaints": site.serving.complaints(),
        }


async def _all(site: Site, options: Namespace) -> dict[str, Any]:
    vote = Vote(site, concurrency=8)
    found: dict[str, Any] = {}
    try:
        await vote.open()
        await vote.join(options.participants)
        await vote.ask()
        sequences: Counter[Any] = Counter()
        for name, fault in FAULTS.items():
            if name == "away_at_boot" or options.only in (None, name):
                machine.say(f"Redis {name} …")
                seconds = min(fault.seconds, options.longest)
                found[name] = await _one(vote, fault, seconds, sequences)
                machine.say(f"  {found[name]}")
                await asyncio.sleep(min(CALM, options.longest))
    finally:
        await vote.crowd.leave()
    return found


@dataclass(slots=True)
class Readiness:
    """The answers of `/readyz` during the fault."""

    degraded: bool = False
    refused: int = 0
    slowest: float = 0.0
    answers: list[Any] = field(default_factory=list)

    async def watch(self, port: int) -> None:
        """Ask `/readyz` again and again."""
        while True:
            started = time.perf_counter()
            status, text = await asyncio.to_thread(_read, f"http://127.0.0.1:{port}/readyz")
            self.slowest = max(self.slowest, time.perf_counter() - started)
            self.refused += status != 200
            self.degraded |= bool(text and json.loads(text).get("degraded"))
            await asyncio.sleep(READINESS)


def _read(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310  (an address of our own)
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


async def _one(vote: Vote, fault: Fault, seconds: float, sequences: Counter[Any]) -> dict[str, Any]:
    """People vote through one fault, and then stop until every screen shows what the database holds."""
    vote.crowd.tally.receipts.clear()
    vote.crowd.tally.closed.clear()
    sent = 0
    readiness = Readiness()
    watching = asyncio.ensure_future(readiness.watch(vote.site.port))
    try:
        await asyncio.to_thread(fault.begin, vote.site)
        began = time.perf_counter()
        second = began
        while time.perf_counter() < began + seconds:
            _change(vote, sequences)
            sent += 1
            if time.perf_counter() > second:
                second += 2
                await asyncio.to_thread(fault.every, vote.site)
            await asyncio.sleep(EVERY)
        # One last vote in silence: the other process has no vote of its own to refresh for, and no announcement.
        await asyncio.sleep(SILENCE)
        _change(vote, sequences)
        sent += 1
        await asyncio.sleep(SILENCE)
        banner = 'class="announcement trouble"' in (vote.host.text or {}).get("banner", "")
        await asyncio.to_thread(fault.end, vote.site)
        ended = time.perf_counter()
    finally:
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching
    converged = await until(lambda: _all_right(vote), PATIENCE, every=0.1)
    await settled(vote.crowd)
    receipts = vote.crowd.tally.receipts
    return {
        "seconds": seconds,
        "votes": sent,
        "acknowledged_share": round(sum(status == "ok" for *_times, status in receipts) / sent, 4),
        "ack_ms": in_ms([received - asked for asked, received, _status in receipts]),
        "sockets_closed": sum(vote.crowd.tally.closed.values()),
        "converged_s": None if converged is None else round(converged - ended, 2),
        "readiness_degraded": readiness.degraded,
        "readiness_refused": readiness.refused,
        "readiness_slowest_s": round(readiness.slowest, 2),
        "host_was_told": banner,
    }


def _change(vote: Vote, sequences: Counter[Any]) -> None:
    """A person who waits for no receipt votes, for the first time or again."""
    person = random.choice(vote.voters)
    if person.pending or person.ballot is None:
        person = random.choice(vote.voters)
    assert person.ballot is not None  # noqa: S101  (waited for before)
    sequences[person] += 1
    person.vote(random.choice(person.ballot.options), sequences[person])


def _all_right(vote: Vote) -> bool:
    ballots, state = truth(vote)
    return all(shows(person, ballots, state) for person in vote.voters)

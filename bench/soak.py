"""`soak`: a room that goes on for a while. People reload, votes change, and the server must not grow."""

import asyncio
import random
import time
from argparse import Namespace
from typing import Any

from bench.driving.client import FAILURES, Person
from bench.driving.waiting import until
from bench.measuring import machine
from bench.measuring.measures import Stopwatch, in_ms, slope
from bench.phases.room import busy_room, choose, settled, truth
from bench.phases.voting import Vote, shows
from bench.registry import MS, bench, option
from bench.sites.site import SITE, Site, asked_for

SAMPLE_EVERY = 5.0
HEALS = 15.0
"""Seconds within which the heartbeat must have healed everything."""
WARM_SHARE = 0.25
"""The share of a run, at its beginning, that fills caches and does not count for the slope."""


@bench(
    "soak",
    "a room that goes on for a while",
    option("--minutes", type=float, default=10.0),
    option("--participants", type=int, default=300),
    option("--reconnect-every", type=float, default=60.0, help="seconds between two visits of the same person"),
    option("--votes-per-s", type=float, default=5.0),
    *SITE,
    smallest="--minutes 0.1 --participants 10 --reconnect-every 2",
    must={"unequal": [], "reconnects_failed": 0},
    headlines={"ack_ms.p99": MS},
)
def soak(options: Namespace) -> dict[str, Any]:
    """Growth of memory and of open files over the run, and whether everybody still sees the truth at its end."""
    with asked_for(options) as site:
        return site.about | asyncio.run(_measure(site, options))


async def _measure(site: Site, options: Namespace) -> dict[str, Any]:
    vote = await busy_room(site, options.participants, voted=1.0)
    vote.crowd.comes_back = False  # everybody does, below
    sequences = dict.fromkeys(vote.voters, 1)
    failed: list[str] = []
    vote.crowd.tally.receipts.clear()
    watch = Stopwatch(site.serving.pids, site.database_pids())
    end = time.perf_counter() + options.minutes * 60
    work = [asyncio.ensure_future(_visit(p, options.reconnect_every, end, failed)) for p in vote.voters]
    work.append(asyncio.ensure_future(_vote(vote, sequences, options.votes_per_s, end)))
    samples: list[tuple[float, float, int]] = []
    try:
        started = time.perf_counter()
        while time.perf_counter() < end:
            memory = machine.memory(site.serving.pids)["rss"]
            samples.append((time.perf_counter() - started, memory, machine.open_files(site.serving.pids)))
            await asyncio.sleep(min(SAMPLE_EVERY, options.minutes * 6))
        await asyncio.gather(*work)
        await settled(vote.crowd)
        over = time.perf_counter()
        ballots, state = truth(vote)
        equal = await until(lambda: all(shows(person, ballots, state) for person in vote.voters), HEALS, every=0.1)
        watch.stop()
        counted = samples[round(len(samples) * WARM_SHARE) :]
        receipts = vote.crowd.tally.receipts
        return {
            "participants": len(vote.voters),
            "minutes": options.minutes,
            "rss_mib_first": round(counted[0][1] / 1024, 1),
            "rss_mib_last": round(counted[-1][1] / 1024, 1),
            "rss_kib_per_minute": round(slope([(at / 60, memory) for at, memory, _files in counted]), 1),
            "files_first": counted[0][2],
            "files_last": counted[-1][2],
            "files_most": max(files for *_rest, files in counted),
            "votes": len(receipts),
            "ack_ms": in_ms([received - sent for sent, received, _status in receipts]),
            "reconnects_failed": len(failed),
            "failures": sorted(set(failed)),
            "converged_s": None if equal is None else round(equal - over, 2),
            "unequal": [_difference(p, ballots, state) for p in vote.voters if not shows(p, ballots, state)][:5],
            "sockets_closed": {str(code): times for code, times in vote.crowd.tally.closed.items()},
            "server_complaints": site.serving.complaints(),
            "shares": watch.shares(),
        }
    finally:
        for task in work:
            task.cancel()
        await vote.crowd.leave()


def _difference(person: Person, ballots: dict[str, int], state: dict[str, Any] | None) -> dict[str, Any]:
    """The figures of a screen that is wrong, beside those of the database."""
    return {
        "shows": person.bars,
        "is": ballots,
        "voters": person.voters,
        "version": person.version,
        "state": state,
        "open": person.socket is not None and person.socket.is_open,
    }


async def _visit(person: Person, every: float, end: float, failed: list[str]) -> None:
    """Drop the connection now and then, and come back, sometimes with a fresh page."""
    await asyncio.sleep(random.uniform(0, every))
    while time.perf_counter() < end:
        if person.socket is not None:
            (person.socket.abort if random.random() < 0.5 else person.socket.close)()
        try:
            if random.random() < 0.3:
                await person.take(await person.browser.get(f"/r/{person.path.split('/')[3]}/"))
                person.browser.close()
            await person.connect()
        except FAILURES as error:
            failed.append(f"{type(error).__name__}: {error}"[:80])
        await asyncio.sleep(every * random.uniform(0.9, 1.1))


async def _vote(vote: Vote, sequences: dict[Person, int], per_second: float, end: float) -> None:
    while time.perf_counter() < end:
        person = random.choice(vote.voters)
        if not person.pending:
            sequences[person] += 1
            choose(vote, person, sequences[person])
        await asyncio.sleep(random.expovariate(per_second))

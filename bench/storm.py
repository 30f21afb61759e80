"""`storm`: every socket drops at once, and all come back, while the room changes under them."""

import asyncio
import time
from argparse import Namespace
from collections import Counter
from typing import Any

from bench.driving.client import FAILURES, Person
from bench.driving.waiting import until
from bench.measuring import machine
from bench.measuring.measures import Lag, Stopwatch, in_ms
from bench.measuring.profiling import profiled
from bench.phases.room import busy_room, choose, settled, truth, wait_before
from bench.phases.voting import Vote, shows
from bench.registry import MS, S, bench, option
from bench.sites.site import SITE, Site, asked_for

PATIENCE = 180.0


@bench(
    "storm",
    "everybody drops and comes back",
    option("--participants", type=int, default=1000),
    *SITE,
    option("--concurrency", type=int, default=16),
    option(
        "--browser-timing",
        dest="at_once",
        action="store_false",
        help="wait as htmx does (0.5 s, doubling, 30 %% jitter) instead of coming back at once",
    ),
    option("--at-once", dest="at_once", action="store_true", default=True, help="the default, and the harder one"),
    option("--restart", action="store_true", help="the server is stopped (SIGTERM) and started again instead"),
    smallest="--participants 12",
    must={"missing": 0},
    headlines={"converged_s": S, "back_ms.p99": MS, "server_cpu_ms_per_socket": MS},
)
def storm(options: Namespace) -> dict[str, Any]:
    """Seconds from the drop until every screen equals the database again, and the cost."""
    with asked_for(options) as site:
        return site.about | asyncio.run(_measure(site, options))


async def _measure(site: Site, options: Namespace) -> dict[str, Any]:
    vote = await busy_room(site, options.participants, options.concurrency)
    crowd = vote.crowd
    crowd.comes_back = False
    codes: Counter[int] = Counter()
    back: list[float] = []
    tries = Counter[str]()
    coming: dict[Person, asyncio.Task[None]] = {}
    started = 0.0

    async def come_back(person: Person, reason: str) -> None:
        for attempt in range(60):
            await asyncio.sleep(wait_before(attempt, reason, options.at_once))
            try:
                await person.connect()
                back.append(time.perf_counter() - started)
                return
            except FAILURES as error:
                tries[type(error).__name__] += 1

    def lost(person: Person, code: int, reason: str) -> None:
        if person not in coming or coming[person].done():
            codes[code] += 1
            coming[person] = asyncio.ensure_future(come_back(person, reason))

    try:
        memory = machine.memory(site.serving.pids)["rss"]
        lag = Lag()
        started = time.perf_counter()
        machine.say("dropping everybody")
        if options.restart:
            crowd.on_lost = lost
            await asyncio.to_thread(site.stop)
            down = time.perf_counter() - started
            site.serving.start(site.environment)
            watch = Stopwatch(site.serving.pids, site.database_pids())
        else:
            down = 0.0
            watch = Stopwatch(site.serving.pids, site.database_pids())
            for person in crowd.people:
                if person.socket is not None:
                    person.socket.abort()
                coming[person] = asyncio.ensure_future(come_back(person, ""))
        with profiled(site.serving.pids, "storm"):
            converged = await _converge(vote, started)
            watch.stop()
        crowd.on_lost = None
        sockets = [p.socket for p in vote.voters if p.socket]
        return {
            "participants": len(vote.voters),
            "converged_s": None if converged is None else round(converged - started, 2),
            "back_ms": in_ms(back),
            "missing": len(vote.voters) - sum(s.is_open for s in sockets),
            "failed_tries": dict(tries),
            "closed": {str(code): times for code, times in codes.items()},
            "share_4012": round(codes[4012] / len(crowd.people), 3) if options.restart else None,
            "down_s": round(down, 2),
            "server_cpu_ms_per_socket": round(1000 * watch.server / len(vote.voters), 2),
            "bytes_per_participant": round(sum(s.bytes_in for s in sockets) / len(sockets)),
            "server_growth_mb": round((machine.memory(site.serving.pids)["rss"] - memory) / 1024, 1),
            "shares": watch.shares(),
            "client_lag_ms": lag.stop(),
            "server_complaints": site.serving.complaints(),
            "joins_per_s": vote.found["joins_per_s"],
        }
    finally:
        for task in coming.values():
            task.cancel()
        await crowd.leave()


async def _converge(vote: Vote, started: float) -> float | None:
    """Half of the people who had not voted do so once they are back; returns the time when all screens are right."""
    late = [person for person in vote.voters if person not in vote.chosen][::2]
    waiting = set(late)

    def voted_and_equal() -> bool:
        for person in list(waiting):
            if person.socket is not None and person.socket.is_open:
                waiting.discard(person)
                choose(vote, person)
        if waiting or any(person.pending for person in late):
            return False
        if not all(p.socket is not None and p.socket.is_open and p.live and p.live.done() for p in vote.voters):
            return False
        ballots, state = truth(vote)
        return all(shows(person, ballots, state) for person in vote.voters)

    moment = await until(voted_and_equal, PATIENCE, every=0.05)
    await settled(vote.crowd, 5)
    return moment

"""`votes`: a whole room votes within seconds, with the textbook way of building it beside it in the same run."""

import asyncio
from argparse import Namespace
from typing import Any

from bench.measuring import machine
from bench.measuring.measures import fsync_ms
from bench.phases import updates
from bench.phases.voting import Vote
from bench.registry import MS, US, S, bench, option
from bench.sites.kinds import TEXTBOOK
from bench.sites.site import SITE, asked_for, served

TEXTBOOK_PEOPLE = 200
TEXTBOOK_PATIENCE = 60.0


@bench(
    "votes",
    "a whole room votes within seconds",
    option("--participants", type=int, default=400),
    option("--kind", default="", help="of question, a folder of polls/kinds/; without it one choice"),
    option("--seconds", type=float, default=5.0, help="over which the votes are spread"),
    *SITE,
    option("--concurrency", type=int, default=16, help="how many people come in at a time"),
    option("--no-textbook", dest="textbook", action="store_false", help="without the comparison"),
    option(
        "--textbook-participants", type=int, default=TEXTBOOK_PEOPLE, help="at most; its cost grows with the square"
    ),
    smallest="--participants 12 --seconds 1",
    must={"lost": 0, "double": 0, "refused": 0, "textbook.lost": 0, "textbook.double": 0},
    headlines={
        "ack_ms.p99": MS,
        "host_ms.p99": MS,
        "server_cpu_ms_per_vote": MS,
        "server_cpu_ms_per_join": MS,
        "us_per_update": US,
        "converged_s": S,
    },
)
def votes(options: Namespace) -> dict[str, Any]:
    """The figures of one vote, and under `textbook` those of the textbook site."""
    with asked_for(options) as site:
        found = site.about | {"fsync_ms": fsync_ms(site.folder)}
        found |= asyncio.run(measure(site, options.participants, options.seconds, options.concurrency, options.kind))
    if options.textbook and not options.kind:
        people = min(options.participants, options.textbook_participants)
        machine.say(f"the textbook way, with {people} people")
        with served(options.server, options.database, kind=TEXTBOOK) as site:
            found["textbook"] = asyncio.run(compare(site, people, options.seconds, options.concurrency))
    return found


async def measure(site: Any, people: int, seconds: float, concurrency: int = 16, kind: str = "") -> dict[str, Any]:
    """One vote on our site."""
    vote = Vote(site, concurrency, kind)
    try:
        await vote.open()
        await vote.join(people)
        await vote.ask()
        await vote.vote(seconds)
        if not kind:
            vote.found |= await updates.measure(vote)
        await vote.compare()
    finally:
        await vote.crowd.leave()
    return vote.found


async def compare(site: Any, people: int, seconds: float, concurrency: int) -> dict[str, Any]:
    """The same on the textbook site: the poll is open and its result visible from the start."""
    vote = Vote(site, concurrency)
    try:
        await vote.open()
        await vote.join(people)
        await vote.vote(seconds, TEXTBOOK_PATIENCE)
        await vote.compare()
    finally:
        await vote.crowd.leave()
    return vote.found

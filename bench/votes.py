"""`votes`: a whole room votes within seconds, with the textbook way of building it beside it in the same run."""

import asyncio
from argparse import BooleanOptionalAction, Namespace
from typing import Any

from bench.measuring import machine
from bench.measuring.figures import ratios
from bench.measuring.measures import fsync_ms
from bench.phases import updates
from bench.phases.voting import Vote
from bench.registry import MS, US, S, bench, option
from bench.sites.kinds import TEXTBOOK
from bench.sites.site import SITE, asked_for, served
from polls.kinds.register import kinds

TEXTBOOK_PEOPLE = 200
TEXTBOOK_PATIENCE = 60.0
BASELINE = "single"
"""The key under which a run of another kind has the figures of one choice, by the same people right before it."""
OF_A_KIND = ("ack_ms.p50", "ack_ms.p99", "host_ms.p99", "server_cpu_ms_per_vote", "bytes_per_participant")
"""Figures of a kind that are compared with those of one choice."""
OF_THE_ROOM = ("us_per_update", "updates_told", "update_frames", "update_ms")
"""Figures that no kind changes: measured once, beside one choice."""
ACK_MS, CPU_MS, CPU_TO_SINGLE = 250, 3, 1.5
"""The bounds of a kind: its receipts, and its CPU for each vote or its ratio to that of one choice."""


@bench(
    "votes",
    "a whole room votes within seconds",
    option("--participants", type=int, default=400),
    option("--kind", default="", choices=sorted(kinds()), help="of question; one choice comes first, to compare"),
    option("--seconds", type=float, default=5.0, help="over which the votes are spread"),
    *SITE,
    option("--concurrency", type=int, default=16, help="how many people come in at a time"),
    option("--textbook", action=BooleanOptionalAction, help="compare; without a kind that is so unless told otherwise"),
    option(
        "--textbook-participants", type=int, default=TEXTBOOK_PEOPLE, help="at most; its cost grows with the square"
    ),
    smallest="--participants 12 --seconds 1 --kind statements --textbook",
    must={
        "lost": 0,
        "double": 0,
        "refused": 0,
        "single.lost": 0,
        "single.double": 0,
        "single.refused": 0,
        "textbook.lost": 0,
        "textbook.double": 0,
    },
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
    """The figures of one vote; under `single` those of one choice, and under `textbook` those of the textbook site."""
    with asked_for(options) as site:
        found = site.about | {"fsync_ms": fsync_ms(site.folder)}
        found |= asyncio.run(measure(site, options.participants, options.seconds, options.concurrency, options.kind))
    if not options.kind if options.textbook is None else options.textbook:
        people = min(options.participants, options.textbook_participants)
        machine.say(f"the textbook way, with {people} people")
        with served(options.server, options.database, kind=TEXTBOOK) as site:
            found["textbook"] = asyncio.run(compare(site, people, options.seconds, options.concurrency))
    return found


async def measure(site: Any, people: int, seconds: float, concurrency: int = 16, kind: str = "") -> dict[str, Any]:
    """One vote on our site: one choice, and after it another kind."""
    vote = Vote(site, concurrency)
    try:
        await vote.open()
        await vote.join(people)
        await vote.ask()
        await vote.vote(seconds)
        vote.found |= await updates.measure(vote)
        await vote.compare()
        if kind:
            await _of_kind(vote, kind, seconds)
    finally:
        await vote.crowd.leave()
    return vote.found


async def _of_kind(vote: Vote, kind: str, seconds: float) -> None:
    """A vote of another kind by the people who are there: its figures take the place of those of one choice."""
    single = await vote.again(kind)
    await vote.ask()
    await vote.vote(seconds)
    await vote.compare()
    compared = ratios(vote.found, single, OF_A_KIND)
    ack, cpu = vote.found["ack_ms"]["p99"], vote.found["server_cpu_ms_per_vote"]
    to_single = compared["server_cpu_ms_per_vote"]
    vote.found |= {name: single.pop(name) for name in OF_THE_ROOM} | {
        BASELINE: single,
        "to_single": compared,
        "within": {
            "ack": ack is not None and ack <= ACK_MS,
            "cpu": cpu <= CPU_MS or (to_single is not None and to_single <= CPU_TO_SINGLE),
        },
    }


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

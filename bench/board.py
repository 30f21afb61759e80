"""`board`: a whole room upvotes within seconds; the bytes that one upvote costs; how fast a large board opens."""

import asyncio
from argparse import Namespace
from typing import Any

from bench.measuring.measures import fsync_ms
from bench.phases.upvoting import Upvoting
from bench.registry import MS, bench, option
from bench.sites.site import SITE, asked_for


@bench(
    "board",
    "a whole room upvotes questions within seconds",
    option("--participants", type=int, default=400),
    option("--questions", type=int, default=100, help="on the board, of which a page shows the first fifty"),
    option("--seconds", type=float, default=5.0, help="over which the upvotes are spread"),
    option("--large", type=int, default=1000, help="questions on the board that is opened at the end; 0: not opened"),
    *SITE,
    option("--concurrency", type=int, default=16, help="how many people come in at a time"),
    smallest="--participants 12 --questions 10 --seconds 1 --large 20",
    must={"lost": 0, "double": 0, "sockets_closed": {}},
    headlines={"ack_ms.p99": MS, "host_ms.p99": MS, "server_cpu_ms_per_upvote": MS, "opens_ms.p99": MS},
)
def board(options: Namespace) -> dict[str, Any]:
    """The figures of one storm of upvotes, of one upvote in silence, and of opening a large board."""
    with asked_for(options) as site:
        return site.about | {"fsync_ms": fsync_ms(site.folder)} | asyncio.run(_measure(site, options))


async def _measure(site: Any, options: Namespace) -> dict[str, Any]:
    room = Upvoting(site, options.concurrency)
    try:
        await room.open()
        await room.join(options.participants)
        await room.ask_questions(options.questions)
        await room.upvote(options.seconds)
        await room.one_more()
        room.compare_with_database()
        if options.large:
            await room.ask_questions(options.large)
            await room.open_pages()
    finally:
        await room.crowd.leave()
    room.found |= {
        "sockets_closed": {str(code): times for code, times in room.crowd.tally.closed.items()},
        "server_complaints": site.serving.complaints(),
    }
    return room.found

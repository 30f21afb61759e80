"""`scale`: the same vote with more and more people. The cost of a vote should be flat, and linear in the audience."""

import asyncio
from argparse import Namespace
from typing import Any

from bench.measuring import machine
from bench.registry import MS, US, bench, option
from bench.sites.site import SITE, asked_for
from bench.votes import measure

SIZES = (50, 200, 400, 1000, 2000, 5000)
SHOWN = (
    "participants", "joins_per_s", "server_cpu_ms_per_join", "kib_per_socket", "server_cpu_ms_per_vote",
    "us_per_update", "us_per_frame_all_included", "frames_per_participant", "bytes_per_participant", "ack_ms",
    "host_ms", "converged_s", "question_ms", "lost", "double", "vote_shares", "client_lag_ms",
)  # fmt: skip


@bench(
    "scale",
    "the same vote with more and more people",
    option("--largest", type=int, default=SIZES[-1], help="how many people at most"),
    option("--seconds", type=float, default=5.0),
    *SITE,
    option("--concurrency", type=int, default=16),
    smallest="--largest 12 --seconds 1",
    must={"lost": 0, "double": 0},
    headlines={
        "rows.-1.ack_ms.p99": MS,
        "rows.-1.server_cpu_ms_per_vote": MS,
        "rows.-1.server_cpu_ms_per_join": MS,
        "rows.-1.us_per_update": US,
    },
)
def scale(options: Namespace) -> dict[str, Any]:
    """A row for each size, each on a fresh site; a readable table goes to stderr."""
    rows = []
    about: dict[str, Any] = {}
    for size in [size for size in SIZES if size < options.largest] + [options.largest]:
        machine.say(f"— {size} people")
        with asked_for(options) as site:
            found = asyncio.run(measure(site, size, options.seconds, options.concurrency))
            about = site.about
        rows.append({name: found.get(name) for name in SHOWN})
    machine.say(_table(rows))
    return about | {"rows": rows} | {name: sum(row[name] for row in rows) for name in ("lost", "double")}


def _table(rows: list[dict[str, Any]]) -> str:
    columns = ("people", "joins/s", "ms/vote", "µs/update", "ack p50", "ack p99", "host p99")
    lines = ["".join(f"{column:>11}" for column in columns)]
    for row in rows:
        cells = [row[name] for name in ("participants", "joins_per_s", "server_cpu_ms_per_vote", "us_per_update")]
        cells += [row["ack_ms"]["p50"], row["ack_ms"]["p99"], row["host_ms"]["p99"]]
        lines.append("".join(f"{cell!s:>11}" for cell in cells))
    return "\n".join(lines)

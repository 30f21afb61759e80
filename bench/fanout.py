"""`fanout`: the server's cost of one update to one socket, with stock Channels and with our hub, in one run.

Stock Channels passes on a text of the same size and renders nothing; the hub's cost includes the host's command with
its commit, and rendering. Stock browsers acknowledge nothing. So ours do not either at first, as long as the window of
64 KiB allows; `us_with_acknowledgements` is the cost when each acknowledges once a second. The CPU time of an idle
server over the same time is subtracted.
"""

import asyncio
import itertools
import os
import signal
import time
from argparse import Namespace
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.driving.waiting import until
from bench.driving.websocket import Refused, WebSocket, connect
from bench.measuring import machine
from bench.measuring.measures import Stopwatch
from bench.phases.voting import Vote
from bench.registry import US, bench, option
from bench.sites.serving import Serving, serving_application
from bench.sites.site import served
from tests.services import free_port, redis_server

STOCK = {
    "stock_memory": ("memory", "daphne"),
    "stock_redis": ("redis", "daphne"),
    "stock_pubsub": ("pubsub", "daphne"),
    "stock_memory_uvicorn": ("memory", "uvicorn"),
}
"""Stock Channels: the layer, and the server."""
TEXT = "Over vijf minuten gaan we verder in de groepen. Nummer {}."
PATIENCE = 60.0
IDLE = 20.0
"""Four heartbeats and one round of uvicorn's pings."""
SETTLE = 1.5
QUIET = 2.0
"""Seconds without a frame, between two heartbeats."""
MOST = 5.0
"""Seconds within which every socket must be told of one change."""


@bench(
    "fanout",
    "the server's CPU for each delivered update: stock Channels, and the hub",
    option("--sockets", type=int, default=500),
    option("--changes", type=int, default=40),
    option("--every", type=float, default=0.3, help="seconds between two changes; not below the hub's tick"),
    option("--idle", type=float, default=IDLE, help="seconds without changes, whose cost is taken off"),
    option("--stock", nargs="*", choices=STOCK, default=list(STOCK), help="these alone of stock Channels"),
    smallest="--sockets 8 --changes 2 --idle 1 --stock stock_redis",
    must={"missed": 0},
    headlines={"us_per_delivery.hub_daphne": US, "us_per_delivery.hub_uvicorn": US},
)
def fanout(options: Namespace) -> dict[str, Any]:
    """Microseconds for each delivery, and the ratio of stock Channels' cost to the hub's."""
    costs: dict[str, dict[str, Any]] = {}
    for server in ("daphne", "uvicorn"):
        machine.say(f"the hub on {server} …")
        with served(server) as site:
            costs[f"hub_{server}"] = asyncio.run(_hub(site, options))
    size = costs["hub_uvicorn"]["bytes_per_frame"]
    with redis_server() as url:
        for name in options.stock:
            layer, server = STOCK[name]
            machine.say(f"{name} …")
            with _stock(layer, server, url) as serving:
                costs[name] = asyncio.run(_stock_screens(serving, size, options))
    us = {name: cost["us"] for name, cost in costs.items()}
    return {
        "us_per_delivery": us,
        "ratios": {
            f"{stock}/{hub}": round(us[stock] / us[hub], 1)
            for hub in ("hub_daphne", "hub_uvicorn")
            for stock in options.stock
        },
        "missed": sum(cost["missed"] for cost in costs.values()),
        "details": costs,
    }


async def _measure(
    pids: list[int], frames: Callable[[], int], change: Callable[[int], Awaitable[Any]], options: Namespace
) -> dict[str, Any]:
    """CPU time for each frame caused by changes, without the idle server's."""
    await _quiet(frames, min(QUIET, options.idle))
    idle, before = Stopwatch(pids), frames()
    await asyncio.sleep(options.idle)
    idle.stop()
    idle_frames = frames() - before
    watch, before = Stopwatch(pids), frames()
    missed = 0
    for number in range(options.changes):
        due, had = time.perf_counter() + options.every, frames()
        await change(number)
        told = await until(lambda: frames() >= had + options.sockets, MOST)  # noqa: B023  (awaited in this turn)
        missed += told is None
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
    watch.stop()
    share = watch.wall / idle.wall
    delivered = frames() - before - idle_frames * share
    cpu = watch.server - idle.server * share
    return {
        "us": round(1e6 * cpu / max(1.0, delivered), 1),
        "delivered": round(delivered),
        "wanted": options.sockets * options.changes,
        "missed": missed,
        "server_cpu_s": round(watch.server, 3),
        "idle_cpu_s": round(idle.server * share, 3),
        "shares": watch.shares(),
    }


async def _quiet(frames: Callable[[], int], moment: float) -> None:
    """Wait until no frame comes for a moment: by then all newcomers have been shown."""
    for _look in range(30):
        before = frames()
        await asyncio.sleep(moment)
        if frames() == before:
            return


async def _hub(site: Any, options: Namespace) -> dict[str, Any]:
    """Participants who came in by the front door, and a host who announces something again and again."""
    vote = Vote(site, concurrency=16)
    nudging = asyncio.ensure_future(_acknowledge_every_second(vote))
    try:
        await vote.open()
        await vote.join(options.sockets)
        await asyncio.sleep(SETTLE)
        nudging.cancel()
        sockets = [person.socket for person in vote.voters if person.socket is not None]
        measured: dict[str, Any] = {}
        numbers = itertools.count()
        for quiet in (False, True):
            for person in vote.voters:
                person.sleepy = quiet
            found = await _measure(
                site.serving.pids,
                lambda: sum(socket.frames_in for socket in sockets),
                lambda _number: vote.host.command("floor.announce", text=TEXT.format(next(numbers))),
                options,
            )
            measured = found | {"us_with_acknowledgements": measured.get("us")}
        payload, count = vote.crowd.tally.payload, vote.crowd.tally.frames
        await vote.host.command("floor.announce", text=TEXT.format(next(numbers)))
        await asyncio.sleep(SETTLE)
        told = vote.crowd.tally.frames - count
        return measured | {"bytes_per_frame": round((vote.crowd.tally.payload - payload) / max(1, told))}
    finally:
        nudging.cancel()
        await vote.crowd.leave()


async def _acknowledge_every_second(vote: Vote) -> None:
    """Keep windows from filling up while people come in: the street changes then, and no version does."""
    while True:
        for person in vote.crowd.people:
            person.acknowledged = -1
        await asyncio.sleep(1)


class _Screen:
    """A stock socket's listener: the socket itself counts the frames."""

    def heard(self, payload: bytes) -> None:
        """Nothing to do."""

    def lost(self, code: int, reason: str) -> None:
        """Note a closed socket, whose frames would be missing in the count."""


async def _stock_screens(serving: Serving, size: int, options: Namespace) -> dict[str, Any]:
    sockets: list[WebSocket] = []
    try:
        while len(sockets) < options.sockets:
            sockets.append(await _connected(serving.port))

        async def change(number: int) -> None:
            sockets[0].send(TEXT.format(number).ljust(size)[:size].encode())

        return await _measure(serving.pids, lambda: sum(socket.frames_in for socket in sockets), change, options)
    finally:
        for socket in sockets:
            socket.abort()


async def _connected(port: int) -> WebSocket:
    """An open stock socket; the first one waits until the server answers."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return await connect(port, "/", "", _Screen())
        except (OSError, Refused):
            if time.monotonic() > deadline:
                raise
            await asyncio.sleep(0.1)


@contextmanager
def _stock(layer: str, server: str, redis_url: str) -> Iterator[Serving]:
    """A stock server."""
    with TemporaryDirectory(prefix="bench-") as folder:
        command = serving_application("bench.sites.stock.asgi:application")(server)
        serving = Serving(command, 1, free_port(), Path(folder) / "server.log")
        serving.start(dict(os.environ) | {"STOCK_LAYER": layer, "REDIS_URL": redis_url})
        try:
            yield serving
        finally:
            serving.stop(signal.SIGKILL)

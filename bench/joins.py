"""`joins`: the server's cost of each step of joining, one step at a time, for everybody at once."""

import asyncio
import time
from argparse import Namespace
from collections.abc import Callable, Coroutine
from typing import Any

from bench.driving.client import Person
from bench.driving.crowd import Crowd
from bench.driving.http import Answer
from bench.driving.waiting import at_once
from bench.measuring import machine
from bench.measuring.measures import Stopwatch, in_ms
from bench.measuring.profiling import profiled
from bench.phases.voting import ROLES
from bench.registry import MS, bench, option
from bench.sites import doors
from bench.sites.doors import BY_CODE
from bench.sites.site import SITE, Site, asked_for

Step = Callable[[Person], Coroutine[Any, Any, None]]


@bench(
    "joins",
    "what each step of coming in costs",
    option("--participants", type=int, default=200),
    *SITE,
    option("--concurrency", type=int, default=8),
    smallest="--participants 6",
    must={"missing": 0},
    headlines={"server_cpu_ms_per_join": MS} | {f"steps.{step}.server_cpu_ms": MS for step in (*BY_CODE, "socket")},
)
def joins(options: Namespace) -> dict[str, Any]:
    """For each step: server CPU, time until the answer, bytes; and the joins a second that follow from it."""
    with asked_for(options) as site:
        steps, missing = asyncio.run(_measure(site, options.participants, options.concurrency))
    cost = sum(step["server_cpu_ms"] for step in steps.values())
    return site.about | {
        "steps": steps,
        "missing": missing,
        "server_cpu_ms_per_join": round(cost, 2),
        "joins_per_s_and_core": round(1000 / cost, 1),
    }


async def _measure(site: Site, people: int, concurrency: int) -> tuple[dict[str, Any], int]:
    """The steps, and the number of people without an open socket after the last one."""
    crowd = Crowd(site.port)
    filled = site.filled
    pages: dict[Person, Answer] = {}
    found: dict[str, Any] = {}

    def of_the_door(step: doors.Step) -> Step:
        """One step of the front door, from the page of the previous step."""

        async def take(person: Person) -> None:
            number = crowd.people.index(person)
            typed = {
                "code": filled["code"],
                "name": f"Deelnemer {number}",
                "team": filled["teams"][number % len(filled["teams"])],
                "role": ROLES[number % len(ROLES)],
            }
            pages[person] = await step(person.browser, pages.get(person, doors.NOWHERE), typed)

        return take

    async def socket(person: Person) -> None:
        await person.take(pages.pop(person))
        await person.connect()

    steps = {name: of_the_door(step) for name, step in site.kind.door.items()} | {"socket": socket}
    try:
        for warm in (True, False):
            group = [crowd.person() for _i in range(5 if warm else people)]
            for name, step in steps.items():
                found[name] = await _step(site, name, step, group, concurrency)
        return found, sum(person.socket is None or not person.socket.is_open for person in crowd.people)
    finally:
        await crowd.leave()


async def _step(site: Site, name: str, step: Step, group: list[Person], concurrency: int) -> dict[str, Any]:
    taken: list[float] = []
    received = sum(person.browser.received for person in group)

    async def timed(person: Person) -> None:
        started = time.perf_counter()
        await step(person)
        taken.append(time.perf_counter() - started)

    watch = Stopwatch(site.serving.pids, site.database_pids())
    with profiled(site.serving.pids, f"join-{name}"):
        await at_once([timed(person) for person in group], concurrency)
        watch.stop()
    machine.say(f"{name}: {1000 * watch.server / len(group):.2f} ms")
    return {
        "server_cpu_ms": round(1000 * watch.server / len(group), 2),
        "database_cpu_ms": round(1000 * watch.database / len(group), 2),
        "per_s": round(len(group) / watch.wall, 1),
        "answer_ms": in_ms(taken),
        "bytes": round((sum(person.browser.received for person in group) - received) / len(group)),
        "shares": watch.shares(),
    }

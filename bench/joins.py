"""`joins`: what each step of coming in costs the server, one step at a time, for everybody at once."""

import asyncio
import time
from argparse import Namespace
from collections.abc import Callable, Coroutine
from typing import Any

from . import machine
from .client import Person
from .crowd import ROLES, Crowd
from .measures import Stopwatch, in_ms
from .page import first_form
from .profiling import profiled
from .registry import bench, option
from .site import Site, served
from .votes import SITE
from .waiting import at_once

Step = Callable[[Person], Coroutine[Any, Any, None]]


@bench(
    "joins",
    "what each step of coming in costs",
    option("--participants", type=int, default=200),
    *SITE,
    option("--teams", type=int, default=40),
    option("--concurrency", type=int, default=8),
)
def joins(options: Namespace) -> dict[str, Any]:
    """For each step: server CPU, time until the answer, bytes; and how many joins a second that makes."""
    with served(options.server, options.database, options.processes, teams=options.teams) as site:
        steps = asyncio.run(_measure(site, options.participants, options.concurrency))
    cost = sum(step["server_cpu_ms"] for step in steps.values())
    return site.about | {
        "steps": steps,
        "server_cpu_ms_per_join": round(cost, 2),
        "joins_per_s_and_core": round(1000 / cost, 1),
    }


async def _measure(site: Site, people: int, concurrency: int) -> dict[str, Any]:
    crowd = Crowd(site.port)
    filled = site.filled
    found: dict[str, Any] = {}

    async def door(person: Person) -> None:
        answer = await person.browser.get("/")
        _action, form = first_form(answer.text, "code") or ("", {})
        person.path = form["csrfmiddlewaretoken"][0]

    async def code(person: Person) -> None:
        """What everybody sends first, typed or scanned: then the name is asked for."""
        await person.browser.post("/", {"csrfmiddlewaretoken": person.path, "code": filled["code"]})

    async def entry(person: Person) -> None:
        number = crowd.people.index(person)
        team = filled["teams"][number % len(filled["teams"])]
        fields = {
            "code": filled["code"],
            "name": f"Deelnemer {number}",
            "team": team,
            "role": ROLES[number % len(ROLES)],
        }
        token = {"csrfmiddlewaretoken": person.path}
        answer = await person.browser.post("/", token | fields, follow=False)
        if answer.status != 302:
            raise RuntimeError(f"the entry was answered with {answer.status}")

    async def room(person: Person) -> None:
        await person.take(await person.browser.get(f"/r/{filled['room']}/"))

    async def socket(person: Person) -> None:
        await person.connect()

    steps: list[tuple[str, Step]] = [
        ("door", door),
        ("code", code),
        ("entry", entry),
        ("room", room),
        ("socket", socket),
    ]
    try:
        for warm in (True, False):
            group = [crowd.person() for _i in range(5 if warm else people)]
            for name, step in steps:
                found[name] = await _step(site, name, step, group, concurrency)
    finally:
        await crowd.leave()
    return found


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

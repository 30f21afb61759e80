"""`breakouts`: a whole room goes into groups at once, and every participant's card is compared with the database."""

import asyncio
import re
import time
from argparse import Namespace
from collections import OrderedDict
from typing import Any

from bench.driving.client import Person
from bench.driving.crowd import Crowd
from bench.driving.http import BadAnswer
from bench.driving.page import News
from bench.driving.waiting import at_once, until
from bench.measuring import machine
from bench.measuring.measures import Lag, Stopwatch, in_ms
from bench.measuring.profiling import profiled
from bench.registry import MS, bench, option
from bench.sites.site import SITE, Site, asked_for

PATIENCE = 60.0
CARD = re.compile(r'<section id="card"[^>]*data-kind="group".*?</section>', re.DOTALL)
GROUP = re.compile(r'<input type="hidden" name="group" value="(\d+)"')
NAME = re.compile(r"Deelnemer \d+")


@bench(
    "breakouts",
    "a whole room goes into groups at once",
    option("--participants", type=int, default=400),
    *SITE,
    option("--size", type=int, default=5, help="people in each group"),
    option("--rounds", type=int, default=3),
    option("--concurrency", type=int, default=16, help="how many people come in at a time"),
    smallest="--participants 12 --size 4 --rounds 1",
    must={"wrong": 0, "lost": 0},
    headlines={"deal_ms": MS, "sent_ms.p99": MS, "server_cpu_ms_per_card": MS},
)
def breakouts(options: Namespace) -> dict[str, Any]:
    """How long dealing takes, how long until everybody has a card, and whether every card is right."""
    with asked_for(options) as site:
        return site.about | asyncio.run(_measure(site, options))


class Newest(OrderedDict[str, str]):
    """The last frame of each part, the newest at the end, where `Person` first looks for a form.

    A plain dictionary keeps the order of the parts' first frames. Then a frame from before the division could stand
    behind the frame that brought the division, because one group was once sent later than the whole street.
    """

    def __setitem__(self, part: str, frame: str) -> None:
        """Note that `part` came again."""
        super().__setitem__(part, frame)
        self.move_to_end(part)


async def _measure(site: Site, options: Namespace) -> dict[str, Any]:
    crowd = Crowd(site.port)
    host = crowd.person()
    host.text = Newest()
    try:
        filled = site.filled
        await host.log_in(filled["host"]["login"], filled["host"]["password"], f"/r/{filled['room']}/host/")
        await host.connect()
        people = [crowd.person() for _i in range(options.participants)]
        await at_once([_join(person, site, i) for i, person in enumerate(people)], options.concurrency)
        machine.say(f"{len(people)} people are here")
        await asyncio.sleep(2)
        dealt = await _deal(site, host, options)
        return dealt | await _send(site, host, people)
    finally:
        await crowd.leave()


async def _join(person: Person, site: Site, number: int) -> None:
    """Come in under a unique name, so that a card shows whose it is."""
    teams = site.filled["teams"]
    await site.let_in(person, f"Deelnemer {number}", teams[number % len(teams)], "uitvoering")
    await person.connect()
    person.browser.close()


async def _deal(site: Site, host: Person, options: Namespace) -> dict[str, Any]:
    """Make a plan and divide everybody; when this returns, the seats are in the database."""
    how = {"way": "mix", "groups": "", "size": str(options.size), "rounds": str(options.rounds), "minutes": "15"}
    _ok(await host.command("breakouts.plan", **how, task="Vertel."))
    started = time.perf_counter()
    _ok(await host.command("breakouts.deal"))
    query = "SELECT COUNT(*) FROM breakouts_deal WHERE answered_at IS NOT NULL"
    if await until(lambda: site.ledger.ask(query)[0][0] == 1, PATIENCE) is None:
        raise TimeoutError("nobody divided the people")
    taken = time.perf_counter() - started
    machine.say(f"divided within {taken:.1f} s")
    version = str(site.ledger.ask("SELECT version FROM breakouts_plan WHERE ended_at IS NULL")[0][0])
    shown = await until(lambda: (host._form("breakouts.send") or {}).get("version") == [version], PATIENCE)
    if shown is None:
        raise TimeoutError("the console does not show the plan that was divided")
    return {"deal_ms": round(taken * 1000, 1)}


async def _send(site: Site, host: Person, people: list[Person]) -> dict[str, Any]:
    """Send the first round out, and wait for everybody's card."""
    had: dict[Person, tuple[float, int, str]] = {}

    def heard(person: Person, news: News) -> None:
        if "card" in news.ids and person not in had and (card := CARD.search(news.text)):
            group = GROUP.search(card[0])
            had[person] = (time.perf_counter(), int(group[1]) if group else 0, card[0])

    for person in people:
        person.watch = heard
    lag, watch = Lag(), Stopwatch(site.serving.pids, site.database_pids())
    started = time.perf_counter()
    with profiled(site.serving.pids, "breakouts-send"):
        _ok(await host.command("breakouts.send"))
        receipt = time.perf_counter() - started
        await until(lambda: len(had) == len(people), PATIENCE)
        watch.stop()
    rows = site.ledger.ask(
        "SELECT p.name, s.group_id FROM breakouts_seat s JOIN programme_participant p ON p.id = s.participant_id "
        "JOIN breakouts_round r ON r.id = s.round_id WHERE r.sent_at IS NOT NULL"
    )
    seats = dict(rows)
    company: dict[int, set[str]] = {}
    for name, group in rows:
        company.setdefault(group, set()).add(name)
    right = sum(
        group == seats.get(f"Deelnemer {number}") and set(NAME.findall(card)) == company[group]
        for number, person in enumerate(people)
        if person in had
        for _moment, group, card in (had[person],)
    )
    found = {
        "participants": len(people),
        "groups": len(company),
        "receipt_ms": round(receipt * 1000, 1),
        "sent_ms": in_ms([moment - started for moment, _group, _card in had.values()]),
        "correct": right,
        "wrong": len(had) - right,
        "lost": len(people) - len(had),
        "server_cpu_ms_per_card": round(1000 * watch.server / max(1, len(had)), 3),
        "client_lag_ms": lag.stop(),
        "shares": watch.shares(),
        "sockets_closed": {str(code): times for code, times in host.crowd.tally.closed.items()},
        "server_complaints": site.serving.complaints(),
    }
    machine.say(f"sent out: {found['sent_ms']}, {right} of {len(people)} right")
    return found


def _ok(status: str) -> None:
    if status != "ok":
        raise BadAnswer(f"the host was answered {status}")

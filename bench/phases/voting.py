"""The phases of a vote, on our site and the textbook one: come in, ask, vote, converge, compare with the database."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from bench.driving.client import FAILURES, Person
from bench.driving.crowd import Crowd
from bench.driving.page import News
from bench.driving.waiting import by_the_minute, until
from bench.measuring import machine
from bench.measuring.measures import Lag, Stopwatch, in_ms
from bench.measuring.profiling import profiled
from bench.phases.asking import Asked
from bench.sites.site import Site

A_MINUTE = 990  # a room takes a thousand newcomers in a minute of the clock
WARM = 5
"""People who come in before the measuring, so that imports and caches do not count."""
PATIENCE = 120.0
TRIES = 3
ROLES = ("uitvoering", "beleid", "bestuur", "inwoner", "anders")


class Vote:
    """One room with its crowd and its host; the methods are the phases, in this order."""

    def __init__(self, site: Site, concurrency: int) -> None:
        self.site = site
        self.kind = ""  # the one choice that the site has ready
        self.asked: Asked | None = None
        self.concurrency = concurrency
        self.crowd = Crowd(site.port)
        self.host: Person = self.crowd.person()
        self.voters: list[Person] = []
        self.chosen: dict[Person, str] = {}
        self.sent: list[float] = []
        self.host_saw: list[tuple[float, int]] = []
        self.found: dict[str, Any] = {}
        self._of_coming_in: set[str] = set()

    async def open(self) -> None:
        """Let the host in, and a few people who warm the server up."""
        filled = self.site.filled
        self.host.text = {}
        self.host.watch = self._host_heard
        if filled.get("host"):
            page = f"/r/{filled['room']}/host/"
            await self.host.log_in(filled["host"]["login"], filled["host"]["password"], page)
        else:
            await self.site.let_in(self.host, "Host")
        await self.host.connect()
        await self._join(WARM)

    async def join(self, people: int) -> None:
        """Let `people` come in at full speed, a limited number at a time."""
        await asyncio.sleep(1)
        before = machine.memory(self.site.serving.pids)
        watch = Stopwatch(self.site.serving.pids, self.site.database_pids())
        with profiled(self.site.serving.pids, "join"):
            taken, waited = await self._join(people - len(self.voters))
            watch.stop()
        count = len(taken)
        machine.say(f"{count} people came in within {watch.wall:.1f} s")
        self.found |= {
            "joins_per_s": round(count / (watch.wall - waited), 1),
            "join_ms": in_ms(taken),
            "join_failures": len(self.crowd.tally.failures),
            "join_failed_with": sorted(set(self.crowd.tally.failures))[:3],
            "server_cpu_ms_per_join": round(1000 * watch.server / count, 2),
            "database_cpu_ms_per_join": round(1000 * watch.database / count, 2),
            "join_bytes": round(sum(p.browser.received for p in self.voters) / len(self.voters)),
            "join_shares": watch.shares(),
        }
        await asyncio.sleep(2)
        after = machine.memory(self.site.serving.pids)
        self.found |= {
            "kib_per_socket": round((after["rss"] - before["rss"]) / count, 1),
            "kib_per_socket_pss": round((after["pss"] - before["pss"]) / count, 1),
            "server_mib": round(after["rss"] / 1024, 1),
        }
        self._of_coming_in = {*self.found}

    async def ask(self) -> None:
        """The host opens the poll and shows its result to everybody."""
        which = await self._prepare() if self.kind else {}
        started = time.perf_counter()
        await self.host.command("poll.open", **which)
        await self._all(lambda person: person.ballot is not None, "has the ballot")
        self.found["question_ms"] = round((time.perf_counter() - started) * 1000, 1)
        await self.host.command("poll.reveal", **which)
        await self._all(lambda person: bool(person.bars) or person.voters is not None, "sees the result")
        await asyncio.sleep(1.5)

    async def again(self, kind: str) -> dict[str, Any]:
        """Go on with a question of this kind; returns the figures of the vote that is over."""
        await asyncio.sleep(2)  # until everybody was told that the one before is closed
        for person in (self.host, *self.voters):
            person.ballot, person.voters = None, None
            person.bars.clear()
        self.kind, self.chosen, self.sent = kind, {}, []
        return {name: self.found.pop(name) for name in [*self.found] if name not in self._of_coming_in}

    async def vote(self, seconds: float, patience: float = PATIENCE) -> None:
        """Everybody votes once, evenly spread over `seconds`; it ends when every screen shows the final count."""
        order = random.sample(self.voters, len(self.voters))
        bytes_before, frames_before = self._received()
        self.crowd.tally.receipts.clear()
        self.host_saw.clear()
        lag = Lag()
        watch = Stopwatch(self.site.serving.pids, self.site.database_pids())
        with profiled(self.site.serving.pids, "votes"):
            last = await self._cast(order, seconds)
            acknowledged = await until(lambda: len(self.crowd.tally.receipts) >= len(order), patience)
            converged = await until(self._converged, patience if acknowledged else 5, every=0.1)
            watch.stop()
        bytes_after, frames_after = self._received()
        self.found |= self._figures(watch, lag.stop())
        self.found |= {
            "bytes_per_participant": round((bytes_after - bytes_before) / len(order)),
            "frames_per_participant": round((frames_after - frames_before) / len(order), 1),
            "us_per_frame_all_included": round(1e6 * watch.server / max(1, frames_after - frames_before), 1),
            "converged_s": None if converged is None else round(converged - last, 2),
        }
        machine.say(f"voted: ack {self.found['ack_ms']}, host {self.found['host_ms']}")

    async def _cast(self, order: list[Person], seconds: float) -> float:
        """Let everybody in `order` vote when it is their turn; returns the time of the last vote."""
        started = time.perf_counter()
        for i, person in enumerate(order):
            wait = started + seconds * i / len(order) - time.perf_counter()
            if wait > 0:
                await asyncio.sleep(wait)
            elif i % 16 == 0:
                await asyncio.sleep(0)
            assert person.ballot is not None  # noqa: S101  (waited for above)
            if self.asked:
                fields, self.chosen[person] = self.asked.ballot()
                self.sent.append(person.answer(fields).sent)
            else:
                self.chosen[person] = random.choice(person.ballot.options)
                self.sent.append(person.vote(self.chosen[person]).sent)
        return time.perf_counter()

    async def compare(self) -> None:
        """Close the poll, and compare: each vote with a receipt must be in the database, once."""
        acknowledged = Counter(option for person, option in self.chosen.items() if not person.pending)
        asked = Counter(self.chosen.values())
        assert self.voters[0].ballot is not None  # noqa: S101  (waited for above)
        poll = int(self.voters[0].ballot.poll)
        counts = [self.asked.ballots(self.site.ledger) if self.asked else self.site.ledger.ballots(poll)]
        if self.site.filled.get("host"):
            await self.host.command("poll.close")
            kept = self.site.ledger.record(poll)
            counts += [] if self.asked else [kept or {}]
        self.found |= {
            "lost": max(sum(max(0, acknowledged[o] - c.get(o, 0)) for o in asked) for c in counts),
            "double": max(sum(max(0, c.get(o, 0) - asked[o]) for o in {*asked, *c}) for c in counts),
            "counted": self.site.ledger.answered(poll) if self.asked else sum(counts[-1].values()),
            "sockets_closed": {str(code): times for code, times in self.crowd.tally.closed.items()},
            "server_complaints": self.site.serving.complaints(),
        }

    # --- Inside ------------------------------------------------------------------------------------------------------

    async def _prepare(self) -> dict[str, str]:
        """Have the host prepare a question of the kind; returns the field that names it."""
        self.asked = await Asked.prepared(self.host, self.site, self.kind)
        return {"poll": str(self.asked.poll)}

    async def _join(self, people: int) -> tuple[list[float], float]:
        newcomers = [self.crowd.person() for _i in range(people)]
        self.voters += newcomers
        return await by_the_minute([self._come_in(each) for each in newcomers], self.concurrency, A_MINUTE)

    async def _come_in(self, person: Person) -> float:
        """Door, page and socket; returns the seconds that took. A person who meets an error tries again."""
        started = time.perf_counter()
        team = random.choice(self.site.filled.get("teams") or [""])
        for attempt in range(1, TRIES + 1):
            try:
                await self.site.let_in(person, f"Deelnemer {random.randrange(10**6)}", team, random.choice(ROLES))
                await person.connect()
                break
            except FAILURES as error:
                self.crowd.tally.failures.append(f"{type(error).__name__}: {error}"[:160])
                if attempt == TRIES:
                    raise
        person.browser.close()
        return time.perf_counter() - started

    async def _all(self, condition: Callable[[Person], bool], what: str) -> None:
        if await until(lambda: all(condition(p) for p in self.voters), PATIENCE) is None:
            missing = sum(not condition(p) for p in self.voters)
            raise TimeoutError(f"{missing} of {len(self.voters)} people: nobody of them {what}")

    def _received(self) -> tuple[int, int]:
        sockets = [p.socket for p in self.voters if p.socket is not None]
        return sum(s.bytes_in for s in sockets), sum(s.frames_in for s in sockets)

    def _host_heard(self, person: Person, news: News) -> None:
        if news.bars or news.voters is not None:
            self.host_saw.append((time.perf_counter(), person.voters or sum(person.bars.values())))

    def _converged(self) -> bool:
        """Whether every screen shows what the database holds, figure by figure, and knows its version."""
        assert self.voters[0].ballot is not None  # noqa: S101  (waited for before)
        poll = int(self.voters[0].ballot.poll)
        truth = self.asked.ballots(self.site.ledger) if self.asked else self.site.ledger.ballots(poll)
        state = self.site.ledger.state(self.site.filled.get("room", ""))
        # The host's console counts its own versions; the database has the participants'.
        screens = [(self.host, None), *((person, state) for person in self.voters)]
        return all(shows(person, truth, state, each_bar=not self.asked) for person, state in screens)

    def _figures(self, watch: Stopwatch, lag: dict[str, float | None]) -> dict[str, Any]:
        receipts = self.crowd.tally.receipts
        count = len(self.sent)
        seen: list[float] = []
        for moment, total in self.host_saw:
            seen += [moment - sent for sent in self.sent[len(seen) : total]]
        moments = [moment for moment, _total in self.host_saw if moment <= self.sent[-1]]
        return {
            "participants": len(self.voters),
            "ack_ms": in_ms([received - sent for sent, received, _status in receipts]),
            "host_ms": in_ms(seen),
            "host_saw": len(seen),
            "host_gap_ms": in_ms([after - before for before, after in pairwise(moments)]),
            "acknowledged": sum(status == "ok" for *_times, status in receipts),
            "refused": sum(status == "refused" for *_times, status in receipts),
            "busy": self.crowd.tally.busy,
            "resent": self.crowd.tally.resent,
            "server_cpu_ms_per_vote": round(1000 * watch.server / count, 3),
            "database_cpu_ms_per_vote": round(1000 * watch.database / count, 3),
            "client_cpu_ms_per_vote": round(1000 * watch.client / count, 3),
            "client_lag_ms": lag,
            "vote_shares": watch.shares(),
        }


def shows(person: Person, truth: dict[str, int], state: dict[str, Any] | None, each_bar: bool = True) -> bool:
    """Whether a screen equals the database: each bar, the number of voters, and (where there is one) the version."""
    if each_bar and any(person.bars.get(option, 0) != count for option, count in truth.items()):
        return False
    if person.voters is not None and person.voters != sum(truth.values()):
        return False
    return state is None or (person.epoch, person.version) == (state["epoch"], state["participants"])

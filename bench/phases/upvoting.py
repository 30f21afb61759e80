"""The phases of `board`: questions are asked and approved, everybody upvotes one, every screen shows the same."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import Any

from bench.driving.client import Person
from bench.driving.http import Browser
from bench.driving.page import News
from bench.driving.waiting import until
from bench.measuring import machine
from bench.measuring.measures import Lag, Stopwatch, in_ms, percentile
from bench.measuring.profiling import profiled

from .voting import PATIENCE, Vote

AT_ONCE = 150
"""Questions that the host approves with one command."""
EACH = 3
"""Questions of one person in a minute; more are refused."""
SHOWN = 50
OPENED = 20
ALONE = 10


def _all_told(before: Mapping[Person, tuple[int, int]], question: str) -> bool:
    """Whether each screen shows another number for `question` than before (the second of its pair)."""
    return all(person.upvotes[question] != upvotes for person, (_size, upvotes) in before.items())


class Upvoting(Vote):
    """One room whose people ask and upvote questions."""

    def __init__(self, site: Any, concurrency: int) -> None:
        super().__init__(site, concurrency)
        self.wanted: dict[Person, set[str]] = {}
        self.asked = 0
        self.sent_for: dict[str, list[float]] = {}
        self.seen: dict[str, list[float | None]] = {}

    async def ask_questions(self, questions: int) -> None:
        """Open the board, and put a number of questions on it and on every page."""
        if not self.asked:
            await self.host.command("board.open", moderation="first", names="anonymous")
        askers = [person for person in self.voters for _i in range(EACH)]
        if questions > len(askers):
            raise ValueError(f"{len(self.voters)} people cannot ask {questions} questions")
        new = askers[self.asked : questions]
        for person in new:
            self.asked += 1
            text = f"Vraag {self.asked}: {random.getrandbits(64):x} wat doen we met {random.getrandbits(64):x}?"
            person.ask({"command": "board.ask", "text": text, "names": "anonymous"})
            if self.asked % 20 == 0:
                await asyncio.sleep(0.2)
        await self._settled()
        waiting = self.site.ledger.questions("pending")
        if len(waiting) != len(new):
            raise RuntimeError(f"of {len(new)} questions {len(waiting)} were taken")
        for start in range(0, len(waiting), AT_ONCE):
            receipt: asyncio.Future[str] = asyncio.get_running_loop().create_future()
            some = " ".join(waiting[start : start + AT_ONCE])
            self.host.ask({"command": "board.approve", "question": some}, receipt)
            if await asyncio.wait_for(receipt, 60) != "ok":
                raise RuntimeError("the host could not approve the questions")
        await self._all(lambda person: len(person.upvotes) >= min(questions, SHOWN), "has the questions")
        await asyncio.sleep(1.5)
        machine.say(f"{questions} questions are on the board")

    async def upvote(self, seconds: float) -> None:
        """Everybody upvotes one question, evenly spread over `seconds`; it ends when all screens show that."""
        order = random.sample(self.voters, len(self.voters))
        bytes_before, frames_before = self._received()
        self.crowd.tally.receipts.clear()
        lag = Lag()
        watch = Stopwatch(self.site.serving.pids, self.site.database_pids())
        with profiled(self.site.serving.pids, "upvotes"):
            started = time.perf_counter()
            for i, person in enumerate(order):
                wait = started + seconds * i / len(order) - time.perf_counter()
                await asyncio.sleep(max(0.0, wait))
                self.sent.append(self._want(person, random.choice(list(person.upvotes))))
            acknowledged = await until(lambda: len(self.crowd.tally.receipts) >= len(order), PATIENCE)
            converged = await until(self._converged, PATIENCE if acknowledged else 5, every=0.1)
            watch.stop()
        bytes_after, frames_after = self._received()
        figures = self._figures(watch, lag.stop())
        self.found |= {name.replace("vote", "upvote"): value for name, value in figures.items()}
        both = [pair for id, saws in self.seen.items() for pair in zip(self.sent_for[id], saws, strict=False)]
        seen = [saw - sent for sent, saw in both if saw is not None]
        self.found |= {
            "host_ms": in_ms(seen),
            "host_saw": len(seen),
            "questions": self.asked,
            "bytes_per_participant": round((bytes_after - bytes_before) / len(order)),
            "frames_per_participant": round((frames_after - frames_before) / len(order), 1),
            "converged_s": None if converged is None else round(converged - self.sent[-1], 2),
        }
        machine.say(f"upvoted: ack {self.found['ack_ms']}, host {self.found['host_ms']}")

    async def one_more(self) -> None:
        """One person upvotes in silence, a few times: bytes to each other person until they know, heads included."""
        sizes: list[int] = []
        for person in random.sample(self.voters, min(ALONE, len(self.voters))):
            await asyncio.sleep(1)
            others = [other for other in self.voters if other is not person and other.socket is not None]
            question = next(id for id in person.upvotes if id not in self.wanted[person])
            before = {other: (other.socket.bytes_in, other.upvotes[question]) for other in others}  # type: ignore[union-attr]  # chosen above
            self._want(person, question)
            await until(partial(_all_told, before, question), 30, every=0.005)
            sizes += [other.socket.bytes_in - before[other][0] for other in others]  # type: ignore[union-attr]  # the same
        await self._settled()
        self.found["bytes_per_upvote"] = percentile(sizes, 0.5)
        self.found["bytes_per_upvote_p99"] = percentile(sizes, 0.99)

    def compare_with_database(self) -> None:
        """Compare receipts with the database: each upvote must be there, once."""
        asked = Counter(question for questions in self.wanted.values() for question in questions)
        counts = self.site.ledger.upvotes()
        self.found |= {
            "lost": sum(max(0, number - counts.get(question, 0)) for question, number in asked.items()),
            "double": sum(max(0, counts[question] - asked[question]) for question in counts),
            "counted": sum(counts.values()),
        }

    async def open_pages(self) -> None:
        """Open the page of a large board: the time until its last byte, and the number of its questions."""
        taken, sizes = [], []
        shown = 0
        for person in random.sample(self.voters, min(OPENED, len(self.voters))):
            browser = Browser(self.crowd.port)
            browser.cookies = dict(person.browser.cookies)
            started = time.perf_counter()
            answer = await browser.get(f"/r/{self.site.filled['room']}/")
            taken.append(time.perf_counter() - started)
            sizes.append(browser.received)
            shown = answer.text.count('value="board.upvote"')
            browser.close()
        self.found |= {"large": self.asked, "opens_ms": in_ms(taken), "opens_bytes": max(sizes), "opens_shown": shown}

    # --- Inside ------------------------------------------------------------------------------------------------------

    def _want(self, person: Person, question: str) -> float:
        self.wanted.setdefault(person, set()).add(question)
        sent = person.ask({"command": "board.upvote", "question": question, "on": "1", "sequence": "1"}).sent
        self.sent_for.setdefault(question, []).append(sent)
        return sent

    async def _settled(self) -> None:
        if await until(lambda: not any(person.pending for person in self.crowd.people), PATIENCE) is None:
            raise TimeoutError("somebody never got a receipt")

    def _host_heard(self, person: Person, news: News) -> None:
        """The time at which the console first showed each upvote.

        The console lists the first questions only. Upvotes that it learnt because a question came onto the list do not
        count.
        """
        for question in news.upvotes.keys() & self.sent_for.keys():
            seen = self.seen.setdefault(question, [])
            moment = None if "board" in news.ids else time.perf_counter()
            seen += [moment] * (news.upvotes[question] - len(seen))

    def _converged(self) -> bool:
        """Whether every screen shows what the database holds, question by question, and knows its version."""
        truth = self.site.ledger.upvotes()
        state = self.site.ledger.state(self.site.filled["room"]) or {}
        return all(
            (person.epoch, person.version) == (state["epoch"], state["participants"])
            and all(count == truth.get(question, 0) for question, count in person.upvotes.items())
            for person in self.voters
        )

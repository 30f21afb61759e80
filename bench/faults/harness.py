"""A site whose server dies all the time, and its users: campaigns of kills, each ended by a race with a closing."""

import asyncio
import random
import secrets
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field

from bench.driving.http import BadAnswer, Browser
from bench.measuring import machine
from bench.sites.site import Site

from .insider import Insider
from .living import HANDS, Nursery, crash_postgres
from .voters import Ballot, Findings, Tab, Unanswered, Voter, compare, vote

CLIENTS = 20
CAMPAIGN = 10
"""Kills between two closings."""
RACES, RACERS = 3, 60
RACE_SECONDS = 0.06
LIFE = (0.15, 0.4)
"""Seconds between the first receipt of a server's life and its end."""
HOPELESS = 40.0
"""Seconds without any receipt after which the bench gives up."""


@dataclass(slots=True)
class Harness:
    """A site whose server dies all the time, and its users."""

    site: Site
    insider: Insider
    nursery: Nursery
    room: str
    host: Tab
    found: Findings = field(default_factory=Findings)
    recoveries: list[float] = field(default_factory=list)
    kills: int = 0
    crashes: int = 0

    async def campaign(self, cycles: int) -> Findings:
        """Open a poll, kill `cycles` times while people vote, compare, and close it in a race. Adds to `found`."""
        self.nursery.born()
        ballot = await self._open_poll()
        # More people than can vote in this time; the rest never come in.
        waiting = self._people(cycles * 150 + CLIENTS)
        voters: list[Voter] = []
        heard = asyncio.Event()
        done = asyncio.Event()
        async with asyncio.timeout(HOPELESS * (1 + cycles)), asyncio.TaskGroup() as clients:
            for _i in range(CLIENTS):
                clients.create_task(self._client(waiting, voters, ballot, heard, done))
            for _cycle in range(cycles):
                await self._kill_once(heard)
            done.set()
        found, counted = self._compare(ballot, voters)
        for race in range(RACES):
            if race:
                ballot = await self._open_poll()
                counted = dict.fromkeys(ballot.options, 0)
            found += await self._race(ballot, counted)
        self.nursery.kill()
        self.host.close()
        self.found += found
        return found

    async def _kill_once(self, heard: asyncio.Event) -> None:
        """Wait for a receipt, let the server live a moment, kill it (or PostgreSQL) and start it again."""
        await self._hear(heard)
        await asyncio.sleep(random.uniform(*LIFE))
        began = time.perf_counter()
        if self.site.postgres is not None and self.kills % 3 == 2:
            # The server lives on, and must find its way back to the database.
            await asyncio.get_running_loop().run_in_executor(HANDS, crash_postgres, self.site)
            self.crashes += 1
        else:
            self.nursery.kill()
            self.nursery.born()
        self.kills += 1
        await self._hear(heard)
        self.recoveries.append(time.perf_counter() - began)

    async def _hear(self, heard: asyncio.Event) -> None:
        """Wait for the next receipt, anybody's; if none comes, print where every thread of the server is."""
        heard.clear()
        try:
            async with asyncio.timeout(HOPELESS):
                await heard.wait()
        except TimeoutError:
            raise RuntimeError(f"no receipt for {HOPELESS:.0f} s:\n{await self.nursery.where()}") from None

    async def _client(
        self, waiting: Iterator[Voter], voters: list[Voter], ballot: Ballot, heard: asyncio.Event, done: asyncio.Event
    ) -> None:
        while not done.is_set():
            voter = await self._joined() if random.random() < 0.1 else next(waiting)
            voters.append(voter)
            await vote(self.nursery.port, self.room, voter, ballot, heard.set)

    def _people(self, count: int) -> Iterator[Voter]:
        """Participants by their cookies, made a hundred at a time."""
        made = self.insider.ask("people", room=self.room, count=count)
        return iter([Voter(person, cookie) for person, cookie in made])

    async def _joined(self) -> Voter:
        """A person who comes in through the front door, trying until it works."""
        while True:
            browser = Browser(self.nursery.port)
            token = secrets.token_hex(16)
            browser.cookies["csrftoken"] = token
            fields = {"csrfmiddlewaretoken": token, "code": self.site.filled["code"]}
            fields |= {"anonymous": "1", "team": "", "role": "anders"}
            try:
                async with asyncio.timeout(10):
                    await browser.post("/", fields)
            except (OSError, EOFError, TimeoutError, BadAnswer):
                pass
            finally:
                browser.close()
            if cookie := browser.cookies.get("participant"):
                person = self.insider.ask("identify", cookie=cookie)
                return Voter(person, f"participant={cookie}")
            await asyncio.sleep(0.1)

    async def _open_poll(self) -> Ballot:
        await self.host.insist("poll.draft", text=f"Vraag {random.random()}?", options="Een\nTwee\nDrie")
        newest = "SELECT MAX(id) FROM polls_asking_poll"
        poll = self.site.ledger.ask(newest)[0][0]
        await self.host.insist("poll.open", poll=poll)
        options = self.site.ledger.ask("SELECT id FROM polls_asking_option WHERE poll_id = ?", poll)
        return Ballot(poll, [row[0] for row in options])

    def _compare(self, ballot: Ballot, voters: list[Voter]) -> tuple[Findings, dict[int, int]]:
        """Compare receipts with rows; and the number of rows of each option."""
        stored = self.insider.ask("stored", poll=ballot.poll, people=[voter.person for voter in voters])
        counted = dict.fromkeys(ballot.options, 0)
        for option_id, count in self.site.ledger.ballots(ballot.poll).items():
            counted[int(option_id)] = count
        return compare(voters, stored["rows"], stored["of_nobody"]), counted

    async def _race(self, ballot: Ballot, counted: dict[int, int]) -> Findings:
        """Votes around the moment of closing: each is either counted or refused."""
        racers = list(self._people(RACERS))
        tabs = [Tab(self.nursery.port, self.room, racer.cookie) for racer in racers]
        await asyncio.gather(*(_surely_open(tab) for tab in [*tabs, self.host]))

        async def run(racer: Voter, tab: Tab) -> None:
            await asyncio.sleep(random.random() * RACE_SECONDS)
            chosen = random.choice(ballot.options)
            if await tab.insist("poll.vote", poll=ballot.poll, option=chosen, sequence=1) == "ok":
                racer.receipted[1].add(chosen)
                counted[chosen] += 1

        async def end() -> str:
            await asyncio.sleep(RACE_SECONDS / 2)
            return await self.host.insist("poll.close", poll=ballot.poll)

        async with asyncio.timeout(HOPELESS):
            await asyncio.gather(end(), *(run(*each) for each in zip(racers, tabs, strict=True)))
        for tab in tabs:
            tab.close()
        record = self.site.ledger.record(ballot.poll) or {}
        left = sum(self.site.ledger.ballots(ballot.poll).values())
        drift = left + sum(abs(record.get(str(each), 0) - count) for each, count in counted.items())
        return Findings(acknowledged=sum(bool(racer.receipted) for racer in racers), drift=drift)


@contextmanager
def harness(site: Site, server: str, mutant: str = "") -> Iterator[Harness]:
    """A nursery and an insider for `site`, whose own server does not run."""
    room = site.filled["room"]
    with closing(Insider(site.environment)) as insider, closing(Nursery(site, server, mutant)) as nursery:
        yield Harness(site, insider, nursery, room, Tab(nursery.port, room, insider.ask("host", room=room), "host"))


def campaigns(found: Harness, cycles: int, each: int = CAMPAIGN, until_caught: bool = False) -> None:
    """Campaigns of at most `each` kills, `cycles` kills together, or until something is wrong."""
    left = cycles
    while left > 0:
        one = asyncio.run(found.campaign(min(left, each)))
        left -= each
        machine.say(f"  {found.kills} kills: {asdict(one)}")
        if until_caught and not one.is_clean:
            return


async def _surely_open(tab: Tab) -> None:
    while True:
        try:
            return await tab.open()
        except Unanswered:
            await asyncio.sleep(0.05)

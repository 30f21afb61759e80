"""A room in full swing, from which other benches begin: people inside, a poll open, its result shown."""

import random
import re
from typing import Any

from bench.driving.client import Person
from bench.driving.crowd import Crowd
from bench.driving.http import BadAnswer
from bench.driving.waiting import until
from bench.sites.site import Site

from .voting import Vote

FIRST_WAIT, LONGEST_WAIT, JITTER = 0.5, 20.0, 0.3
"""How htmx's extension reconnects: seconds of the first wait, which doubles, up to the room's own limit."""


async def busy_room(site: Site, people: int, concurrency: int = 16, voted: float = 0.5) -> Vote:
    """A room of `people` people with an open and revealed poll, in which a share has voted."""
    vote = Vote(site, concurrency)
    try:
        await vote.open()
        await vote.join(people)
        await vote.ask()
        for person in vote.voters[: round(voted * len(vote.voters))]:
            choose(vote, person)
        await settled(vote.crowd)
    except BaseException:
        await vote.crowd.leave()
        raise
    return vote


def choose(vote: Vote, person: Person, sequence: int = 1) -> None:
    """`person` votes for a random option."""
    if person.ballot is None:
        raise BadAnswer("there is no ballot on this page")
    vote.chosen[person] = random.choice(person.ballot.options)
    person.vote(vote.chosen[person], sequence)


async def settled(crowd: Crowd, patience: float = 60.0) -> bool:
    """Wait until nobody waits for a receipt; returns whether that happened."""
    return await until(lambda: not any(person.pending for person in crowd.people), patience) is not None


def wait_before(attempt: int, reason: str, at_once: bool) -> float:
    """Seconds that a browser waits before it comes back: as the close frame says, or htmx's doubling delay."""
    told = re.search(r"retry_in=(\d+)", reason)
    if told is not None and not attempt:
        return int(told[1]) / 1000 * random.uniform(0.8, 1.2)
    if at_once and not attempt:
        return 0.0
    return min(FIRST_WAIT * 2**attempt, LONGEST_WAIT) * random.uniform(1 - JITTER, 1 + JITTER)


def truth(vote: Vote) -> tuple[dict[str, int], dict[str, Any] | None]:
    """The figures that every screen must show: ballots by option, and the room's versions."""
    ballot = vote.voters[0].ballot
    if ballot is None:
        raise BadAnswer("there is no ballot on this page")
    return vote.site.ledger.ballots(int(ballot.poll)), vote.site.ledger.state(vote.site.filled["room"])

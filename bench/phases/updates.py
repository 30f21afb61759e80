"""The cost of one change by the host for each screen that is told, and the bytes of one more vote."""

import asyncio
import time
from collections.abc import Sequence
from functools import partial
from typing import Any

from bench.driving.client import Person
from bench.driving.waiting import until
from bench.measuring.measures import Stopwatch, in_ms, percentile
from bench.measuring.profiling import profiled

from .voting import Vote

CHANGES = 10
PATIENCE = 30.0


async def measure(vote: Vote) -> dict[str, Any]:
    """`CHANGES` announcements, each sent after everybody has the previous one; then a single vote is changed."""
    people = vote.voters
    reached: list[float] = []
    _bytes, frames_before = vote._received()
    watch = Stopwatch(vote.site.serving.pids)
    with profiled(vote.site.serving.pids, "updates"):
        for number in range(1, CHANGES + 1):
            started = time.perf_counter()
            await vote.host.command("floor.announce", text=f"mark {number}.")
            if await until(partial(_all_at, people, number), PATIENCE) is None:
                break
            reached.append(time.perf_counter() - started)
        watch.stop()
    _bytes, frames = vote._received()
    told = len(reached) * len(people)
    return {
        "us_per_update": round(1e6 * watch.server / told, 1) if told else None,
        "updates_told": told,
        "update_frames": frames - frames_before,
        "update_ms": in_ms(reached),
        **await _one_more(vote),
    }


def _all_at(people: Sequence[Person], number: int) -> bool:
    return all(person.mark == number for person in people)


async def _one_more(vote: Vote) -> dict[str, Any]:
    """One person changes their vote: the bytes sent to each other person until all know, heartbeats included."""
    await asyncio.sleep(2)
    voter, *others = vote.voters
    before = {person: (person.socket.bytes_in, dict(person.bars)) for person in others if person.socket is not None}
    assert voter.ballot is not None  # noqa: S101  (it voted before)
    other = next(option for option in voter.ballot.options if option != vote.chosen[voter])
    voter.vote(other, sequence=2)
    vote.chosen[voter] = other
    await until(lambda: all(person.bars != bars for person, (_size, bars) in before.items()), PATIENCE)
    sizes = [person.socket.bytes_in - size for person, (size, _bars) in before.items() if person.socket is not None]
    return {"bytes_for_a_vote_by_another": percentile(sizes, 0.5)}

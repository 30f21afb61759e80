"""A simulated room: people come, vote, ask and want to know; everything through the product's own commands.

Time is simulated. The truth is kept for the judge; `Evidence` is what somebody can get hold of.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

LATE = 0.1
"""Of so many people the door opens only after the poll did."""
CHANGES = 0.1
"""So many people change their vote."""
WORDS = [
    "meer",
    "tijd",
    "minder",
    "regels",
    "een",
    "vast",
    "gezicht",
    "in",
    "de",
    "wijk",
    "overleg",
    "met",
    "school",
    "huisarts",
    "en",
    "politie",
]


@dataclass(slots=True)
class Evidence:
    """What is left of one room, in the hands of whoever attacks.

    `arrivals`: the moments at which people came, by key of participant. `log`: the order in which the database wrote
    who came (a key of a participant) and which ballots (its key, its option), with the moment: the worst that a write-
    ahead log tells. `bars`: what the console showed, with the moment; `frames`: all that the console and another
    participant were sent. `records`: for each person the lengths that their network saw of a vote; `expected`: what
    these would be for each option. `taps`, `expected_taps`: the same of upvotes, for each question. `redis` and
    `lines`: what was announced and logged, with the moment. `rows`: the tables while the poll was open. `beside`: the
    keys in the files of the database, each with the people whose ids stand beside it.
    """

    room: str = ""
    options: dict[int, str] = field(default_factory=dict)
    opened: float = 0.0
    poll: int = 0
    poll_secret: bytes = b""
    board_secret: bytes = b""
    people: list[str] = field(default_factory=list)
    arrivals: dict[str, float] = field(default_factory=dict)
    log: list[tuple[float, str, str, int]] = field(default_factory=list)
    bars: list[tuple[float, dict[int, int]]] = field(default_factory=list)
    records: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    expected: dict[int, list[tuple[str, int]]] = field(default_factory=dict)
    taps: list[tuple[str, list[tuple[str, int]]]] = field(default_factory=list)
    expected_taps: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    frames: list[tuple[float, str]] = field(default_factory=list)
    redis: list[tuple[float, bytes]] = field(default_factory=list)
    lines: list[tuple[float, str]] = field(default_factory=list)
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    ballots: dict[str, int] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    voters: list[tuple[str, str]] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=dict)
    beside: dict[str, set[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Truth:
    """Who chose which option in the end and when first, who asked which question, who wanted to know which."""

    votes: dict[str, int] = field(default_factory=dict)
    moments: dict[str, float] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    upvotes: set[tuple[str, str]] = field(default_factory=set)


@dataclass(slots=True)
class Plan:
    """What is going to happen in one room: moments in seconds, and what is done then.

    `kind`: what is asked; empty for one choice among `options`, else some answers take the place of these.
    """

    size: int
    options: list[str]
    come: list[float]
    choose: list[tuple[float, int, int]]
    ask: list[tuple[int, str]]
    want: list[tuple[int, int]]
    kind: str = ""


def plan(rng: random.Random, late: float = LATE, kinds: Sequence[str] = ()) -> Plan:
    """A room of 8 to 40 people and 3 to 5 answers of any length. The poll opens at moment 0.

    Every other room asks for one choice, and the others for one of `kinds`.
    """
    size = rng.randint(8, 40)
    options = [
        f"{number}. {' '.join(rng.choices(WORDS, k=rng.randint(1, 25)))}"[:200] for number in range(rng.randint(3, 5))
    ]
    weights = [rng.expovariate(1) for _option in options]
    come = sorted(rng.uniform(0, 120) if rng.random() < late else rng.uniform(-600, -5) for _person in range(size))
    choose = []
    for person, at in enumerate(come):
        first = max(at, 0) + min(90.0, 3 + rng.lognormvariate(2.3, 0.7))
        choose.append((first, person, rng.choices(range(len(options)), weights)[0]))
        if rng.random() < CHANGES:
            choose.append((first + rng.uniform(4, 60), person, rng.randrange(len(options))))
    askers = rng.sample(range(size), 3)
    want = [(person, question) for person in range(size) for question in range(3) if rng.random() < 0.3]
    texts = [f"Vraag {number} {' '.join(rng.choices(WORDS, k=rng.randint(2, 30)))}?"[:300] for number in range(3)]
    kind = rng.choice(kinds) if kinds and rng.random() < 0.5 else ""
    return Plan(size, options, come, sorted(choose), list(zip(askers, texts, strict=True)), want, kind)

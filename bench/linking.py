"""Linking: attackers who try to tell who chose, asked and wanted to know what, in simulated rooms on real databases.

Each attacker has one thing: (a) the tables and files of the database while the room is open, without the server's key;
(b) the same from a backup, with the key, after the end; (c) every frame of a host's console and of another participant,
with its moment and the moments at which people came; (d) the lengths of what the victim's browser sent and got for a
vote and an upvote; (e) Redis, beside a console; (f) the logs, beside a console. `advantage` is how much more
often it is right than somebody who knows the result.
"""

import json
import os
import subprocess
import sys
from argparse import Namespace
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.registry import bench, option
from bench.sites.serving import ROOT
from tests.services import PostgresServer, RedisServer

PROMISED = 0.02
"""The most that an attacker may be better than somebody who guesses."""
SURE = 3
"""So many standard errors above the promise are no accident of few rooms."""


@bench(
    "linking",
    "attackers link votes, questions and upvotes to people, or do not",
    option("--rooms", type=int, default=1000, help="of 8 to 40 people, on each database"),
    option("--database", choices=["sqlite", "postgres", "both"], default="both"),
    option("--late", type=float, default=0.1, help="the share of people who come in while the poll is open"),
    option("--seed", type=int, default=1),
    option("--planted", default="", help="leaks on purpose, between commas: row, key, frames, lengths, redis, logs"),
    smallest="--rooms 4",
    must={"kept": True},
    headlines={},
)
def linking(options: Namespace) -> dict[str, Any]:
    """Play all rooms on each database, and say how well each attacker did."""
    databases = ["sqlite", "postgres"] if options.database == "both" else [options.database]
    playing: list[subprocess.Popen[str]] = []
    with ThreadPoolExecutor() as pool:
        scores = pool.map(lambda database: _attacked(database, options, playing), databases)
        try:
            found = dict(zip(databases, scores, strict=True))
        except BaseException:  # who stops the bench does not wait for a thousand rooms
            for process in playing:
                process.kill()
            raise
    worst = {
        name: max((each[name] for each in found.values()), key=lambda score: score["advantage"]) for name in "abcdef"
    }
    return {
        "advantage": {name: round(score["advantage"], 4) for name, score in worst.items()},
        "promised": PROMISED,
        "kept": all(score["advantage"] <= PROMISED + SURE * score["error"] for score in worst.values()),
        "by_database": found,
    }


def _attacked(database: str, options: Namespace, playing: list[subprocess.Popen[str]]) -> dict[str, Any]:
    """The scores of each attacker on one database, from a process of its own."""
    with ExitStack() as stack:
        memory = Path("/dev/shm")  # noqa: S108  (a folder of our own in it)
        where = memory if memory.is_dir() else None
        folder = stack.enter_context(TemporaryDirectory(prefix="linking-", dir=where))
        redis = RedisServer()
        stack.callback(redis.remove)
        redis.start()
        address = f"sqlite:///{folder}/linking.sqlite3"
        if database == "postgres":
            postgres = PostgresServer()
            stack.callback(postgres.remove)
            postgres.start()
            address = postgres.dsn
        asked = {"rooms": options.rooms, "seed": options.seed, "late": options.late, "planted": options.planted}
        process = subprocess.Popen(
            ["setpriv", "--pdeathsig=KILL", sys.executable, "-m", "bench.attacking.run", json.dumps(asked)],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": address, "REDIS_URL": redis.url, "LAPTOP": "1", "HASHED_STATIC": "0"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        playing.append(process)
        said, complained = process.communicate()
        if process.returncode:
            raise RuntimeError(complained[-4000:])
        scores: dict[str, Any] = json.loads(said)
        return scores

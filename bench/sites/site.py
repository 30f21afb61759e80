"""A served site of our own: temporary folder and database, filled, served on a free port of 127.0.0.1, gone afterwards.

with served(server="uvicorn", database="postgres", processes=2) as site:
    site.url, site.room, site.code, site.host
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from argparse import Namespace
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.measuring import machine
from bench.registry import option
from tests.services import PostgresServer, RedisServer, free_port

from .doors import NOWHERE
from .kinds import OURS, Kind
from .ledger import Ledger
from .serving import ROOT, Serving

if TYPE_CHECKING:
    from bench.driving.client import Person

CLOSES = re.compile(r'livesessions_closes_total{code="(\d+)"} (\S+)')
PATIENCE = 60.0
"""Seconds within which a server must answer, or have stopped."""
SITE = (
    option("--server", choices=["daphne", "uvicorn"], default="uvicorn", help="uvicorn is what deploy/ runs"),
    option("--database", choices=["sqlite", "postgres"], default="sqlite"),
    option("--processes", type=int, default=1, help="behind one port, with Redis when more than one"),
    option("--teams", type=int, default=40, help="to choose from at the door"),
)
"""The options of a bench that serves a site; `asked_for` serves it."""


@dataclass(slots=True)
class Site:
    """A running site. `filled` describes its contents: the room, its code, the host's login, the teams."""

    kind: Kind
    folder: Path
    environment: dict[str, str]
    serving: Serving
    filled: dict[str, Any]
    ledger: Ledger
    postgres: PostgresServer | None = None
    redis: RedisServer | None = None
    about: dict[str, Any] = field(default_factory=dict)

    @property
    def port(self) -> int:
        """Its address, on 127.0.0.1."""
        return self.serving.port

    async def let_in(self, person: "Person", name: str, team: str = "", role: str = "") -> None:
        """Through the front door, until `person` has read the page of the room. Raises `BadAnswer` and `OSError`."""
        typed = {"code": self.filled.get("code", ""), "name": name, "team": team, "role": role}
        page = NOWHERE
        for step in self.kind.door.values():
            page = await step(person.browser, page, typed)
        await person.take(page)

    def database_pids(self) -> list[int]:
        """PostgreSQL's first process; nothing with SQLite, which runs in the server."""
        return [self.postgres.process.pid] if self.postgres and self.postgres.process else []

    def start(self) -> None:
        """Start the server processes and wait until all of them answer."""
        self.serving.start(self.environment)
        deadline = time.monotonic() + PATIENCE
        answered = 0
        while answered < 1 + 7 * (self.serving.processes > 1):
            if self.serving.has_ended():
                raise RuntimeError(f"the server has stopped:\n{self.serving.log_tail()}")
            if time.monotonic() > deadline:
                raise TimeoutError(f"the server does not answer:\n{self.serving.log_tail()}")
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=PATIENCE):
                    answered += 1
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)

    def closes(self) -> dict[str, int]:
        """The number of sockets that the server closed, by code; of one process when there are several."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=PATIENCE) as answer:
                found = CLOSES.findall(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            return {}
        return {code: int(float(times)) for code, times in found if float(times)}

    def stop(self) -> None:
        """Ask the server to stop, and end it when it does not."""
        self.serving.stop()


@contextmanager
def served(
    server: str = "daphne",
    database: str = "sqlite",
    processes: int = 1,
    *,
    kind: Kind = OURS,
    teams: int = 40,
    redis: bool = False,
    running: bool = True,
) -> Iterator[Site]:
    """A filled and running site of a kind. `redis`: also for one process. Without `running` the caller starts it."""
    with ExitStack() as stack:
        # Not in memory: a receipt waits for a disk. The folder of the code is surely on one.
        folder = Path(tempfile.mkdtemp(prefix="bench-", dir=os.environ.get("BENCH_DIR")))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        environment = _environment(folder, kind)
        postgres = redis_server = None
        if database == "postgres":
            postgres = PostgresServer()
            stack.callback(postgres.remove)
            postgres.start()
            environment["DATABASE_URL"] = postgres.dsn
        if redis or processes > 1:
            redis_server = RedisServer()
            stack.callback(redis_server.remove)
            redis_server.start()
            environment["REDIS_URL"] = redis_server.url
        environment["PROCESSES"] = str(processes)
        filled = _fill(environment, kind, teams)
        serving = Serving(kind.command(server), processes, free_port(), folder / "server.log")
        ledger = kind.ledger(environment["DATABASE_URL"])
        stack.callback(ledger.close)
        site = Site(kind, folder, environment, serving, filled, ledger, postgres, redis_server)
        stack.callback(site.stop)
        if running:
            site.start()
        site.about = {"server": server, "database": database, "processes": processes, "redis": redis or processes > 1}
        try:
            yield site
        except Exception:
            machine.say(f"--- closed by the server: {site.closes()}; what it said:\n{serving.log_tail()}")
            raise


def asked_for(options: Namespace) -> AbstractContextManager[Site]:
    """A filled and running site of ours, as the options of `SITE` say."""
    return served(options.server, options.database, options.processes, teams=options.teams)


def _environment(folder: Path, kind: Kind) -> dict[str, str]:
    """The settings of a production site, except HTTPS: hashed static files, no debugging, a database of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return kept | {
        "LAPTOP": "1",
        "SMALLEST_RESULT": "1",  # the smallest run has two voters
        "DEBUG": "0",
        "LOG_LEVEL": "WARNING",
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": kind.settings,
    }


def _fill(environment: dict[str, str], kind: Kind, teams: int) -> dict[str, Any]:
    """Make and fill the database in a process of its own: this one never loads Django."""
    machine.say(f"preparing {kind.name} …")
    command = [sys.executable, "-m", kind.filling, str(teams)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{kind.filling} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return json.loads(done.stdout.splitlines()[-1])

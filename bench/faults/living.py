"""Short-lived servers on one lasting socket: the harness's side of `nursery.py`."""

import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg

from bench.measuring import machine
from bench.sites.serving import BACKLOG, ROOT
from bench.sites.site import Site

HANDS = ThreadPoolExecutor(1)
"""The thread that starts PostgreSQL again. It must stay: the kernel ends a server with the thread that started it."""


class Nursery:
    """Servers of `site`, one after the other; between two servers clients wait in the socket's queue."""

    def __init__(self, site: Site, server: str, mutant: str = "") -> None:
        self._listener = socket.socket()
        # uvicorn leaves Nagle's algorithm on for a socket that it did not open; Linux hands the option down.
        self._listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(BACKLOG)
        self.port = int(self._listener.getsockname()[1])
        self.log = site.folder / f"lives{mutant}.log"
        self._alive: int | None = None
        descriptor = self._listener.fileno()
        with self.log.open("ab") as log:
            self._mother = subprocess.Popen(
                machine.on_server_core([sys.executable, "-m", "bench.faults.nursery", server, str(descriptor)]),
                cwd=ROOT,
                env=site.environment | ({"BENCH_MUTANT": mutant} if mutant else {}),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                pass_fds=[descriptor],
            )
        self._read()

    def _read(self) -> str:
        assert self._mother.stdout is not None  # noqa: S101  (a pipe, as asked for)
        line = self._mother.stdout.readline().strip()
        if not line:
            raise RuntimeError(f"no server is born any more:\n{self.log.read_text(errors='replace')[-4000:]}")
        return line

    def born(self) -> None:
        """Let a server begin; it answers some tenths of a second later."""
        assert self._mother.stdin is not None  # noqa: S101  (as above)
        self._mother.stdin.write("born\n")
        self._mother.stdin.flush()
        self._alive = int(self._read())

    def kill(self) -> None:
        """End the server without a warning."""
        if self._alive is not None:
            os.kill(self._alive, signal.SIGKILL)
            self._alive = None

    async def where(self) -> str:
        """The present stack of each thread of the server, and its earlier output."""
        if self._alive is not None:
            os.kill(self._alive, signal.SIGUSR1)
            await asyncio.sleep(1)
        return self.log.read_text(errors="replace")[-12000:]

    def close(self) -> None:
        """End them all."""
        self.kill()
        self._mother.kill()
        self._mother.wait()
        self._listener.close()


def crash_postgres(site: Site) -> None:
    """Kill every process of PostgreSQL at once, and start it again: it recovers from its log."""
    postgres = site.postgres
    if postgres is None or postgres.process is None:
        return
    site.ledger.close()
    # Children first: without a postmaster they would end in an orderly way.
    for pid in reversed(machine.with_children([postgres.process.pid])):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    postgres.process.wait()
    postgres.process = None
    time.sleep(random.random() * 0.05)
    postgres.start()


def promise_nothing(site: Site) -> None:
    """Let PostgreSQL acknowledge commits before they are on disk, in every later session, until the site is gone."""
    with psycopg.connect(site.environment["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET synchronous_commit = off")
        connection.execute("SELECT pg_reload_conf()")

"""A real Redis and a real PostgreSQL for tests and benchmarks: on a free port of this machine, gone afterwards.

    with redis_server() as url, postgres_server() as dsn:
        ...

The classes behind them can also be stopped and started again on the same port, for tests in which a server dies.
Start them from a thread that lives as long as they must: the kernel ends them with it, so that a test run that is
killed leaves no server behind.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

import psycopg
import redis

LOOPBACK = "127.0.0.1"
PATIENCE = 20  # seconds within which a server must answer, or have stopped


class ServerExited(Exception):
    """The server stopped by itself."""


class Server:
    """A server process with a temporary folder of its own."""

    name: ClassVar[str]
    stop_signal: ClassVar[signal.Signals] = signal.SIGTERM
    run_as: ClassVar[list[str]] = []  # options of setpriv

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=f"{self.name}-"))
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        """What to run."""
        raise NotImplementedError

    def ready(self) -> bool:
        """Whether the process that we started, and no other on its port, answers."""
        raise NotImplementedError

    def start(self) -> None:
        """Return when it answers. The first start chooses the port, later ones keep it."""
        tries = 1 if self.port else 5
        while True:
            self.port = self.port or free_port()
            try:
                return self._run()
            except ServerExited:
                # Somebody else can have taken the port between our look and the server's.
                tries -= 1
                if not tries:
                    raise
                self.port = 0

    def stop(self) -> None:
        """End it. Its folder stays, so that it can be started again."""
        if self.process is None:
            return
        self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def remove(self) -> None:
        """End it, and forget its data."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self) -> None:
        # One setpriv for both: a later change of user would clear the signal.
        command = ["setpriv", *self.run_as, f"--pdeathsig={self.stop_signal.name}", *self.command()]
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            self._wait(self.process)
        except BaseException:
            self.stop()
            raise

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self.ready():
            said = (self.folder / "log").read_text(errors="replace")
            if process.poll() is not None:
                raise ServerExited(f"{self.name} has stopped: {said}")
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self.name} does not answer: {said}")
            time.sleep(0.02)


class RedisServer(Server):
    """Redis that writes nothing to disk."""

    name = "redis"

    @property
    def url(self) -> str:
        """The address, with database 0; every test process takes a number of its own."""
        return f"redis://{LOOPBACK}:{self.port}/0"

    def command(self) -> list[str]:
        where = ["--bind", LOOPBACK, "--port", str(self.port), "--dir", str(self.folder)]
        return [executable("redis-server"), *where, "--save", "", "--appendonly", "no"]

    def ready(self) -> bool:
        # On a port that is taken redis-server exits, and somebody else's Redis would answer: hence the process id.
        try:
            with redis.Redis(host=LOOPBACK, port=self.port, socket_timeout=1) as client:
                answering = client.info("server")["process_id"]
        except redis.RedisError:
            return False
        return self.process is not None and answering == self.process.pid


class PostgresServer(Server):
    """PostgreSQL as it is in production: what it has acknowledged is on disk, also when it is killed."""

    name = "postgres"
    # SIGTERM would wait until every client has gone; SIGINT rolls back and closes.
    stop_signal = signal.SIGINT
    user = "livesessions"
    # PostgreSQL refuses to run as root.
    run_as = ["--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []

    def __init__(self, **settings: str) -> None:
        super().__init__()
        self.settings = settings
        # A password, so that another user of this machine cannot come in by the port.
        self.password = secrets.token_urlsafe()

    @property
    def dsn(self) -> str:
        """The address of an empty database whose owner may create others."""
        return self._address("livesessions")

    def command(self) -> list[str]:
        options = {
            "listen_addresses": LOOPBACK,
            "port": self.port,
            "unix_socket_directories": self.folder,
            # Two test processes, a few servers under test, and a pool in each.
            "max_connections": 200,
            **self.settings,
        }
        settings = [f"--{name}={value}" for name, value in options.items()]
        return [executable("postgres"), "-D", str(self.folder / "data"), *settings]

    def ready(self) -> bool:
        # Nobody else's server knows the password.
        try:
            psycopg.connect(self._address("postgres"), connect_timeout=1).close()
        except psycopg.OperationalError:
            return False
        return True

    def start(self) -> None:
        """Return when it answers; the first start also makes the database."""
        first = not (self.folder / "data").exists()
        if first:
            self._initialise()
        super().start()
        if first:
            with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
                connection.execute("CREATE DATABASE livesessions")

    def _initialise(self) -> None:
        password = self.folder / "password"
        password.write_text(self.password)
        if self.run_as:
            shutil.chown(self.folder, "postgres", "postgres")
            shutil.chown(password, "postgres", "postgres")
        command = ["setpriv", *self.run_as, executable("initdb"), "-D", str(self.folder / "data")]
        command += [f"--username={self.user}", f"--pwfile={password}", "--auth=scram-sha-256"]
        # An empty cluster need not be flushed to disk; what the server is given later is.
        command += ["--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise ServerExited(f"initdb failed: {done.stderr}")

    def _address(self, database: str) -> str:
        return f"postgresql://{self.user}:{self.password}@{LOOPBACK}:{self.port}/{database}"


@contextmanager
def redis_server() -> Iterator[str]:
    """A running Redis; gives its URL."""
    server = RedisServer()
    try:
        server.start()
        yield server.url
    finally:
        server.remove()


@contextmanager
def postgres_server() -> Iterator[str]:
    """A running PostgreSQL; gives the URL of an empty database. It does nothing by itself: tests look at its files."""
    server = PostgresServer(autovacuum="off")
    try:
        server.start()
        yield server.dsn
    finally:
        server.remove()


def free_port() -> int:
    """A port of this machine on which nobody listens at the moment."""
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        return int(listener.getsockname()[1])


def executable(name: str) -> str:
    """The path of a server's program."""
    # Debian keeps PostgreSQL's programs outside PATH, in a folder per version; the newest will do.
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True
    )
    path = shutil.which(name, path=os.pathsep.join([os.environ["PATH"], *map(str, versions)]))
    if path is None:
        raise FileNotFoundError(f"{name} is not installed; make setup-test installs it.")
    return path

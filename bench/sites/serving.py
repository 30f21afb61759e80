"""The server processes of a site, daphne or uvicorn: one, or several on one port."""

import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bench.measuring import machine

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 15.0
"""Seconds within which a server must stop."""
BACKLOG = 2048
UVICORN = [
    *("--ws", "websockets-sansio", "--no-access-log", "--log-level", "warning"),
    # Our own site does not compress each frame for each socket either.
    *("--ws-per-message-deflate", "false"),
]
"""uvicorn's options for an application that is not ours."""


def serving_application(application: str) -> Callable[[str], list[str]]:
    """The command that starts an ASGI application that is not ours, on either server."""

    def command(server: str) -> list[str]:
        if server == "uvicorn":
            return [sys.executable, "-m", "uvicorn", application, *UVICORN]
        return [sys.executable, "-m", "daphne", "--verbosity", "0", application]

    return command


class Serving:
    """The processes, each started by `command` with ``--port`` or ``--fd``."""

    def __init__(self, command: list[str], processes: int, port: int, log: Path) -> None:
        self.command = command
        self.processes = processes
        self.port = port
        self.log = log
        self.running: list[subprocess.Popen[bytes]] = []

    @property
    def pids(self) -> list[int]:
        """The processes that we started, without their children."""
        return [process.pid for process in self.running]

    def start(self, environment: dict[str, str]) -> None:
        """Start them; they may not answer yet."""
        if self.processes == 1:
            self._spawn(["--port", str(self.port)], environment)
            return
        for _i in range(self.processes):
            with _listener(self.port) as listener:
                self._spawn(["--fd", str(listener.fileno())], environment, listener)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> None:
        """Ask them to stop, and kill those that do not within some seconds."""
        for process in self.running:
            process.send_signal(number)
        for process in self.running:
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                machine.say(f"the server did not stop within {PATIENCE:.0f} s")
                process.kill()
                process.wait()
        self.running = []

    def has_ended(self) -> bool:
        """Whether one of them stopped by itself."""
        return any(process.poll() is not None for process in self.running)

    def log_tail(self) -> str:
        """The end of their output."""
        return self.log.read_text(errors="replace")[-4000:]

    def complaints(self) -> int:
        """The lines of the log about errors."""
        return sum(
            "[error" in line or " ERROR " in line or line.startswith(("ERROR", "Traceback"))
            for line in self.log.read_text(errors="replace").splitlines()
        )

    def _spawn(self, where: list[str], environment: dict[str, str], listener: socket.socket | None = None) -> None:
        # daphne's command line wants its options before the application, the others take them anywhere.
        *start, last = self.command
        command = [*start, *where, last] if "daphne" in start else [*start, last, *where]
        with self.log.open("ab") as log:
            self.running.append(
                subprocess.Popen(
                    machine.on_server_core(command),
                    cwd=ROOT,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    pass_fds=[listener.fileno()] if listener else [],
                )
            )


def _listener(port: int) -> socket.socket:
    """One of several listening sockets on the same port; the kernel spreads newcomers over them.

    uvicorn mistakes the descriptor for a Unix socket and leaves Nagle's algorithm on (40 ms a message), so the option
    is set here: on Linux connections inherit it from the listening socket. systemd units use `NoDelay=true` for it.
    """
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(BACKLOG)
    listener.set_inheritable(True)
    return listener

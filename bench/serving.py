"""The server processes of a site: daphne through our own `manage.py serve`, or uvicorn; one, or several on one port."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

from . import machine

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 15.0
"""Seconds that a server gets to stop."""
BACKLOG = 2048
UVICORN = [
    *("--ws", "websockets-sansio", "--no-access-log", "--log-level", "warning"),
    # Compressing each frame for each socket is a cost that our own site does not have either.
    *("--ws-per-message-deflate", "false"),
]
"""Options of the textbook site on uvicorn; our own site has `manage.py serve --server uvicorn`."""


class Serving:
    """The processes; `server` is ``daphne`` or ``uvicorn``."""

    def __init__(self, server: str, processes: int, port: int, log: Path, textbook: bool = False) -> None:
        self.server = server
        self.processes = processes
        self.port = port
        self.log = log
        self.textbook = textbook
        self.running: list[subprocess.Popen[bytes]] = []

    @property
    def pids(self) -> list[int]:
        """The processes that we started; their children are not among them."""
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
        """Ask them to stop, and end those that do not within some seconds."""
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
        """One of them stopped by itself."""
        return any(process.poll() is not None for process in self.running)

    def log_tail(self) -> str:
        """The end of what they said."""
        return self.log.read_text(errors="replace")[-4000:]

    def complaints(self) -> int:
        """Lines of the log that tell of an error."""
        return sum(
            "[error" in line or " ERROR " in line or line.startswith(("ERROR", "Traceback"))
            for line in self.log.read_text(errors="replace").splitlines()
        )

    def _command(self) -> list[str]:
        if not self.textbook:
            return [sys.executable, "manage.py", "serve", "--server", self.server]
        application = "bench.textbook.asgi:application"
        if self.server == "uvicorn":
            return [sys.executable, "-m", "uvicorn", application, *UVICORN]
        return [sys.executable, "-m", "daphne", "--verbosity", "0", application]

    def _spawn(self, where: list[str], environment: dict[str, str], listener: socket.socket | None = None) -> None:
        command = self._command()
        # daphne's command line wants its options before the application, the others take them anywhere.
        command = [*command[:-1], *where, command[-1]] if command[2] == "daphne" else [*command, *where]
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

    uvicorn takes the descriptor for a Unix socket and then leaves Nagle's algorithm on (40 ms a message); Linux hands
    the option down from the listening socket. systemd units have `NoDelay=true` for it.
    """
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(BACKLOG)
    listener.set_inheritable(True)
    return listener

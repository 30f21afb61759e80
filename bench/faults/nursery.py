"""Server processes that start at once, to be killed: everything is loaded in a parent, which forks one for each life.

    python -m bench.faults.nursery daphne 7      # the kind of server, the descriptor of the listening socket

``born`` on standard input asks for a process; the answer is its id on a line. The harness owns the listening socket, so
that clients queue while there is no server, and nobody is refused. It serves the same as `manage.py serve`. A mutant
named by BENCH_MUTANT in the environment is applied first (`mutants.py`).
"""

import ctypes
import faulthandler
import gc
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main(server: str, listener: int) -> None:
    """Load, then fork for each line of standard input, until it ends."""
    _load()
    gc.freeze()
    print("loaded", flush=True)
    for line in sys.stdin:
        if line.strip() != "born":
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the dead
        child = os.fork()
        if child == 0:
            try:
                _live(server, listener)
            finally:
                os._exit(1)
        print(child, flush=True)


def _load() -> None:
    """Import the server's modules. No thread, no connection and no event loop of ours may survive the fork."""
    from django.db import connections
    from django.urls import get_resolver

    import livesessions.asgi  # noqa: F401  (sets Django up)

    mutant = os.environ.get("BENCH_MUTANT")
    if mutant:
        from .mutants import MUTANTS

        MUTANTS[mutant]()
    assert get_resolver().url_patterns  # noqa: S101  (imports all views)
    connections.close_all()


def _live(server: str, listener: int) -> None:
    """Serve, in the child, until it is killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    faulthandler.register(signal.SIGUSR1)  # prints every thread's stack, to find out why a server does not answer
    if server == "daphne":
        _forget_reactor()
    from django.core.management import call_command

    call_command("serve", server=server, fd=listener, skip_checks=True)


def _forget_reactor() -> None:
    """Give the child a new event loop: daphne made one at Django's setup, and processes must not share its epoll."""
    import twisted.internet

    for name in [name for name in sys.modules if name.startswith("daphne") or name == "twisted.internet.reactor"]:
        del sys.modules[name]
    del twisted.internet.reactor


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

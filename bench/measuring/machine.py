"""The machine: the use of its cores, and the cost of processes. Linux only.

The server has core 0 to itself, load, database and Redis share core 1; with one core nothing is pinned.
"""

import ctypes
import os
import resource
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE = CORES[0]
LOAD_CORE = CORES[-1]
PINNED = len(CORES) > 1
MOST_FILES = 20_000
TICKS = os.sysconf("SC_CLK_TCK")
PR_SET_CHILD_SUBREAPER = 36


def prepare() -> None:
    """Put this process, and what it starts unpinned, on the core of the load; allow many sockets.

    A process whose parent ends becomes a child of this one, where `end_strays` finds it.
    """
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    if PINNED:
        os.sched_setaffinity(0, {LOAD_CORE})
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def on_server_core(command: list[str]) -> list[str]:
    """`command`, pinned to the server's core, and ended by the kernel when the bench dies."""
    pinned = ["taskset", "--cpu-list", str(SERVER_CORE)] if PINNED else []
    return ["setpriv", "--pdeathsig=KILL", *pinned, *command]


def say(*what: object) -> None:
    """Progress, for people."""
    print(*what, file=sys.stderr, flush=True)


def cpu_seconds(pids: list[int]) -> float:
    """CPU time of processes and of all their children so far, in seconds.

    Running processes are read to the nanosecond, unlike in `/proc`; ended children count once their parent has noticed.
    """
    total = 0.0
    for pid in with_children(pids):
        try:
            total += time.clock_gettime((~pid << 3) | 2)
        except OSError:  # it ended while we looked
            continue
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[13]) + int(fields[14])) / TICKS
    return total


def with_children(pids: list[int]) -> list[int]:
    """`pids` and the processes that they started and that still run."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:  # it ended while we looked
                continue
            parents.setdefault(parent, []).append(int(entry.name))
    found, todo = [], list(pids)
    while todo:
        pid = todo.pop()
        found.append(pid)
        todo += parents.get(pid, [])
    return found


def is_running(pid: int) -> bool:
    """Whether a process has not ended, whether or not its parent has noticed."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def end_strays() -> list[str]:
    """End all running descendants of this process; returns their command lines."""
    _this, *others = with_children([os.getpid()])
    lines = []
    for pid in filter(is_running, others):
        with suppress(OSError):  # it ended while we looked
            lines.append(Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ").strip())
            os.kill(pid, signal.SIGKILL)
    return lines


def memory(pids: list[int]) -> dict[str, float]:
    """`rss` and `pss` (shared pages divided among their users) of processes together, in KiB."""
    total = {"rss": 0.0, "pss": 0.0}
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            name, _colon, rest = line.partition(":")
            if name.lower() in total:
                total[name.lower()] += float(rest.split()[0])
    return total


def open_files(pids: list[int]) -> int:
    """The number of file descriptors that processes hold."""
    return sum(len(os.listdir(f"/proc/{pid}/fd")) for pid in pids)


def core_busy() -> dict[int, float]:
    """Seconds that each core has worked, for all processes."""
    busy = {}
    for line in Path("/proc/stat").read_text().splitlines():
        name, *fields = line.split()
        if name.startswith("cpu") and name != "cpu":
            user, nice, system, _idle, _wait, irq, softirq, *_rest = (int(field) for field in fields)
            busy[int(name[3:])] = (user + nice + system + irq + softirq) / TICKS
    return busy


def describe() -> dict[str, Any]:
    """The machine and its load: two runs can be compared only when these are alike."""
    models = {
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    }
    return {
        "cpu": ", ".join(sorted(models)),
        "cores": len(CORES),
        "pinned": PINNED,
        "load_average": [round(load, 2) for load in os.getloadavg()],
        "python": sys.version.split()[0],
    }

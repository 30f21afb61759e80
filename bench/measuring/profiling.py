"""Where the server's time goes, phase by phase: with `BENCH_PYSPY=/path/to/py-spy` in the environment.

Each profiled phase leaves `PHASE.raw` (stacks with their samples, for a flame graph) in `BENCH_PROFILES`, or in the
working directory. Profiling costs the server some percent, so do not compare figures of such a run.
"""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import machine


@contextmanager
def profiled(pids: list[int], phase: str) -> Iterator[None]:
    """Sample the first of `pids` during the block, if the environment says so."""
    program = os.environ.get("BENCH_PYSPY")
    if not program:
        yield
        return
    target = Path(os.environ.get("BENCH_PROFILES", ".")) / f"{phase}.raw"
    command = [program, "record", "--pid", str(pids[0]), "--format", "raw", "--output", str(target), "--rate", "250"]
    sampler = subprocess.Popen(
        [*command, "--nonblocking", "--duration", "600"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        sampler.send_signal(signal.SIGINT)
        sampler.wait(30)
        machine.say(f"profile of {phase}: {target}")

"""The present speed of this machine: one fixed piece of Python and Django work, timed on the server's core.

    with Calibration() as calibration:
        calibration.ms()

Milliseconds of two machines, or of one machine on two days, cannot be compared. Costs in pieces can.
"""

import subprocess
import sys
from typing import Self

from . import machine

PASSES, FEW_PASSES = 100, 10


class Calibration:
    """A process that does the piece (`piece.py`) when asked, and waits meanwhile.

    `few`: measure only a few pieces, enough to see that it works.
    """

    def __init__(self, few: bool = False) -> None:
        self._passes = FEW_PASSES if few else PASSES
        self._process = subprocess.Popen(
            machine.on_server_core([sys.executable, "-m", "bench.measuring.piece"]),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._process.communicate()  # it ends with its standard input

    def ms(self) -> float:
        """CPU milliseconds of one piece at this moment: the median of many."""
        assert self._process.stdin and self._process.stdout  # noqa: S101  (pipes, as asked for)
        self._process.stdin.write(f"{self._passes}\n")
        self._process.stdin.flush()
        return round(float(self._process.stdout.readline()), 3)

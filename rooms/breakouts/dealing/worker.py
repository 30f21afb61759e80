"""Dealing in a process of its own that can be killed: never on an event loop, never in a transaction.

`python -m rooms.breakouts.dealing.worker` reads a task from its standard input and writes a deal. It loads no Django,
so it starts in a few hundredths of a second.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from rooms.breakouts.dealing.instance import Instance
from rooms.breakouts.dealing.proof.reasons import Infeasible, require_feasible
from rooms.breakouts.dealing.proof.sheet import prove
from rooms.breakouts.dealing.reading import Unreadable, instance_as_dict, instance_from
from rooms.breakouts.dealing.solving import Solution, solve

GRACE = 5.0  # seconds for starting, reading and proving, and for a busy machine
ROOT = Path(__file__).resolve().parents[3]


class TooLate(Exception):
    """The process was still searching long after its time: there is no deal."""


class Broken(Exception):
    """The process ended without a deal: the machine ran out of memory, or somebody ended it."""


def solve_apart(instance: Instance, *, seconds: float = 1.0, seed: int = 0) -> Solution:
    """Like `solve`, in a process that is killed when it takes much longer. Blocks: call it from a thread.

    Raises `Infeasible` (before a process is started), `TooLate` and `Broken`.
    """
    require_feasible(instance)
    try:
        done = subprocess.run(  # our own interpreter, our own module
            [sys.executable, "-m", "rooms.breakouts.dealing.worker", str(seconds), str(seed)],
            input=json.dumps(instance_as_dict(instance)),
            capture_output=True,
            text=True,
            timeout=seconds + GRACE,
            cwd=ROOT,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise TooLate(str(error)) from error
    except subprocess.CalledProcessError as error:
        raise Broken(f"{error} {error.stderr[-500:]}") from error
    answer = json.loads(done.stdout)
    # The deal is proven again here: the process that shows a proof sheet also counts it.
    return Solution(answer["schedule"], prove(instance, answer["schedule"]), seed, answer["cut_short"])


def answer_to(task: dict[str, Any], *, seconds: float, seed: int) -> dict[str, Any]:
    """The deal of a task in the file format. Raises `Unreadable` and `Infeasible`."""
    deal = solve(instance_from(task), seconds=seconds, seed=seed)
    return {"schedule": deal.schedule, **deal.proof.as_dict(), "seed": deal.seed, "cut_short": deal.cut_short}


def main() -> int:
    """Read a task from standard input and write a deal to standard output; returns the exit status."""
    seconds, seed = float(sys.argv[1]), int(sys.argv[2])
    try:
        json.dump(answer_to(json.load(sys.stdin), seconds=seconds, seed=seed), sys.stdout)
    except (Unreadable, Infeasible) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The benches by name. A bench is one file with a function that `@bench` registers and that returns a dictionary.

    @bench(
        "votes",
        "a whole room votes within seconds",
        option("--participants", type=int, default=400),
        smallest="--participants 12",
        must={"lost": 0, "double": 0},
        headlines={"ack_ms.p99": MS},
    )
    def votes(options: Namespace) -> dict: ...

Every module of `bench/` and `bench/faults/` is imported to find the benches; a new bench needs no other change.
"""

import importlib
import pkgutil
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDERS = ("bench", "bench.faults")
HERE = Path(__file__).parent
US, MS, S = 0.001, 1.0, 1000.0
"""Units of a headline, in milliseconds."""

Option = tuple[tuple[str, ...], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Bench:
    """A registered bench: `run` gets the parsed options and returns the dictionary that is printed as JSON.

    `smallest` holds the options of the smallest run that still does everything. `must` holds the figures that every run
    finds, at any size and on any machine. `headlines` holds the durations that count, each with its unit. Both name a
    figure by its path, as in ``ack_ms.p99``.
    """

    name: str
    about: str
    options: tuple[Option, ...]
    run: Callable[[Namespace], dict[str, Any]]
    smallest: str
    must: Mapping[str, Any]
    headlines: Mapping[str, float]


_benches: dict[str, Bench] = {}


def option(*names: str, **how: Any) -> Option:
    """One option of the command line, as `argparse` takes it."""
    return names, how


def bench(
    name: str, about: str, *options: Option, smallest: str, must: Mapping[str, Any], headlines: Mapping[str, float]
) -> Callable:
    """Register a function as the bench `name`; see `Bench` for the other arguments."""

    def register(run: Callable[[Namespace], dict[str, Any]]) -> Callable[[Namespace], dict[str, Any]]:
        if name in _benches:
            raise ValueError(f"two benches are named {name}")
        _benches[name] = Bench(name, about, options, run, smallest, must, headlines)
        return run

    return register


def benches() -> dict[str, Bench]:
    """All benches by name. A module that cannot be imported is named on stderr and left out."""
    for module in modules():
        try:
            importlib.import_module(module)
        except Exception as error:  # one broken bench must not take the others with it
            print(f"{module} cannot be imported: {type(error).__name__}: {error}", file=sys.stderr)
    return dict(sorted(_benches.items()))


def modules() -> Iterable[str]:
    """The modules that may hold benches."""
    for package in FOLDERS:
        folder = HERE.parent.joinpath(*package.split("."))
        for found in pkgutil.iter_modules([str(folder)]):
            if not found.ispkg and found.name != "__main__":
                yield f"{package}.{found.name}"

"""`python -m bench NAME [options] [--json]`: one JSON object on standard output, progress on standard error."""

import argparse
import json
import signal
import sys
import time
from collections.abc import Mapping
from typing import Any, NoReturn

from bench.measuring import figures, machine
from bench.measuring.calibration import Calibration
from bench.registry import Bench, benches

OURS = ("name", "json", "small")
"""The options of every bench."""


def main() -> int:
    """Run one bench; returns 0 when it found what every run must find, at any speed, and otherwise 1."""
    found = benches()
    options = _options(found)
    if options.name == "list":
        for each in found.values():
            print(f"{each.name:<12}{each.about}")
        return 0
    signal.signal(signal.SIGTERM, _stop)
    machine.prepare()
    try:
        result = _run(found[options.name], options)
    finally:
        strays = machine.end_strays()
    json.dump(result | {"left_running": strays}, sys.stdout, indent=None if options.json else 2)
    print()
    return 1 if result["broken"] or strays else 0


def _run(bench: Bench, options: argparse.Namespace) -> dict[str, Any]:
    started = time.time()
    with Calibration(few=options.small) as calibration:
        before = calibration.ms()
        found = bench.run(options)
        after = calibration.ms()
    return {
        "bench": bench.name,
        "options": {key: value for key, value in vars(options).items() if key not in OURS},
        "headlines": figures.headlines(found, bench.headlines, (before + after) / 2),
        "broken": figures.broken(found, bench.must),
        **found,
        "calibration_ms": {"before": before, "after": after},
        "seconds": round(time.time() - started, 1),
        "machine": machine.describe(),
    }


def _options(found: Mapping[str, Bench]) -> argparse.Namespace:
    """The parsed options; ``--small`` gives the bench's smallest size, except for options that are given."""
    parser = _parser(found)
    options = parser.parse_args()
    if getattr(options, "small", False):
        options = parser.parse_args([options.name, *found[options.name].smallest.split(), *sys.argv[2:]])
    return options


def _parser(found: Mapping[str, Bench]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    names = parser.add_subparsers(dest="name", required=True, metavar="NAME")
    names.add_parser("list", help="the benches")
    for each in found.values():
        one = names.add_parser(each.name, help=each.about, description=each.about)
        one.add_argument("--json", action="store_true", help="the object on one line")
        one.add_argument("--small", action="store_true", help=f"does it run? ({each.smallest}) Its times say nothing")
        for flags, how in each.options:
            one.add_argument(*flags, **how)
    return parser


def _stop(number: int, frame: Any) -> NoReturn:
    """SIGTERM ends a bench like an exception: everything that it started is stopped on the way out."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())

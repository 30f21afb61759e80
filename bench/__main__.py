"""`python -m bench NAME [options] [--json]`: one JSON object on standard output, progress on standard error."""

import argparse
import json
import signal
import sys
import time
from typing import Any, NoReturn

from bench.measuring import machine
from bench.registry import Bench, benches


def main() -> int:
    """Run one bench; 0 when it ran to its end, whatever it found."""
    found = benches()
    options = _parser(found).parse_args()
    if options.name == "list":
        for each in found.values():
            print(f"{each.name:<12}{each.about}")
        return 0
    signal.signal(signal.SIGTERM, _stop)
    machine.prepare()
    started = time.time()
    result = found[options.name].run(options)
    asked = {key: value for key, value in vars(options).items() if key not in ("name", "json")}
    told = {"bench": options.name, "options": asked, **result, "seconds": round(time.time() - started, 1)}
    json.dump(told | {"machine": machine.describe()}, sys.stdout, indent=None if options.json else 2)
    print()
    return 0


def _parser(found: dict[str, Bench]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    names = parser.add_subparsers(dest="name", required=True, metavar="NAME")
    names.add_parser("list", help="the benches")
    for each in found.values():
        one = names.add_parser(each.name, help=each.about, description=each.about)
        one.add_argument("--json", action="store_true", help="the object on one line")
        for flags, how in each.options:
            one.add_argument(*flags, **how)
    return parser


def _stop(number: int, frame: Any) -> NoReturn:
    """SIGTERM ends a bench the way an exception does: everything it started is stopped on the way out."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())

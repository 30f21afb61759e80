"""`kill9`: is every vote with a receipt stored, and none twice, whichever process is killed and whenever?

Twenty clients vote without pause while the server is killed with -9, again and again (PostgreSQL every third time).
At the end of each campaign 60 votes race with the closing. The same is done to broken variants of the server: a
harness that does not catch them proves nothing.
"""

import random
from argparse import Namespace
from dataclasses import asdict
from typing import Any

from bench.measuring import machine
from bench.measuring.measures import in_ms
from bench.registry import MS, bench, option
from bench.sites.site import Site, served

from .harness import CAMPAIGN, campaigns, harness
from .living import promise_nothing
from .mutants import MUTANTS

TURNED_OFF = "synchronous_commit_off"


@bench(
    "kill9",
    "Kill the server (and PostgreSQL) in a loop, with a ledger of receipts; and broken variants to catch",
    option("--cycles", type=int, default=30),
    option("--database", choices=("sqlite", "postgres"), default="sqlite"),
    option("--server", choices=("daphne", "uvicorn"), default="daphne"),
    option("--mutants", nargs="*", choices=[*MUTANTS, TURNED_OFF], help="these alone; without a name: none"),
    option("--seed", type=int, default=0, help="0: another one each time"),
    smallest="--cycles 2 --mutants no_idempotency",
    must={"lost": 0, "double": 0, "drift": 0, "wrong": 0, "missed_mutants": []},
    headlines={"recovery_ms.p50": MS},
)
def kill9(options: Namespace) -> dict[str, Any]:
    """Test the real server for all cycles, and each mutant until it is caught."""
    seed = options.seed or random.randrange(1, 10**6)
    random.seed(seed)
    machine.say(f"kill9 on {options.database}, {options.server}, seed {seed}")
    with served(options.server, options.database, running=False) as site:
        with harness(site, options.server) as real:
            campaigns(real, options.cycles)
        result: dict[str, Any] = {
            "cycles": real.kills,
            **asdict(real.found),
            "postgres_crashes": real.crashes,
            "recovery_ms": in_ms(real.recoveries),
            "seed": seed,
        }
        result["mutants"], result["mutants_found"] = _mutants(site, options)
    return result | {"missed_mutants": [name for name, caught in result["mutants"].items() if not caught]}


def _mutants(site: Site, options: Namespace) -> tuple[dict[str, bool], dict[str, Any]]:
    caught: dict[str, bool] = {}
    details: dict[str, Any] = {}
    names = [*MUTANTS, TURNED_OFF] if options.mutants is None else options.mutants
    for name in names:
        if name == TURNED_OFF and site.postgres is None:
            continue
        machine.say(f"mutant {name}")
        if name == TURNED_OFF:
            site.ledger.close()
            promise_nothing(site)
        with harness(site, options.server, name if name in MUTANTS else "") as broken:
            campaigns(broken, max(options.cycles, CAMPAIGN), min(options.cycles, CAMPAIGN), until_caught=True)
        caught[name] = not broken.found.is_clean
        details[name] = asdict(broken.found) | {"cycles": broken.kills}
    return caught, details

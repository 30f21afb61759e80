"""`archive`: lists, searches and workbooks of an archive of many polls, as an organiser asks for them."""

import json
import os
import subprocess
import sys
from argparse import Namespace
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.registry import MS, S, bench, option
from bench.sites.serving import ROOT
from tests.services import PostgresServer


@bench(
    "archive",
    "an organiser lists, finds and takes along what was kept",
    option("--polls", type=int, default=10_000, help="kept in ten programmes"),
    option("--answers", type=int, default=1_000_000, help="counted in all of them together"),
    option("--database", choices=["sqlite", "postgres"], default="sqlite"),
    option("--times", type=int, default=40, help="requests of each sort"),
    smallest="--polls 60 --answers 600 --times 2",
    must={"failed": 0, "missed": 0},
    headlines={"list_p95_ms": MS, "search_p95_ms": MS, "barometer_p95_ms": MS, "export_s": S},
)
def archive(options: Namespace) -> dict[str, Any]:
    """Fill an archive, and ask for its pages and its workbook in the process that filled it."""
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="archive-", dir=os.environ.get("BENCH_DIR")))
        address = f"sqlite:///{Path(folder) / 'archive.sqlite3'}"
        if options.database == "postgres":
            postgres = PostgresServer()
            stack.callback(postgres.remove)
            postgres.start()
            address = postgres.dsn
        asked = {"polls": options.polls, "answers": options.answers, "times": options.times}
        done = subprocess.run(
            ["setpriv", "--pdeathsig=KILL", sys.executable, "-m", "bench.sites.archived", json.dumps(asked)],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": address, "LAPTOP": "1", "HASHED_STATIC": "0", "LOG_LEVEL": "WARNING"},
            stdout=subprocess.PIPE,
            text=True,
        )
    if done.returncode:
        raise RuntimeError("the archive could not be filled or asked")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {"database": options.database, **found}

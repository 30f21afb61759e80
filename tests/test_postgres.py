"""On PostgreSQL as well: what depends on how a database locks, counts and refuses runs there a second time."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.services import postgres_server

ROOT = Path(__file__).resolve().parent.parent


def test_both_databases_keep_the_promises(monkeypatch):
    if Path("/dev/shm").is_dir():  # noqa: S108  (what is tested is how it locks, not how quick the disk is)
        monkeypatch.setattr(tempfile, "tempdir", "/dev/shm")  # noqa: S108
    with postgres_server() as dsn:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
        # As many connections as there are threads that vote at once, and then some.
        environment |= {"DATABASE_URL": dsn, "DATABASE_POOL": "40", "LAPTOP": "1", "HASHED_STATIC": "0"}
        places = ["archive", "followup", "rooms", "polls", "test_redaction.py", "test_purging.py", "test_erasing.py"]
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:xdist", "-p", "no:cacheprovider"]
        done = subprocess.run(
            [*command, "-m", "both_databases", *(f"tests/{place}" for place in places)],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]

"""The linking bench can fail: planted leaks help the attackers whom they must help, and no other.

Two leaks at once, which help others: each run begins with a database of its own.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 300


@pytest.mark.parametrize(
    ("planted", "helped"),
    [("row,redis", "abe"), ("key,frames", "bc"), ("lengths,logs", "df")],
)
def test_attackers_succeed_where_there_is_a_leak(planted, helped):
    command = [sys.executable, "-m", "bench", "linking", "--rooms", "4", "--database", "sqlite", "--json"]
    done = subprocess.run([*command, "--planted", planted], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)
    found = json.loads(done.stdout)
    assert done.returncode == 1 and not found["kept"], done.stderr[-2000:]
    won = "".join(name for name, advantage in found["advantage"].items() if advantage > 0.1)
    assert won == helped

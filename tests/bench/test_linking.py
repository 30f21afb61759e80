"""The linking bench can fail: with each leak that is planted on purpose the attacker whom it helps succeeds."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 300


@pytest.mark.parametrize(
    ("planted", "helped"),
    [("row", "ab"), ("key", "b"), ("frames", "c"), ("lengths", "d"), ("redis", "e"), ("logs", "f")],
)
def test_an_attacker_succeeds_where_there_is_a_leak(planted, helped):
    command = [sys.executable, "-m", "bench", "linking", "--rooms", "4", "--database", "sqlite", "--json"]
    done = subprocess.run([*command, "--planted", planted], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)
    found = json.loads(done.stdout)
    assert done.returncode == 1 and not found["kept"], done.stderr[-2000:]
    won = "".join(name for name, advantage in found["advantage"].items() if advantage > 0.1)
    assert won == helped

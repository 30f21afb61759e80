"""Every fault that `kill9` plants can be planted: the code that it breaks has the names that it knows."""

import subprocess
import sys
from pathlib import Path

from bench.faults.mutants import MUTANTS

ROOT = Path(__file__).resolve().parent.parent.parent
PLANT_ALL = """
import django
django.setup()
from bench.faults.mutants import MUTANTS
for plant in MUTANTS.values():
    plant()
print(len(MUTANTS))
"""


def test_all_of_them_are_planted():
    """In a process of its own, which nothing else has to trust afterwards."""
    environment = {"DJANGO_SETTINGS_MODULE": "livesessions.settings", "LAPTOP": "1", "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-c", PLANT_ALL]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == str(len(MUTANTS)), done.stderr[-2000:]

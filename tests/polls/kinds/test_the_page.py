"""docs/kinds.md is enough to add a kind: its example, written down as it stands there, keeps every promise."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FILE = re.compile(r"`([\w/]+\.(?:py|html))`[^`]*?:\n\n```\w+\n(.*?)```", re.DOTALL)
TESTS = (
    "tests/polls/kinds/test_every_kind.py",
    "tests/polls/kinds/test_extremes.py",
    "tests/polls/asking/test_every_kind.py",
)
COPIED = ("livesessions", "polls", "templates", "tests")


def test_the_example_of_the_page_is_a_kind(tmp_path):
    page = (ROOT / "docs/kinds.md").read_text()
    files = dict(FILE.findall(page[page.index("## An example") :]))
    assert len(files) == 5
    for each in ROOT.iterdir():
        if each.name in COPIED:
            shutil.copytree(each, tmp_path / each.name, ignore=shutil.ignore_patterns("__pycache__"))
        elif each.name not in (".git", "var"):
            (tmp_path / each.name).symlink_to(each)
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    (tmp_path / "polls/kinds/extremes/__init__.py").touch()
    alone = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-k", "extremes")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *alone, *TESTS],
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST")} | {"LAPTOP": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-1000:]
    assert re.search(r"\b1[5-9] passed|\b[2-9]\d passed", ran.stdout), ran.stdout[-500:]

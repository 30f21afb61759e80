"""Every bench runs, at its smallest size: what it must find it finds, and nothing that it started is left."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bench.measuring import figures, machine
from bench.registry import benches, modules

ROOT = Path(__file__).resolve().parent.parent.parent
BENCHES = benches()
PATIENCE = 300
"""Seconds for the slowest of them on a machine with much else to do."""


def run(*command):
    """What a Python program in the folder of the project says and answers."""
    return subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)


@pytest.mark.parametrize("bench", BENCHES.values(), ids=BENCHES)
def test_a_bench_runs_to_its_end_and_finds_what_it_must(bench):
    done = run("-m", "bench", bench.name, "--small", "--json")
    assert done.stdout, done.stderr[-4000:]
    found = json.loads(done.stdout)

    assert bench.must
    assert {path: figures.at(found, path) for path in bench.must} == bench.must, done.stderr[-4000:]
    # Every duration that counts was measured.
    assert found["headlines"].keys() == bench.headlines.keys()
    assert [path for path, each in found["headlines"].items() if not each["per_calibration"]] == []
    assert any(each["per_textbook"] for each in found["headlines"].values()) == ("textbook" in found)
    assert found["left_running"] == []
    assert done.returncode == 0


def test_no_bench_is_left_out_because_its_module_cannot_be_imported(capsys):
    benches()

    assert capsys.readouterr().err == ""
    assert {each.run.__module__ for each in BENCHES.values()} < set(modules())


LIAR = """
import subprocess, sys
from bench.__main__ import main
from bench.registry import bench

@bench("liar", "loses a vote, and leaves behind what it started", smallest="", must={"lost": 0}, headlines={})
def liar(options):
    subprocess.run(["sh", "-c", "sleep 60 >/dev/null 2>&1 &"])
    return {"lost": 1}

sys.argv = ["bench", "liar", "--json"]
sys.exit(main())
"""


def test_a_bench_that_finds_what_must_not_be_says_so():
    done = run("-c", LIAR)
    found = json.loads(done.stdout)

    assert found["broken"] == {"lost": 1}
    assert found["left_running"] == ["sleep 60"]
    assert done.returncode == 1


def test_a_bench_that_is_stopped_leaves_nothing(tmp_path):
    bench = subprocess.Popen(
        [sys.executable, "-m", "bench", "joins", "--small"],
        cwd=ROOT,
        env=os.environ | {"BENCH_DIR": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    with bench:
        assert bench.stderr is not None
        # Somebody comes in: the server is there.
        next(line for line in bench.stderr if line.startswith("door:"))
        _bench, *others = machine.with_children([bench.pid])
        assert others
        assert list(tmp_path.iterdir())
        bench.send_signal(signal.SIGTERM)

    assert [pid for pid in others if machine.is_running(pid)] == []
    assert list(tmp_path.iterdir()) == []

"""A deal that was thought out elsewhere is the deal that would have been made here."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from rooms.breakouts.dealing import Infeasible, Instance, Person, even_sizes, solve
from rooms.breakouts.dealing.worker import Broken, TooLate, solve_apart


def circle(people, *, sizes=None, rounds=3):
    """Teams of four."""
    everybody = tuple(Person(f"p{i}", i // 4) for i in range(people))
    return Instance(everybody, rounds, sizes or even_sizes(people, size=4))


def test_the_same_deal_in_a_process_of_its_own():
    instance = circle(24)
    # Time enough to spend the whole budget of steps on a busy machine: the clock must not cut either of them short.
    apart, here = solve_apart(instance, seconds=60, seed=7), solve(instance, seconds=60, seed=7)
    assert not here.cut_short
    assert apart.schedule == here.schedule
    assert apart.proof == here.proof


def test_what_cannot_be_is_said_before_a_process_starts():
    with pytest.raises(Infeasible, match="20 seats together, but there are 24 people"):
        solve_apart(circle(24, sizes=(4,) * 5))


def test_who_thinks_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr("rooms.breakouts.dealing.worker.GRACE", -0.999)
    with pytest.raises(TooLate):
        solve_apart(circle(24), seconds=1)


def test_a_process_that_dies_is_no_deal_and_no_delay():
    """The machine ran out of memory, or somebody ended it."""
    children = Path(f"/proc/self/task/{threading.get_native_id()}/children")
    before = set(children.read_text().split())

    def kill():
        while not (mine := set(children.read_text().split()) - before):
            time.sleep(0.01)
        for child in mine:
            os.kill(int(child), signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    with pytest.raises(Broken):
        solve_apart(circle(24), seconds=60)
    killer.join()

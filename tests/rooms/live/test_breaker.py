"""What failed a moment ago is not asked again at once: a frozen Redis costs one wait, not one each."""

import pytest

from rooms.live.base.redis import circuit_breaker as module
from rooms.live.base.redis.circuit_breaker import Breaker


@pytest.fixture
def clock(monkeypatch):
    """The time, which stands still."""
    now = [100.0]
    monkeypatch.setattr("rooms.live.base.redis.circuit_breaker.time.monotonic", lambda: now[0])
    return now


@pytest.fixture
def breaker(monkeypatch):
    monkeypatch.setattr("rooms.live.base.redis.circuit_breaker._all", [])
    return Breaker("a use")


def test_what_works_is_always_tried(breaker, clock):
    assert all(breaker.allows() for _i in range(5))


def test_after_a_failure_one_caller_tries_each_pause(breaker, clock):
    breaker.failed(TimeoutError())
    assert not breaker.allows()
    clock[0] += module.PAUSE
    assert breaker.allows()
    assert not breaker.allows()


def test_it_is_whole_again_once_it_worked(breaker, clock):
    breaker.failed(TimeoutError())
    assert module.is_degraded()
    breaker.worked()
    assert breaker.allows()
    assert not module.is_degraded()


def test_an_old_failure_says_nothing_about_now(breaker, clock):
    breaker.failed(TimeoutError())
    clock[0] += module.FORGET
    assert not module.is_degraded()


def test_it_complains_once(breaker, clock, caplog):
    for _i in range(3):
        breaker.failed(TimeoutError("at 10.1.2.3"))
    assert [record.getMessage() for record in caplog.records] == ["a use: TimeoutError"]


def test_hosts_are_told_in_one_sentence_and_nobody_else(scene, monkeypatch):
    from rooms.floor.room_parts import banner
    from rooms.live.base.people import Audience

    scene.must("floor.announce", text="Zo beginnen we.")
    monkeypatch.setattr("rooms.floor.room_parts.is_degraded", lambda: True)
    assert banner(scene.room, Audience.HOSTS)["kind"] == "trouble"
    for audience in (Audience.PARTICIPANTS, Audience.SCREEN):
        assert banner(scene.room, audience)["sentence"] == "Zo beginnen we."

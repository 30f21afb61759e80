"""Guessing codes: who guesses is slowed down, and nobody beside them."""

import time

import pytest
from django.test import Client

from livesessions.guessing import WRONG_CODES
from rooms.live.entry.join_codes import new_code
from tests.rooms.live.test_joining import enter, sentence


def guess(client, times, address="192.0.2.1"):
    """Wrong codes; the statuses they get."""
    return [client.post("/", {"code": new_code()}, REMOTE_ADDR=address).status_code for _ in range(times)]


def test_a_browser_that_guesses_is_stopped(scene, phone):
    phone.get("/")
    assert guess(phone, 25) == [422] * 20 + [429] * 5
    answer = enter(phone, scene.room.code)
    assert answer.status_code == 429 and "Te veel" in sentence(answer)


def test_a_town_hall_behind_one_address_comes_in_while_somebody_there_guesses(scene, phone):
    phone.get("/")
    guess(phone, 30)
    for _ in range(5):
        assert enter(Client(), scene.room.code).status_code == 302


@pytest.fixture
def patient(monkeypatch):
    """The limit of the platform, a hundredth of what it is, and a clock that can be set."""
    real = {scope: (times, seconds) for scope, times, seconds in WRONG_CODES}
    assert real["everywhere"] == (6000, 60) and "address" not in real, "a town hall has one address"
    fewer = [(scope, times // 100 if scope != "session" else times, seconds) for scope, times, seconds in WRONG_CODES]
    monkeypatch.setattr("livesessions.guessing.WRONG_CODES", fewer)
    clock = [time.time() // 600 * 600 + 1]
    monkeypatch.setattr("livesessions.limits.time.time", lambda: clock[0])
    return clock


def test_a_platform_that_is_guessed_at_from_everywhere_takes_no_code_for_a_minute(scene, patient):
    answers = [guess(Client(), 1, f"198.51.100.{i}")[0] for i in range(62)]
    assert answers == [422] * 60 + [429] * 2
    assert enter(Client(), scene.room.code).status_code == 429
    patient[0] += 60
    assert enter(Client(), scene.room.code).status_code == 302


def test_right_codes_are_not_counted(scene):
    phone = Client()
    phone.get("/")
    for _ in range(30):
        assert enter(phone, scene.room.code).status_code == 302

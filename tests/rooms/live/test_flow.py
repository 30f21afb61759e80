"""The window: at most 64 KiB on the way to a browser that does not say what it shows."""

from rooms.live.base.people import Actor, Audience, Role
from rooms.live.hub import flow_control
from rooms.live.hub.flow_control import WINDOW, Socket


def socket() -> Socket:
    return Socket(Actor("room", Role.PARTICIPANT), Audience.PARTICIPANTS, "nl", 0, None)


def test_a_full_window_takes_no_more_until_the_browser_says_what_it_shows():
    one = socket()
    version = 0
    while one.takes(10_000):
        version += 1
        one.sent(version, 10_000)
    assert version == WINDOW // 10_000
    assert not one.takes(1), "a smaller frame does not overtake"
    assert not one.shows(1)
    assert one.shows(version)
    assert not one.takes(1), "nor one that goes round before it is given what it missed"
    one.catch_up()
    assert one.takes(10_000)


def test_one_frame_larger_than_the_window_passes_when_nothing_is_on_the_way():
    one = socket()
    assert one.takes(2 * WINDOW)
    one.sent(1, 2 * WINDOW)
    assert not one.takes(1)
    assert one.shows(1)


def test_what_is_ones_own_says_nothing_about_the_rest():
    """It may overtake the picture of who comes back: that must still bring what changed since they were here."""
    one = socket()
    one.at, one.delivered = 5.0, 3
    one.sent(None, 100)
    assert (one.at, one.delivered) == (5.0, 3)
    assert one.waiting_bytes == 100
    one.shows(3)
    assert not one.waiting_bytes


def test_who_shows_nothing_for_long_is_too_slow(monkeypatch):
    one = socket()
    one.sent(1, WINDOW)
    assert not one.takes(1)
    assert not one.is_too_slow()
    now = one.full_since
    monkeypatch.setattr(flow_control.time, "monotonic", lambda: now + flow_control.PATIENCE + 1)
    assert one.is_too_slow()
    one.shows(1)
    assert not one.is_too_slow()

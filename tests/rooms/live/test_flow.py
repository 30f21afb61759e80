"""The window: a browser that does not say what it shows is sent no more once 64 KiB are on the way to it."""

from rooms.live.base.people import Actor, Audience, Role
from rooms.live.hub import flow_control
from rooms.live.hub.flow_control import WINDOW, Socket


def socket() -> Socket:
    return Socket(Actor("room", Role.PARTICIPANT), Audience.PARTICIPANTS, "nl", 0, None)


def test_a_full_window_takes_no_more_until_the_browser_says_what_it_shows():
    one = socket()
    version = 0
    while one.lets_through(version + 1, 10_000):
        version += 1
    assert version == WINDOW // 10_000 + 1
    assert not one.lets_through(version + 1, 1), "a smaller frame does not overtake"
    assert not one.shows(1)
    assert one.shows(version)
    assert not one.lets_through(version + 1, 1), "nor one that goes round before it is given what it missed"
    one.catch_up()
    assert one.lets_through(version + 1, 10_000)


def test_one_frame_of_any_size_passes_while_the_window_is_not_full():
    one = socket()
    assert one.lets_through(1, 100)
    assert one.lets_through(2, 20 * WINDOW)
    assert not one.lets_through(3, 1)
    assert not one.shows(1)
    assert one.shows(2)


def test_what_is_ones_own_says_nothing_about_the_rest():
    """It may overtake the picture of who comes back: that must still bring what changed since they were here."""
    one = socket()
    one.at, one.delivered = 5.0, 3
    assert one.lets_through(None, 100)
    assert (one.at, one.delivered) == (5.0, 3)
    assert one.waiting_bytes == 100
    one.shows(3)
    assert not one.waiting_bytes


def test_who_shows_nothing_for_long_is_too_slow(monkeypatch):
    one = socket()
    assert one.lets_through(1, WINDOW)
    assert not one.lets_through(2, 1)
    assert not one.is_too_slow()
    now = one.full_since
    monkeypatch.setattr(flow_control.time, "monotonic", lambda: now + flow_control.PATIENCE + 1)
    assert one.is_too_slow()
    one.shows(1)
    assert not one.is_too_slow()

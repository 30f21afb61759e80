"""A seat expires, also when nobody looks at its room any more."""

from rooms.live.hub.presence import Presence, Seat


def test_no_seat_is_remembered_of_a_room_that_nobody_looks_at():
    presence = Presence()
    presence.sit("before", "somebody", Seat(1, 0, detour=False), stay=0)
    presence.sit("now", "somebody else", Seat(1, 0, detour=True), stay=60)
    presence.forget("now")
    assert list(presence._own) == ["now"], "who comes by the detour stays"
    assert set(presence.here("now")) == {"somebody else"}

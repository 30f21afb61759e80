"""A seat expires, also when nobody looks at its room any more."""

from rooms.live.hub.presence import Presence, PresenceEntry


def test_no_seat_is_remembered_of_a_room_that_nobody_looks_at():
    presence = Presence()
    presence.sit("before", "somebody", PresenceEntry(1, 0, fallback=False), stay=0)
    presence.sit("now", "somebody else", PresenceEntry(1, 0, fallback=True), stay=60)
    presence.forget("now")
    assert list(presence._own) == ["now"], "who comes by the fallback stays"
    assert set(presence.here("now")) == {"somebody else"}

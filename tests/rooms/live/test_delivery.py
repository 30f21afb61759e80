"""One frame for many sockets: whoever missed one before gets that first."""

from rooms.live.delivery import Delivery
from rooms.live.flow import WINDOW, Socket
from rooms.live.people import Actor, Audience, Role


def socket(send) -> Socket:
    return Socket(Actor("room", Role.PARTICIPANT), Audience.PARTICIPANTS, "nl", 0, send)


async def test_a_window_that_opens_while_a_frame_goes_round_hides_nothing_that_was_missed(monkeypatch):
    """A slow phone missed version 2; its acknowledgement comes while version 3 is handed out."""
    monkeypatch.setattr("rooms.live.delivery.AT_ONCE", 1)
    taken = []

    async def takes(message):
        taken.append(message)

    slow = socket(takes)
    slow.sent(1, WINDOW)
    assert not slow.takes(1)

    async def meanwhile(message):
        assert slow.shows(1)

    quick = socket(meanwhile)
    await Delivery({quick, slow}, lambda socket: None).deliver([quick, slow], "<p>3</p>", 3)
    assert not taken and slow.delivered == 1, "version 3 would say that it has 2"

    slow.catch_up()
    await Delivery({slow}, lambda socket: None).deliver([slow], "<p>2 and 3</p>", 3)
    assert taken and slow.delivered == 3

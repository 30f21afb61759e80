"""One frame for many sockets: whoever missed one before gets that first."""

import asyncio

from rooms.live.base.people import Actor, Audience, Role
from rooms.live.hub.delivery import HOLD_UP, Delivery
from rooms.live.hub.flow_control import WINDOW, Socket


def socket(send) -> Socket:
    return Socket(Actor("room", Role.PARTICIPANT), Audience.PARTICIPANTS, "nl", 0, send)


async def test_a_window_that_opens_while_a_frame_goes_round_hides_nothing_that_was_missed(monkeypatch):
    """A slow phone missed version 2; its acknowledgement comes while version 3 is handed out."""
    monkeypatch.setattr("rooms.live.hub.delivery.AT_ONCE", 1)
    taken = []

    async def takes(message):
        taken.append(message)

    slow = socket(takes)
    assert slow.lets_through(1, WINDOW)
    assert not slow.lets_through(2, 1)

    async def meanwhile(message):
        assert slow.shows(1)

    quick = socket(meanwhile)
    await Delivery({quick, slow}, lambda socket: None).deliver([quick, slow], "<p>3</p>", 3)
    assert not taken and slow.delivered == 1, "version 3 would say that it has 2"

    slow.catch_up()
    await Delivery({slow}, lambda socket: None).deliver([slow], "<p>2 and 3</p>", 3)
    assert taken and slow.delivered == 3


async def test_nobody_is_let_go_for_the_time_that_another_took():
    gone, taken = [], []

    def slow_by(seconds):
        async def send(message):
            await asyncio.sleep(seconds)
            taken.append(seconds)

        return socket(send)

    sockets = [slow_by(HOLD_UP * 0.8), slow_by(HOLD_UP * 0.4), slow_by(HOLD_UP * 20)]
    await Delivery(set(sockets), gone.append).deliver(sockets, "<p></p>", 1)
    assert gone == sockets[2:] and len(taken) == 2


async def test_who_could_not_be_sent_something_is_not_taken_for_up_to_date():
    """Another frame would say that this one was seen: let go, the browser comes back for both."""
    gone = []

    async def fails(message):
        raise ValueError("a defect of ours")

    broken = socket(fails)
    await Delivery({broken}, gone.append).deliver([broken], "<p></p>", 1)
    assert gone == [broken]

"""A server that waits for one browser (uvicorn does, for one that does not read) must not keep the room waiting."""

import asyncio

from rooms.live.base.close_codes import TOO_SLOW
from rooms.live.base.people import Actor, Audience, Role
from rooms.live.hub.flow_control import Socket
from rooms.live.hub.registry import hubs
from tests.browsing import Browser, inside


async def test_a_browser_that_takes_nothing_holds_nobody_up(scene, quick):
    phone = await Browser(scene, Role.PARTICIPANT).open()

    reads, closed = asyncio.Event(), asyncio.Event()

    async def when_it_reads(message):
        await reads.wait()
        assert (message["type"], message.get("code")) == ("websocket.close", TOO_SLOW), "the frame was given up"
        closed.set()

    stuck = Socket(Actor(scene.room.pk, Role.SCREEN), Audience.SCREEN, "nl", 0, when_it_reads)
    hub = hubs.of(scene.room.pk)
    hub.attach(stuck, -1, "", 0.0)
    await inside(lambda: scene.must("floor.announce", text="Om elf uur gaan we door."))
    await phone.until(lambda: "Om elf uur" in phone.shows("banner"), 4)
    await phone.until(lambda: stuck not in hub.sockets, 4)
    await phone.leave()

    reads.set()  # once it reads, it hears that it is to come back
    async with asyncio.timeout(4):
        await closed.wait()

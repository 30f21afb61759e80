"""Whoever serves: at a shutdown every open socket hears 4012 and a moment to come back."""

import asyncio
import re

from rooms.live.serving.shutdown import ShutdownNotice, say_goodbye


async def until_gone(scope, receive, send):
    """An application that waits for the end of its socket."""
    while (await receive())["type"] != "websocket.disconnect":
        pass


class Browser:
    """One socket as a server sees it: disconnects once it is told to close."""

    def __init__(self):
        self.told = []
        self.closed = asyncio.Event()

    async def receive(self):
        await self.closed.wait()
        return {"type": "websocket.disconnect", "code": 4012}

    async def send(self, message):
        self.told.append(message)
        self.closed.set()


async def test_every_open_socket_is_told_when_to_come_back():
    browsers = [Browser() for _i in range(20)]
    guard = ShutdownNotice(until_gone)
    running = [asyncio.ensure_future(guard({}, each.receive, each.send)) for each in browsers]
    await asyncio.sleep(0)

    await say_goodbye()
    await asyncio.wait_for(asyncio.gather(*running), 2)

    assert all([message["code"] for message in each.told] == [4012] for each in browsers)
    moments = {int(re.fullmatch(r"retry_in=(\d+)", each.told[0]["reason"])[1]) for each in browsers}
    assert len(moments) > 5, "everybody would come back at once"


async def test_who_left_before_is_not_told_anything():
    browser = Browser()
    browser.closed.set()
    await ShutdownNotice(until_gone)({}, browser.receive, browser.send)

    await say_goodbye()

    assert browser.told == []

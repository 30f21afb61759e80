"""Scripts may come late, one after the other: the page still opens its socket, and only one."""

import asyncio

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_extension_comes_last(people, room):
    phone = await people.participant()
    opened = []

    async def wait(route, _request):
        await asyncio.sleep(1)
        await route.continue_()

    await phone.page.route("**/hx-ws*", wait)
    phone.page.on("websocket", lambda socket: opened.append(socket.url))
    await phone.come_in(room.code)
    await phone.connected()
    assert len(opened) == 1

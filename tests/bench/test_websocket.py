"""The load's own end of a socket, against a server of another library."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.server import serve

from bench.driving.waiting import until
from bench.driving.websocket import Refused, connect


class Ear:
    """What a socket heard, and with what it was closed."""

    def __init__(self):
        self.heard_so_far = []
        self.closed = None

    def heard(self, payload):
        self.heard_so_far.append(payload)

    def lost(self, code, reason):
        self.closed = code, reason


@asynccontextmanager
async def connected(handler, **how):
    """A socket to a server that does `handler` with it, and its ear."""
    async with serve(handler, "127.0.0.1", 0, compression=how.pop("compression", None)) as server:
        ear = Ear()
        found = await connect(port_of(server), "/", "", ear, **how)
        yield found, ear
        found.abort()


def port_of(server):
    return next(iter(server.sockets)).getsockname()[1]


async def test_frames_are_passed_on_and_counted():
    async def echo(socket):
        async for message in socket:
            await socket.send(message)

    async with connected(echo) as (socket, ear):
        before = socket.bytes_in
        socket.say(text="één")
        socket.send(b"x" * 200)
        await until(lambda: len(ear.heard_so_far) == 2, 10)

    assert ear.heard_so_far == ['{"text": "één"}'.encode(), b"x" * 200]
    assert (socket.frames_in, socket.bytes_in - before) == (2, 2 + 17 + 4 + 200)
    assert ear.closed is None  # we hung up ourselves


async def test_a_goodbye_tells_its_code_and_reason():
    async def leave(socket):
        await socket.close(4012, "retry_in=500")

    async with connected(leave) as (socket, ear):
        await until(lambda: ear.closed is not None, 10)

        assert ear.closed == (4012, "retry_in=500")
        assert not socket.is_open


async def test_a_connection_that_drops_has_a_code_of_its_own():
    async def drop(socket):
        socket.transport.abort()

    async with connected(drop) as (_socket, ear):
        await until(lambda: ear.closed is not None, 10)

    assert ear.closed == (1006, "")


async def test_who_does_not_read_takes_sips_only():
    done = asyncio.Event()

    async def flood(socket):
        for _i in range(50):
            await socket.send("x" * 1000)
        await done.wait()

    async with connected(flood) as (socket, ear):
        socket.pause()
        before = socket.bytes_in
        for _i in range(10):
            socket.sip(100)

        assert socket.bytes_in - before <= 1000 + 1000  # a frame that had begun is counted when it is whole
        socket.resume()
        await until(lambda: len(ear.heard_so_far) == 50, 10)
        assert len(ear.heard_so_far) == 50
        done.set()


async def test_a_server_that_compresses_every_frame_is_refused():
    async def nothing(socket):
        await socket.wait_closed()

    with pytest.raises(Refused, match="compress"):
        async with connected(nothing, compression="deflate"):
            pass


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"], ids=["lost", "403"])
async def test_a_handshake_that_fails_is_refused(answer):
    async def refuse(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        with pytest.raises(Refused):
            await connect(port_of(server), "/", "", Ear())

"""The servers of `deploy/` keep no more of a request than we allow, however its headers end."""

import asyncio
from contextlib import asynccontextmanager

import uvicorn
from uvicorn.server import ServerState

from rooms.live.serving.uvicorn_server import LIMITS, LONGEST_HEAD


async def say_yes(scope, receive, send):
    """An application that answers every request."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"3")]})
    await send({"type": "http.response.body", "body": b"yes"})


@asynccontextmanager
async def connected():
    """A connection to a server with our limits."""
    config = uvicorn.Config(say_yes, **LIMITS)
    config.load()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: config.http_protocol_class(config, ServerState(), {}), "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    try:
        yield reader, writer
    finally:
        writer.close()
        server.close()


def head(size: int) -> bytes:
    """The beginning of a request with `size` bytes of one header."""
    return b"GET / HTTP/1.1\r\nHost: here\r\nX-Long: " + b"x" * size


async def test_headers_that_do_not_end_are_refused():
    async with connected() as (reader, writer), asyncio.timeout(5):
        writer.write(head(LONGEST_HEAD))
        answer = await reader.read()
        assert answer.startswith(b"HTTP/1.1 400 "), "and hung up on"


async def test_one_connection_may_carry_many_long_heads():
    async with connected() as (reader, writer), asyncio.timeout(5):
        for _i in range(4):
            writer.write(head(LONGEST_HEAD // 2) + b"\r\n\r\n")
            assert (await reader.readuntil(b"yes")).startswith(b"HTTP/1.1 200 ")

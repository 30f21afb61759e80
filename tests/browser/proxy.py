"""The network between a phone and the site, with the ways in which it fails."""

import asyncio
import time
from enum import Enum


class Mood(Enum):
    """What the network does to connections."""

    WELL = "passes everything on"
    NO_SOCKETS = "a strict proxy: refuses every upgrade to a WebSocket"
    CUT = "ends what is there, refuses what comes"
    SILENT = "swallows everything, in both directions, and says nothing"
    DEAF = "what goes to the site arrives; what comes back is held"


class Proxy:
    """Listens on a port of its own and passes bytes on to the site, as its mood allows."""

    def __init__(self, site_port: int) -> None:
        self.site_port = site_port
        self.mood = Mood.WELL
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._changed = asyncio.Event()
        self._sockets: set[asyncio.StreamWriter] = set()
        self.opened: list[float] = []
        """When a browser asked for a WebSocket, on the monotonic clock."""
        self._asking = asyncio.Condition()

    @property
    def url(self) -> str:
        """Where the browser goes."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def start(self) -> None:
        """Listen."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)

    async def stop(self) -> None:
        """Stop listening and end every connection."""
        assert self._server is not None
        self._server.close()
        await self.hang_up()

    async def become(self, mood: Mood) -> None:
        """Change; connections that the new mood does not allow end."""
        self.mood = mood
        self._changed.set()
        self._changed = asyncio.Event()
        if mood in (Mood.CUT, Mood.NO_SOCKETS):
            await self.hang_up()

    async def hang_up(self) -> None:
        """End every connection at once."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def close_sockets(self, code: int) -> None:
        """Say a WebSocket's goodbye to every browser, as a server does, and end the connections."""
        mood, self.mood = self.mood, Mood.DEAF  # the site's own answer to the goodbye would be a second one
        for writer in self._sockets:
            writer.write(bytes([0x88, 2]) + code.to_bytes(2, "big"))
            await writer.drain()
        await asyncio.sleep(0.1)
        await self.hang_up()
        self.mood = mood

    async def asked(self, times: int) -> None:
        """Wait until browsers have asked for a WebSocket so many times in all."""
        async with self._asking:
            await self._asking.wait_for(lambda: len(self.opened) >= times)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        upstream = None
        try:
            if self.mood == Mood.CUT:
                return
            head = await reader.readuntil(b"\r\n\r\n")
            is_socket = b"upgrade: websocket" in head.lower()
            if is_socket:
                async with self._asking:
                    self.opened.append(time.monotonic())
                    self._asking.notify_all()
            if is_socket and self.mood == Mood.NO_SOCKETS:
                writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                await writer.drain()
                return
            await self._may_pass(Mood.SILENT)
            back, upstream = await asyncio.open_connection("127.0.0.1", self.site_port)
            upstream.write(head)
            if is_socket:
                self._sockets.add(writer)
            ways = [
                asyncio.ensure_future(self._pump(reader, upstream, Mood.SILENT)),
                asyncio.ensure_future(self._pump(back, writer, Mood.SILENT, Mood.DEAF)),
            ]
            try:
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for way in ways:
                    way.cancel()
                await asyncio.gather(*ways, return_exceptions=True)
        except (OSError, asyncio.IncompleteReadError):
            pass  # the site is away, or the browser has gone: both are what the tests want
        finally:
            self._sockets.discard(writer)
            for end in (writer, upstream):
                if end is not None:
                    end.close()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *held: Mood) -> None:
        while data := await reader.read(65536):
            await self._may_pass(*held)
            writer.write(data)
            await writer.drain()

    async def _may_pass(self, *held: Mood) -> None:
        while self.mood in held:
            await self._changed.wait()

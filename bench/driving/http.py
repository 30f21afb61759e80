"""A browser's HTTP, as far as joining needs it: keep-alive, cookies, forms, redirects, gzip. Nothing is cached."""

import asyncio
import random
import zlib
from dataclasses import dataclass
from string import ascii_letters
from urllib.parse import urlencode, urlsplit

FORM = "application/x-www-form-urlencoded"
PATIENCE = 90.0
"""Seconds that one answer may take; a browser waits longer than a bench should."""


class BadAnswer(Exception):
    """The server's answer does not let a person go on."""


@dataclass(slots=True)
class Answer:
    """An HTTP answer; `size` is the bytes received, headers and compressed body."""

    status: int
    headers: dict[str, str]
    text: str
    path: str
    size: int


class Browser:
    """One browser's cookies and its connection to one server."""

    __slots__ = ("_reader", "_writer", "cookies", "port", "received", "sent")

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.sent = self.received = 0
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    @property
    def origin(self) -> str:
        """Scheme, host and port of the pages."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def cookie_header(self) -> str:
        """The cookies as a request carries them."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def get(self, path: str) -> Answer:
        """The page at `path`, after redirects."""
        return await self.follow(await self._ask("GET", path))

    async def post(self, path: str, fields: dict[str, str], follow: bool = True) -> Answer:
        """The page to which sending a form leads, after redirects; or the answer itself."""
        answer = await self._ask("POST", path, urlencode(fields).encode())
        return await self.follow(answer) if follow else answer

    async def send_files(self, path: str, fields: dict[str, str], files: dict[str, bytes]) -> Answer:
        """The page to which sending a form with files leads, after redirects."""
        mark = "".join(random.choices(ascii_letters, k=32))
        body = b""
        for name, value in fields.items():
            body += f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, content in files.items():
            head = f'Content-Disposition: form-data; name="{name}"; filename="{name}"'
            body += f"--{mark}\r\n{head}\r\n\r\n".encode() + content + b"\r\n"
        body += f"--{mark}--\r\n".encode()
        return await self.follow(await self._ask("POST", path, body, f"multipart/form-data; boundary={mark}"))

    async def follow(self, answer: Answer) -> Answer:
        """The page to which `answer` leads: `answer` itself, unless it is a redirect."""
        for _hop in range(4):
            if answer.status not in (301, 302, 303):
                return answer
            found = urlsplit(answer.headers["location"])
            answer = await self._ask("GET", found.path + (f"?{found.query}" if found.query else ""))
        raise BadAnswer(f"{answer.path}: too many redirects")

    def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()
            self._reader = self._writer = None

    async def _ask(self, method: str, path: str, body: bytes = b"", kind: str = FORM) -> Answer:
        async with asyncio.timeout(PATIENCE):
            fresh = self._writer is None
            try:
                return await self._exchange(method, path, body, kind)
            except (ConnectionError, asyncio.IncompleteReadError):
                self.close()
                if fresh:
                    raise
                return await self._exchange(method, path, body, kind)  # a kept connection that the server closed

    async def _exchange(self, method: str, path: str, body: bytes, kind: str) -> Answer:
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            "User-Agent: Mozilla/5.0 (bench)",
            "Accept: text/html,application/xhtml+xml",
            "Accept-Language: nl",
            "Accept-Encoding: gzip, deflate",
        ]
        if self.cookies:
            lines.append(f"Cookie: {self.cookie_header}")
        if method == "POST":
            lines += [
                f"Origin: {self.origin}",
                f"Referer: {self.origin}{path}",
                f"Content-Type: {kind}",
                f"Content-Length: {len(body)}",
            ]
        request = "\r\n".join([*lines, "", ""]).encode() + body
        self.sent += len(request)
        self._writer.write(request)
        return await self._read(path)

    async def _read(self, path: str) -> Answer:
        assert self._reader is not None  # noqa: S101  (opened by the caller)
        raw = await self._reader.readuntil(b"\r\n\r\n")
        first, *lines = raw.decode("latin-1").rstrip("\r\n").split("\r\n")
        headers: dict[str, str] = {}
        for line in lines:
            name, _colon, value = line.partition(":")
            name, value = name.lower(), value.strip()
            if name == "set-cookie":
                self._keep(value)
            headers[name] = value
        if headers.get("transfer-encoding", "").lower() == "chunked":
            body = await self._read_chunks()
        else:
            body = await self._reader.readexactly(int(headers.get("content-length", 0)))
        size = len(raw) + len(body)
        self.received += size
        if headers.get("content-encoding") == "gzip":
            body = zlib.decompress(body, 31)
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(int(first.split(" ")[1]), headers, body.decode(errors="replace"), path, size)

    async def _read_chunks(self) -> bytes:
        assert self._reader is not None  # noqa: S101  (as above)
        parts = []
        while True:
            size = int((await self._reader.readuntil(b"\r\n")).split(b";")[0], 16)
            data = await self._reader.readexactly(size + 2)
            if not size:
                return b"".join(parts)
            parts.append(data[:-2])

    def _keep(self, cookie: str) -> None:
        pair, *attributes = cookie.split(";")
        name, _equals, value = pair.strip().partition("=")
        if any(a.strip().lower() in ("max-age=0", "expires=thu, 01 jan 1970 00:00:00 gmt") for a in attributes):
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value.strip()

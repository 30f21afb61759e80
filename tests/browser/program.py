"""A program that knows the contract of the design (section 5) and nothing of our code: it reads forms and frames."""

import asyncio
import json
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Self
from urllib.parse import urljoin

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.frames import Close

VOID = {"input", "meta", "link", "br", "img", "hr"}


@dataclass
class Form:
    """A form as it stands on a page."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    """Values of radio buttons and lists."""


@dataclass
class Element:
    """An element with an id: its attributes and its text."""

    attributes: dict[str, str]
    text: str = ""


class Document(HTMLParser):
    """Forms, links and elements with an id of a page or a frame."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[dict[str, str]] = []
        self.elements: dict[str, Element] = {}
        self.targets: list[tuple[str, str]] = []
        """Of every hx-partial: its target and how it is swapped."""
        self._form: Form | None = None
        self._open: list[tuple[str, Element | None]] = []
        self._text_of = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "form":
            self._form = Form(found.get("action", ""), found.get("method", "get"))
            self.forms.append(self._form)
        elif tag == "a":
            self.links.append(found)
        elif tag == "hx-partial":
            self.targets.append((found.get("hx-target", ""), found.get("hx-swap", "")))
        elif self._form is not None and tag == "input" and name:
            if found.get("type") in ("radio", "checkbox"):
                self._form.choices.setdefault(name, []).append(found.get("value", "on"))
            else:
                self._form.fields[name] = found.get("value", "")
        elif self._form is not None and tag in ("textarea", "select") and name:
            self._form.fields[name] = ""
            self._text_of = name
        elif self._form is not None and tag == "option" and self._text_of:
            self._form.choices.setdefault(self._text_of, []).append(found.get("value", ""))
        element = Element(found) if "id" in found else None
        if element is not None:
            self.elements[found["id"]] = element
        if tag not in VOID:
            self._open.append((tag, element))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag in ("textarea", "select"):
            self._text_of = ""
        while self._open:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        for _tag, element in self._open:
            if element is not None:
                element.text += data

    def form(self, command: str = "", having: str = "", **fields: str) -> Form:
        """The form that gives `command`, or that has a field; with these values where several do."""
        for form in self.forms:
            right = form.fields.get("command") == command if command else having in form.fields
            if right and all(form.fields.get(name) == value for name, value in fields.items()):
                return form
        raise LookupError(f"no form for {command or having} {fields}")


class Program:
    """A browser's cookies and nothing else of a browser."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = httpx.AsyncClient(base_url=url, follow_redirects=True, timeout=30)
        self.answer: httpx.Response

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exception: object) -> None:
        await self.http.aclose()

    async def get(self, path: str) -> Document:
        """A page."""
        self.answer = await self.http.get(path)
        return Document(self.answer.text)

    async def submit(self, form: Form, scripted: bool = False, **filled: str) -> Document:
        """Send a form, filled in further; `scripted`: as a page without a socket does."""
        headers = {"HX-Request": "true"} if scripted else {}
        where = urljoin(str(self.answer.url), form.action)
        self.answer = await self.http.post(where, data=form.fields | filled, headers=headers)
        return Document(self.answer.text)

    async def login(self, path: str, email: str, password: str) -> Document:
        """Ask for a page that wants a login, and log in on the way."""
        page = await self.get(path)
        return await self.submit(page.form(having="password"), login=email, password=password)

    async def join(self, code: str, **about: str) -> Document:
        """The front door, in two steps; without a team, unless `about` names one."""
        page = await self.get("/")
        page = await self.submit(page.form(having="code"), code=code)
        return await self.submit(page.form(having="name"), **{"role": "uitvoering", **about})

    def socket(self, room: str, query: str = "") -> Any:
        """The room's socket, with the cookies of the page; use as a context manager."""
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.http.cookies.jar)
        where = f"{self.url.replace('http', 'ws', 1)}/ws/r/{room}/{query}"
        return connect(where, additional_headers={"Cookie": cookies})


class Socket:
    """Sends commands and remembers what arrived."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.frames: list[str] = []
        self.shown = self.acknowledged = -1
        self.acknowledged_at = 0.0
        self.elements: dict[str, Element] = {}
        self.forms: dict[str, Form] = {}

    async def send(self, command: str, id: str = "", **fields: Any) -> str:
        """Give a command; answers its id."""
        id = id or str(uuid.uuid4())
        await self.connection.send(json.dumps({"command": command, "id": id, **fields}))
        return id

    async def receive(self) -> Document:
        """One frame."""
        async with asyncio.timeout(20):
            while True:
                with suppress(TimeoutError):
                    frame = await asyncio.wait_for(self.connection.recv(), 1)
                    break
                await self._acknowledge()
        assert isinstance(frame, str)
        self.frames.append(frame)
        found = Document(frame)
        self.elements |= found.elements
        self.forms |= {form.fields["command"]: form for form in found.forms if "command" in form.fields}
        if head := found.elements.get("head"):
            self.shown = int(head.attributes["data-version"])
        await self._acknowledge()
        return found

    async def _acknowledge(self) -> None:
        """Name the newest version that was shown, at most once a second: who never does is closed as too slow."""
        if self.shown > self.acknowledged and time.monotonic() - self.acknowledged_at > 1:
            self.acknowledged, self.acknowledged_at = self.shown, time.monotonic()
            await self.send("room.seen", version=self.shown)

    async def receipt(self, id: str) -> Element:
        """The answer to one command."""
        while True:
            receipt = (await self.receive()).elements.get("receipt")
            if receipt is not None and receipt.attributes["data-for"] == id:
                return receipt

    async def until(self, id: str, words: str) -> Element:
        """Wait for an element that holds `words`."""
        while id not in self.elements or words not in self.elements[id].text:
            await self.receive()
        return self.elements[id]

    async def closed(self) -> Close:
        """Wait for the server's goodbye."""
        try:
            while True:
                await self.receive()
        except ConnectionClosed as end:
            return end.rcvd or Close(1006, "")

"""What people do with the question board in a browser, and what reaches a page in bytes."""

from playwright.async_api import Locator, Page, Response, WebSocket, expect

from .people import Host, Participant, Person


def question(person: Person, part: str, text: str) -> Locator:
    """A question in a list of the page that is still there."""
    rows = person.page.locator(f"#{part} li:not([inert])")
    return rows.filter(has=person.page.locator("> .text", has_text=text))


def button(place: Locator, command: str) -> Locator:
    """The button of a command with one question."""
    return place.locator(f"form:has(> [name=command][value='{command}']) > button")


async def ask(phone: Participant, text: str) -> None:
    """Type a question and send it."""
    await phone.page.locator("#ask-text").fill(text)
    await phone.page.locator("#ask form button").click()
    await phone.is_told("ok")
    await expect(question(phone, "asked", text)).to_be_visible()


async def do(host: Host, command: str, text: str, part: str = "queue") -> None:
    """Press a button of a question, and take the pointer away."""
    await button(question(host, part, text), command).click()
    await host.page.mouse.move(2, 2)


async def show(host: Host, *texts: str) -> None:
    """Approve questions that wait."""
    for text in texts:
        await do(host, "board.approve", text)
        await expect(question(host, "board", text)).to_be_visible()


async def votes(person: Person, text: str, part: str = "board") -> str:
    """How many people want to know a question, as the page says it."""
    found = await question(person, part, text).locator(".votes").inner_text()
    return found.split()[0]


class Ear:
    """Hears every byte that a page receives: frames and answers."""

    def __init__(self, page: Page) -> None:
        self.frames: list[str] = []
        self._answers: list[Response] = []
        page.on("websocket", self._listen)
        page.on("response", lambda answer: self._answers.append(answer))

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self.frames.append(str(frame)))

    async def heard(self) -> str:
        """All of it, as text."""
        told = [a for a in self._answers if a.status < 300 and not a.url.endswith((".woff2", ".svg"))]
        bodies = [(await answer.body()).decode(errors="replace") for answer in told]
        return "\n".join([*self.frames, *bodies])

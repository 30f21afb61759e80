"""The people in a room, each with a browser of their own: what they do on the page, and what they see there."""

import html
import re
from collections.abc import Sequence
from typing import Any

from playwright.async_api import BrowserContext, Locator, Page, expect
from playwright.async_api import TimeoutError as Never

from .served import TOKEN, Room

LIVE = "body[data-live=open]"
NO_TEAM = "Ik hoor niet bij een team"
CHOICE = re.compile(r'<(?:option|input type="radio")[^>]* value="(\w*)"[^>]*>(.*?)</(?:option|label)>', re.DOTALL)


class Person:
    """Somebody with a page of the site open."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.context = context
        self.page = page

    async def go(self, path: str, live: bool = False) -> None:
        """Open a page; `live`: and wait until its socket is open."""
        await self.page.goto(path)
        if live:
            await self.connected()

    async def connected(self, state: str = "open", within: float = 20) -> None:
        """Wait until the page says how it is connected."""
        marker = self.page.locator(f"body[data-live={state}]")
        try:
            await marker.wait_for(state="attached", timeout=within * 1000)
        except Never as never:
            socket = "document.querySelector('.wire')?._htmx?.ws?.connection?.socket?.readyState"
            found = await self.page.evaluate(f"[document.body.dataset.live, {socket}]")
            raise AssertionError(f"not {state} but {found} at {self.page.url}") from never

    async def said_goodbye(self, why: str = "ended") -> None:
        """Wait until the page that says what happened has come."""
        await self.page.locator(f"body[data-why={why}]").wait_for(state="attached")

    async def restored(self) -> None:
        """Wait until a page that was gone back to has come, and the browser put back what it meant to."""
        await self.connected()
        await self.page.wait_for_function("performance.getEntriesByType('navigation')[0].loadEventEnd > 0")

    async def is_told(self, status: str, words: str = "") -> None:
        """The receipt of what was done last."""
        await expect(self.page.locator("#receipt")).to_have_attribute("data-status", status)
        if words:
            await expect(self.page.locator("#receipt")).to_contain_text(words)

    def see(self, part: str) -> Locator:
        """A part of the page."""
        return self.page.locator(f"#{part}")

    def command(self, name: str) -> Locator:
        """The forms that ask for a command."""
        return self.page.locator("form", has=self.page.locator(f'input[name=command][value="{name}"]'))

    async def press(self, command: str) -> None:
        """The button of a command that stands once on the page; twice where it asks whether somebody is sure."""
        button = self.command(command).locator("button")
        asks = await button.get_attribute("data-sure") is not None
        await button.click()
        if asks:
            await expect(button).to_have_attribute("data-asking", "")
            await button.click()

    def row(self, answer: str) -> Locator:
        """The line of the result that shows how many chose `answer`."""
        return self.page.locator("#tally tr", has=self.page.get_by_role("rowheader", name=answer, exact=True))

    async def counts(self, **answers: int) -> None:
        """Wait for a result: the number of votes of each answer."""
        for answer, votes in answers.items():
            await expect(self.row(answer).locator("small")).to_have_text(str(votes))


class Participant(Person):
    """Somebody with a phone."""

    async def come_in(self, code: str, name: str = "", team: str = "", role: str = "Uitvoering") -> None:
        """The front door: the code, then a name or none, a team, a role."""
        await self.go("/")
        await self.page.locator("#code").fill(code)
        await self.page.locator("#entry button").click()
        await self.introduce(name, team, role)

    async def introduce(self, name: str = "", team: str = "", role: str = "Uitvoering") -> None:
        """The second step of the front door."""
        if name:
            await self.page.locator("#name").fill(name)
        else:
            await self.page.locator("input[name=anonymous]").check()
        if await self.page.locator("#team").count():
            await self.page.locator("#team").select_option(label=team or NO_TEAM)
        await self.page.get_by_role("radio", name=role).check()
        await self.page.locator("#entry button").click()
        await self.page.wait_for_url(re.compile("/r/[^/]+/$"))

    async def be_let_in(self, room: Room, name: str = "", team: str = "", role: str = "Uitvoering") -> None:
        """The front door by its two forms alone, then the page of `room`: two pages fewer to draw."""
        who = {"name": name} if name else {"anonymous": "on"}
        await self._at_the_door({"code": room.code})
        await self._at_the_door({"code": room.code, **who}, team=team or NO_TEAM, role=role)
        await self.go(room.path)

    async def _at_the_door(self, form: dict[str, str], **chosen: str) -> None:
        """Send the form of the front door as it is now; `chosen`: the words beside what is chosen in a field."""
        door = await (await self.context.request.get("/")).text()
        values = {html.unescape(re.sub("<[^>]*>", "", words)).strip(): value for value, words in CHOICE.findall(door)}
        form |= {field: values[words] for field, words in chosen.items() if words in values}
        form["csrfmiddlewaretoken"] = door.split(TOKEN)[1].split('"')[0]
        answer = await self.context.request.post("/", form=form, max_redirects=0)
        assert answer.status in (302, 303), await answer.text()

    async def vote(self, answer: str) -> None:
        """Choose and send."""
        await self.choose(answer)
        await self.page.locator("form.ballot button").click()

    async def choose(self, answer: str) -> None:
        """Choose, do not send yet."""
        await self.page.get_by_role("radio", name=answer, exact=True).check()

    async def has_voted(self, answer: str) -> None:
        """The page says what was counted."""
        await expect(self.see("own_vote")).to_contain_text(answer)
        await expect(self.page.get_by_role("radio", name=answer, exact=True)).to_be_checked()


class Host(Person):
    """Somebody at the console."""

    async def draft(self, text: str, answers: Sequence[str], divides: str = "", kind: str = "single") -> None:
        """Prepare a question, the way one types it; its answers may make groups."""
        await self.page.locator("[popovertarget=draft][data-key=q]").click()
        await self.page.locator(f"#draft [name=kind][value={kind}]").check()
        await self.page.locator("#draft-text").fill(text)
        if answers:
            await self.page.locator("#draft-options").fill("\n".join(answers))
        if divides:
            await self.page.locator("#draft-divides").select_option(divides)
        await self.page.locator("#draft form button:not([type=button], [formaction])").click()
        await expect(self.draft_of(text)).to_be_visible()

    def draft_of(self, text: str) -> Locator:
        """A question that is ready."""
        return self.page.locator(".drafts li", has_text=text)

    async def ask(self, text: str, answers: Sequence[str], divides: str = "", kind: str = "single") -> None:
        """Prepare a question and open it."""
        await self.draft(text, answers, divides, kind)
        await self.open(text)

    async def open(self, text: str) -> None:
        """Open a prepared question."""
        await self.draft_of(text).locator("button").first.click()
        await expect(self.page.locator("#poll-title")).to_have_text(text)

    async def door(self, command: str) -> None:
        """A button in the panel of the door."""
        if not await self.page.locator("#door-panel").is_visible():
            await self.page.locator("[popovertarget=door-panel]").first.click()
        await self.press(command)


class Newcomers:
    """Makes people: a context each, which the watch looks at."""

    def __init__(self, browser: Any, site: Any, watch: Any) -> None:
        self.browser, self.site, self.watch = browser, site, watch
        self.contexts: list[BrowserContext] = []

    async def person(
        self, kind: type[Person] = Person, *, login: dict[str, str] | None = None, url: str = "", **options: Any
    ) -> Any:
        """Somebody of `kind`; `login`: cookies; `options`: of the browser context."""
        url = url or self.site.url
        options = {"viewport": {"width": 1366, "height": 900}, "reduced_motion": "reduce", **options}
        context = await self.browser.new_context(base_url=url, locale="nl-NL", **options)
        context.set_default_timeout(20_000)
        self.contexts.append(context)
        self.watch.look_at(context)
        if login:
            await context.add_cookies([{"name": name, "value": value, "url": url} for name, value in login.items()])
        return kind(context, await context.new_page())

    async def participant(self, room: Room | None = None, live: bool = True, **options: Any) -> Participant:
        """Somebody with a phone, in `room` when there is one."""
        joining = {name: options.pop(name) for name in ("name", "team", "role") if name in options}
        options = {"viewport": {"width": 360, "height": 740}, **options}
        person = await self.person(Participant, **options)
        if room is not None:
            await person.be_let_in(room, **joining)
            if live:
                await person.connected()
        return person

    async def host(self, room: Room, login: dict[str, str] | None = None, **options: Any) -> Host:
        """Somebody at the console of `room`."""
        host = await self.person(Host, login=login or self.site.login(), **options)
        await host.go(f"{room.path}host/", live=True)
        return host

    async def projector(self, room: Room, **options: Any) -> Person:
        """The screen of `room`."""
        screen = await self.person(viewport={"width": 1920, "height": 1080}, **options)
        await screen.go(f"{room.path}screen/", live=True)
        return screen

    async def leave(self) -> None:
        """Close every browser."""
        for context in self.contexts:
            await context.close()

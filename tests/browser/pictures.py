"""Pictures of every surface on a day that looks real: `python -m tests.browser.pictures [--readme] DIR`.

A crowd of 372 sits in the demo's room on real sockets and votes. `--readme` takes only the three pictures of README.
"""

import argparse
import asyncio
import json
import random
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.async_api import Page, async_playwright, expect
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from .conftest import FLAGS
from .people import Host, Newcomers, Participant, Person
from .served import Room, Site, manage, prepare_model
from .watching import Watch

CROWD = 372
ON_TIME = 0.94  # who answered when the pictures are taken
WEIGHTS = (9, 5, 3, 4)
SIZES = {"360": (360, 740), "1366": (1366, 768), "1920": (1920, 1080)}
HEAVIEST = 250_000  # bytes of a picture in README

SEED = f"""
import json, random
from django.core import signing
from livesessions.programme.models import Participant, Programme
from rooms.live.entry.identity import SALT
random.seed(4)
day = Programme.objects.get(slug="dag-van-de-wijkteams-2023")
teams = list(day.teams.all())
places = [team for team in teams for _ in range(team.people)]
some = [*teams[:-2], *random.sample([team for team in places if team not in teams[-2:]], {CROWD} - len(teams) + 2)]
people = Participant.objects.bulk_create(Participant(programme=day, name="", team=team) for team in some)
print(json.dumps([signing.dumps({{str(day.pk): person.pk.hex}}, salt=SALT) for person in people]))
"""


class Crowd:
    """People on sockets who acknowledge what they see, and vote when they are told to."""

    def __init__(self, site: Site, room: Room) -> None:
        seeded = manage(site.environment, "shell", "-v", "0", "-c", SEED)
        self.cookies: list[str] = json.loads(seeded.splitlines()[-1])
        self.where = f"{site.url.replace('http', 'ws', 1)}/ws/r/{room.id}/"
        self.sockets: list[Any] = []
        self.tasks: list[asyncio.Task[None]] = []

    async def come_in(self) -> None:
        """Everybody, twenty at a time."""
        for start in range(0, len(self.cookies), 20):
            some = self.cookies[start : start + 20]
            self.sockets += await asyncio.gather(
                *(connect(self.where, additional_headers={"Cookie": f"participant={each}"}) for each in some)
            )
        self.tasks = [asyncio.ensure_future(self._watch(socket)) for socket in self.sockets]

    async def vote(self, poll: str, options: Sequence[str]) -> None:
        """Most of them, each for what they like."""
        likes = random.Random(7)
        voters = [socket for socket in self.sockets if likes.random() < ON_TIME]
        for socket in voters:
            option = likes.choices(options, WEIGHTS[: len(options)])[0]
            await socket.send(json.dumps({"command": "poll.vote", "poll": poll, "option": option, "turn": 1}))

    async def leave(self) -> None:
        """Close every socket."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*(socket.close() for socket in self.sockets), return_exceptions=True)

    async def _watch(self, socket: Any) -> None:
        seen = -1
        try:
            async for frame in socket:
                version = re.search(r'id="head" data-version="(\d+)"', frame)
                if version and int(version[1]) > seen:
                    seen = int(version[1])
                    await socket.send(json.dumps({"command": "room.seen", "version": seen}))
        except ConnectionClosed:
            pass


class Camera:
    """Takes a page at every size, light and dark."""

    def __init__(self, folder: Path, readme: bool) -> None:
        self.folder, self.readme = folder, readme
        folder.mkdir(parents=True, exist_ok=True)

    async def take(self, page: Page, name: str, sizes: Sequence[str] = tuple(SIZES), dark: bool = True) -> None:
        """One moment; nothing when only README's pictures are wanted."""
        if self.readme:
            return
        for size in sizes:
            for scheme in ("light", "dark") if dark else ("light",):
                await self._shoot(page, self.folder / f"{name}-{size}-{scheme}.png", SIZES[size], scheme)

    async def take_for_readme(self, page: Page, name: str, size: tuple[int, int]) -> None:
        """One of the three; says so when it is too heavy."""
        if not self.readme:
            return
        path = self.folder / f"{name}.png"
        await self._shoot(page, path, size, "light")
        assert path.stat().st_size < HEAVIEST, f"{path} has {path.stat().st_size} bytes"

    async def _shoot(self, page: Page, path: Path, size: tuple[int, int], scheme: Any) -> None:
        await page.emulate_media(color_scheme=scheme)
        await page.set_viewport_size({"width": size[0], "height": size[1]})
        await page.evaluate("scrollTo(0, 0)")
        await page.evaluate("document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(done)))")
        await page.screenshot(path=path)


async def main(folder: Path, readme: bool) -> None:
    """Serve, fill, photograph."""
    with tempfile.TemporaryDirectory() as temporary:
        site = Site(Path(temporary), prepare_model(Path(temporary) / "model"))
        site.environment["PUBLIC_ADDRESS"] = "wijkteams.example"
        site.start()
        try:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
                await tell_the_story(site, Newcomers(browser, site, Watch()), Camera(folder, readme))
                await browser.close()
        finally:
            site.stop()


async def tell_the_story(site: Site, people: Newcomers, camera: Camera) -> None:
    """The demo's workshop, from the front door to the archive."""
    demo = site.demo
    room = Room(demo["room"], demo["code"])
    visitor = await people.participant()
    for path, name in (("/", "home"), ("/p/dag-van-de-wijkteams-2023/", "programme"), ("/accounts/login/", "login")):
        await visitor.go(path)
        await camera.take(visitor.page, name)

    host: Host = await people.host(room, login=site.login(**demo["host"]))
    screen: Person = await people.projector(room)
    phone: Participant = await people.participant()
    await phone.go("/")
    await phone.page.locator("#code").fill(room.code)
    await phone.page.locator("#entry button").click()
    await phone.page.locator("#name").wait_for()
    await camera.take(phone.page, "home-2")
    await phone.introduce("Sanne", "Delft")
    await phone.connected()
    await camera.take(host.page, "host-empty")

    crowd = Crowd(site, room)
    await crowd.come_in()
    for item in (1, 2):
        await host.page.locator("#agenda [data-key=n]").click()
        await expect(phone.see("now")).to_contain_text(f"onderdeel {item} van", timeout=20_000)
    await host.page.locator("#headcount", has_text=str(CROWD + 1)).wait_for()
    await phone.page.locator("#now h2").wait_for()
    await camera.take(phone.page, "participant-idle")
    await camera.take(screen.page, "screen-idle", dark=False)

    draft = host.page.locator(".drafts li").first
    question = await draft.locator(".text").inner_text()
    await draft.locator("button").first.click()
    for person in (phone, screen):
        await person.page.locator("#question-title", has_text=question).wait_for()
    await camera.take(phone.page, "participant-open")
    await camera.take(screen.page, "screen-open", dark=False)
    options = await phone.page.locator(".ballot [name=option]").evaluate_all("found => found.map((each) => each.value)")
    await crowd.vote(await phone.page.locator(".ballot [name=poll]").input_value(), options)
    await phone.page.locator(".ballot [name=option]").first.check()
    await phone.page.locator(".ballot button").click()
    await phone.is_told("ok")
    await phone.page.locator("#mine .notice").wait_for()
    await host.page.locator("#delivery", has_text=f"{CROWD + 1}").wait_for()
    await expect(host.see("voters")).to_contain_text(re.compile(r"3[3-7]\d"))
    await expect(host.see("receipt")).to_have_attribute("data-status", "", timeout=20_000)
    await camera.take(phone.page, "participant-voted")
    await camera.take(host.page, "host-open")
    await camera.take_for_readme(host.page, "console", SIZES["1366"])
    await host.page.set_viewport_size({"width": 1366, "height": 768})
    for panel in ("draft", "announce", "door-panel"):
        await host.page.locator(f"[popovertarget={panel}]").first.click()
        await camera.take(host.page, f"host-{panel}")
        await host.page.keyboard.press("Escape")
    await host.page.locator(".listable .toggle").click()
    await camera.take(host.page, "host-list")
    await host.page.locator(".listable .toggle").click()

    await host.press("poll.reveal")
    for person in (phone, screen):
        await person.page.locator("#tally table").wait_for()
    await camera.take(phone.page, "participant-revealed")
    await camera.take(screen.page, "screen-revealed", dark=False)
    await camera.take_for_readme(phone.page, "participant", SIZES["360"])
    await camera.take_for_readme(screen.page, "screen", SIZES["1366"])
    await host.press("poll.close")
    await host.command("poll.close").wait_for(state="detached")
    await camera.take(host.page, "host-closed")
    await camera.take(phone.page, "participant-closed")

    organiser = await people.person(login=site.login(**demo["organiser"]))
    for path, name in (("/hosting/", "hosting"), ("/archive/dag-van-de-wijkteams-2023/", "archive")):
        await organiser.go(path)
        await camera.take(organiser.page, name)
    await crowd.leave()
    await people.leave()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--readme", action="store_true")
    options = parser.parse_args()
    asyncio.run(main(options.folder, options.readme))

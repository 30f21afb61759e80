"""Takes the pictures of docs/pictures/ from the demo: `make pictures`, or `python -m tests.browser.pictures FOLDER`.

The people of the demo's plan, and then a crowd, sit in its room on real sockets: they write, ask for help and vote.
"""

import argparse
import asyncio
import json
import random
import tempfile
from pathlib import Path

from playwright.async_api import Locator, Page, async_playwright, expect

from .callers import LEARNT, WEIGHTS, Caller, come_in
from .conftest import CHROMIUM, FLAGS
from .people import Host, Newcomers, Participant, Person
from .served import Room, Site, manage, prepare_model
from .watching import Watch

PEOPLE = 372
ON_TIME = 0.94  # who answered when the pictures are taken
WIDE, TALL, PHONE = (1366, 768), (1366, 900), (360, 740)
TABS = 74  # pixels of a phone's tabs, and the space above them
HEAVIEST = 250_000  # bytes of a picture

SEED = f"""
import json, random
from django.core import signing
from livesessions.programme.demo.loading import workshop
from livesessions.programme.models import Participant
from rooms.breakouts.models import Seat
from rooms.live.base.people import PersonalSecret
from rooms.live.entry.remembering import SALT
random.seed(4)
session = workshop()
day, room = session.programme, session.room
seats = Seat.objects.filter(round__plan__room=room, round__number=1).select_related("participant")
planned = [(seat.participant, seat.group_id) for seat in seats]
teams = list(day.teams.all())
places = [team for team in teams for _ in range(team.people - 2)]
some = [*teams, *random.sample(places, {PEOPLE} - len(planned) - len(teams))]
crowd = Participant.objects.bulk_create(Participant(programme=day, name="", team=team) for team in some)
people = [*planned, *((person, None) for person in crowd)]
print(json.dumps([
    dict(
        name=person.name,
        group=group,
        cookie=signing.dumps([{{str(day.pk): (person.pk.hex, PersonalSecret.new().written())}}, [room.pk]], salt=SALT),
    )
    for person, group in people
]))
"""


async def take(page: Page, path: Path, size: tuple[int, int] = WIDE) -> None:
    """A picture of the page as it stands: everything at its top, nothing under the mouse."""
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    await page.mouse.move(size[0] / 2, 1)
    await page.evaluate("document.querySelectorAll('*').forEach((each) => { each.scrollTop = 0; })")
    await page.evaluate("document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(done)))")
    await page.screenshot(path=path)


async def take_until(last: Locator, path: Path, size: tuple[int, int] = WIDE, below: int = 24) -> None:
    """A picture of a page that ends `below` pixels under the end of `last`, so that nothing in it is cut in two."""
    await last.page.set_viewport_size({"width": size[0], "height": size[1]})
    bottom = await last.evaluate("(last) => scrollY + last.getBoundingClientRect().bottom")
    await take(last.page, path, (size[0], round(bottom) + below))


async def is_quiet(person: Person) -> None:
    """The receipt of what was done last has gone from the page."""
    await expect(person.see("receipt")).to_have_attribute("data-status", "")


class Story:
    """The demo's workshop, from its groups to its polls, and the archive of its learning circle."""

    def __init__(self, site: Site, people: Newcomers, folder: Path) -> None:
        self.site, self.people, self.folder = site, people, folder
        self.room = Room(site.demo["room"], site.demo["code"])
        seeded = json.loads(manage(site.environment, "shell", "-v", "0", "-c", SEED).splitlines()[-1])
        callers = [Caller(each) for each in seeded]
        self.sanne = next(caller for caller in callers if caller.name == "Sanne")
        self.planned = [caller for caller in callers if caller.group and caller is not self.sanne]
        self.crowd = [caller for caller in callers if not caller.group]

    async def tell(self) -> None:
        """Everything, in one go."""
        where = f"{self.site.url.replace('http', 'ws', 1)}{self.room.path}".replace("/r/", "/ws/r/")
        host: Host = await self.people.host(self.room, login=self.site.login(**self.site.demo["host"]))
        screen: Person = await self.people.projector(self.room)
        phone: Participant = await self.people.participant()
        await phone.context.add_cookies(
            [{"name": "participant", "value": self.sanne.cookie, "url": self.site.url, "httpOnly": True}]
        )
        await phone.go(self.room.path, live=True)
        await come_in(self.planned, where)
        await self._groups(host)
        await come_in(self.crowd, where)
        await self._polls(host, screen, phone)
        await self._archive()
        await asyncio.gather(*(caller.leave() for caller in (*self.planned, *self.crowd)))

    async def _groups(self, host: Host) -> None:
        """The plan as it was divided, the round that is out, and what it brought."""
        await host.page.locator("label", has=host.page.locator("#view-groups")).click()
        await expect(host.see("groups")).not_to_contain_text("nu niet hier")
        await take(host.page, self.folder / "groups-divided.png")

        await host.press("breakouts.send")
        await host.command("breakouts.recall").wait_for()
        groups = sorted({caller.group for caller in self.planned})
        writers = {caller.group: caller for caller in self.planned}
        for group, lines in list(zip(groups, LEARNT, strict=True))[:-1]:
            for field, text in lines.items():
                await writers[group].ask("breakouts.write", group=group, field=field, base=0, text=text, sequence=1)
        await writers[groups[0]].ask("breakouts.done", group=groups[0], on="1")
        await writers[groups[3]].ask("breakouts.help", group=groups[3], on="1")
        await expect(host.see("groups")).to_contain_text("Hulp gevraagd")
        await expect(host.see("groups").get_by_text("klaar", exact=True)).to_be_visible()
        await is_quiet(host)
        await take(host.page, self.folder / "groups-out.png")

        for field, text in LEARNT[-1].items():
            await writers[groups[-1]].ask(
                "breakouts.write", group=groups[-1], field=field, base=0, text=text, sequence=1
            )
        await host.press("breakouts.recall")
        await host.page.locator("label", has=host.page.locator("[name=groups-view][value=harvest]")).click()
        for lines in LEARNT:
            for text in lines.values():
                await host.see("harvest").get_by_text(text).wait_for()
        for text in (LEARNT[0]["home"], LEARNT[2]["home"]):
            line = host.see("harvest").locator("li", has_text=text)
            await line.get_by_label("Label").fill("Het gezin")
            await line.get_by_role("button").click()
            await expect(line.get_by_label("Label")).to_have_value("Het gezin")
            await host.is_told("ok")
        await is_quiet(host)
        await take(host.page, self.folder / "harvest.png")
        await host.page.locator("label", has=host.page.locator("[name=view][value=plenary]")).click()

    async def _polls(self, host: Host, screen: Person, phone: Participant) -> None:
        """The second item of the agenda, with a poll that almost everybody answers."""
        for item in (1, 2):
            await host.page.locator("#agenda [data-key=n]").click()
            await expect(phone.see("now")).to_contain_text(f"onderdeel {item} van")
        await expect(host.see("headcount")).to_contain_text(str(PEOPLE))
        draft = host.see("polls").locator("li", has=host.command("poll.open")).first
        question = await draft.locator(".text").inner_text()
        await draft.get_by_role("button", name="Start deze peiling").click()
        for person in (phone, screen):
            await person.page.locator("#poll-title", has_text=question).wait_for()
        await expect(host.see("delivery").locator("dd").nth(1)).to_have_text(str(PEOPLE), timeout=60_000)
        options = await phone.page.locator("[name=option]").evaluate_all("found => found.map((each) => each.value)")
        poll = await phone.command("poll.vote").locator("[name=poll]").input_value()
        likes = random.Random(7)
        voters = [caller for caller in (*self.planned, *self.crowd) if likes.random() < ON_TIME]
        for voter in voters:
            await voter.ask("poll.vote", poll=poll, option=likes.choices(options, WEIGHTS)[0], sequence=1)
        await phone.page.get_by_role("radio").first.check()
        await phone.command("poll.vote").get_by_role("button").click()
        await phone.is_told("ok")
        await expect(host.see("delivery").locator("dd").nth(2)).to_have_text(str(len(voters) + 1), timeout=60_000)
        await is_quiet(host)
        await take(host.page, self.folder / "console.png")

        await host.page.locator("[popovertarget=door-panel]").first.click()
        await take(host.page, self.folder / "door.png")
        await host.page.keyboard.press("Escape")
        await host.page.locator("[popovertarget=draft]").first.click()
        await host.see("draft-minimum").fill("5")
        await host.see("draft-options").fill(
            "Een vraag om te stellen\nEen manier van werken\nIemand om te bellen\nRust"
        )
        await host.see("draft-text").fill("Wat neem jij morgen mee naar je eigen team?")
        await take(host.page, self.folder / "new-poll.png", TALL)
        await host.page.keyboard.press("Escape")

        await host.press("poll.reveal")
        for person in (phone, screen):
            await person.page.locator("#tally table").wait_for()
        await take_until(phone.page.locator("#poll form").last, self.folder / "participant.png", PHONE, TABS)
        await take(screen.page, self.folder / "screen.png")

    async def _archive(self) -> None:
        """The meeting of the learning circle that is over."""
        organiser: Person = await self.people.person(login=self.site.login(**self.site.demo["organiser"]))
        page = organiser.page
        for path, name, last in (
            ("", "archive", page.get_by_role("region").nth(1)),
            ("questions/", "archive-questions", page.get_by_role("region").nth(1)),
            ("harvest/", "archive-harvest", page.get_by_role("blockquote").nth(3)),
        ):
            await organiser.go(f"/archive/leerkring-collectief-en-preventief/{path}")
            await take_until(last, self.folder / f"{name}.png")


async def main(folder: Path) -> None:
    """Serve, fill, photograph."""
    with tempfile.TemporaryDirectory() as temporary:
        site = Site(Path(temporary), prepare_model(Path(temporary) / "model", SMALLEST_RESULT="5"))
        site.environment |= {"PUBLIC_ADDRESS": "wijkteams.example", "SMALLEST_RESULT": "5"}
        site.start()
        try:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                people = Newcomers(browser, site, Watch())
                await Story(site, people, folder).tell()
                await people.leave()
                await browser.close()
        finally:
            site.stop()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(folder))
    for picture in folder.glob("*.png"):
        assert picture.stat().st_size < HEAVIEST, f"{picture} has {picture.stat().st_size} bytes"

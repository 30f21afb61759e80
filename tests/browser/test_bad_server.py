"""The server dies or restarts, the phone sleeps: afterwards everything is as it should be, by itself."""

import asyncio
import json
import signal
import sqlite3
import time
from contextlib import closing

import pytest
from playwright.async_api import expect

from .program import Program
from .proxy import Mood
from .served import HOST, PASSWORD, Site

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION = "Wat doe je na een melding?"
ANSWERS = ("Bellen", "Langsgaan", "Overleggen")
PEOPLE, ROUNDS = 9, 8
"""Two groups of so many people repeat pairs in all these rounds: no bound is reached, and thinking takes its time."""


async def test_killed_while_a_vote_is_on_its_way(own_people, own_site, own_room, own_line, broken):
    """Counted, but the receipt never arrived; then kill -9. The page asks again and it counts once."""
    host = await own_people.host(own_room)
    phone = await own_people.participant(own_room, url=own_line.url)
    other = await own_people.participant(own_room, url=own_line.url)
    await host.ask(QUESTION, ANSWERS)
    for person in (phone, other):
        await expect(person.page.locator("#poll-title")).to_have_text(QUESTION)
    await own_line.become(Mood.DEAF)
    await phone.vote("Bellen")
    await host.counts(Bellen=1)
    await expect(phone.see("receipt")).to_have_attribute("data-status", "")
    own_site.stop(signal.SIGKILL)
    await other.vote("Langsgaan")  # nobody is there to hear it
    await own_line.become(Mood.WELL)
    await asyncio.to_thread(own_site.start)
    for person in (phone, other):
        await person.is_told("ok")
        await person.connected()
    await phone.has_voted("Bellen")
    await other.has_voted("Langsgaan")
    await host.connected()
    await host.counts(Bellen=1, Langsgaan=1, Overleggen=0)
    await expect(host.see("voters")).to_contain_text("2")


async def test_killed_while_people_are_divided(own_site, own_room):
    """The next server divides the same people with the same seed, whether or not they are back."""
    async with Program(own_site.url) as host:
        console = await host.login(f"{own_room.path}host/", HOST, PASSWORD)
        people = [Program(own_site.url) for _ in range(PEOPLE)]
        await asyncio.gather(*(each.join(own_room.code, name=f"Mens {n}") for n, each in enumerate(people)))
        wanted = {"way": "mix", "groups": "2", "rounds": str(ROUNDS), "minutes": "5"}
        console = await host.submit(console.form("breakouts.plan"), **wanted)
        await asyncio.gather(*(each.get(own_room.path) for each in people))
        await host.submit(console.form("breakouts.deal"), seed="11")
        before = await asyncio.to_thread(_wish_with, own_site, "begun_at")
        own_site.stop(signal.SIGKILL)
        await asyncio.gather(*(each.http.aclose() for each in people))
        killed = _newest_wish(own_site)
        assert not killed["answered_at"] and not killed["seats"], "it was still thinking"
        assert len(json.loads(before["people"])) == PEOPLE
        await asyncio.to_thread(own_site.start)
        after = await asyncio.to_thread(_wish_with, own_site, "answered_at")
        assert (after["id"], after["seed"], after["taken"]) == (killed["id"], 11, 2)
        assert after["seats"] == PEOPLE * ROUNDS and json.loads(after["people"]) == []
        console = await host.get(f"{own_room.path}host/")
        assert "Nummer van deze verdeling: 11." in console.elements["briefing"].text


def _newest_wish(site: Site) -> dict:
    """The newest wish to divide people as it stands in the database, and how many seats came of it."""
    with closing(sqlite3.connect(site.var / "livesessions.sqlite3", timeout=20)) as database:
        database.row_factory = sqlite3.Row
        wish = dict(database.execute("SELECT * FROM breakouts_deal ORDER BY id DESC LIMIT 1").fetchone())
        seats = "SELECT COUNT(*) FROM breakouts_seat s JOIN breakouts_round r ON r.id = s.round_id WHERE r.deal_id = ?"
        return wish | {"seats": database.execute(seats, [wish["id"]]).fetchone()[0]}


def _wish_with(site: Site, column: str) -> dict:
    """The newest wish, once this column has something."""
    deadline = time.monotonic() + 30
    while not (found := _newest_wish(site))[column]:
        assert time.monotonic() < deadline, found
        time.sleep(0.01)
    return found


async def test_a_restart_is_calm(own_people, own_site, own_room, broken):
    """SIGTERM: every page is told when to come back, and does."""
    host = await own_people.host(own_room)
    phone = await own_people.participant(own_room)
    screen = await own_people.projector(own_room)
    await host.ask(QUESTION, ANSWERS)
    everybody = (host, phone, screen)
    for person in everybody:
        await person.page.evaluate("""() => {
            window.closes = [];
            document.addEventListener("htmx:ws:close", ({ detail }) => window.closes.push(detail.code));
        }""")
    await asyncio.to_thread(own_site.stop)
    await asyncio.to_thread(own_site.start)
    for person in everybody:
        await person.connected()
        assert (await person.page.evaluate("window.closes"))[0] == 4012
    await phone.vote("Bellen")
    await phone.is_told("ok")
    await host.counts(Bellen=1)


async def test_a_phone_that_slept(own_people, own_room):
    """Hidden, the page gives its socket back; shown again, it is up to date within three seconds."""
    host = await own_people.host(own_room)
    phone = await own_people.participant(own_room)
    await _visible(phone, False)
    await phone.connected("connecting")
    await host.ask(QUESTION, ANSWERS)
    await _visible(phone, True)
    await expect(phone.page.locator("#poll-title")).to_have_text(QUESTION, timeout=3000)
    await phone.connected()


async def test_a_frozen_page(own_people, own_room):
    """The browser froze the page (a laptop that slept): awake, it shows what is now within three seconds."""
    host = await own_people.host(own_room)
    phone = await own_people.participant(own_room)
    cdp = await phone.context.new_cdp_session(phone.page)
    await cdp.send("Page.setWebLifecycleState", {"state": "frozen"})
    await host.ask(QUESTION, ANSWERS)
    await cdp.send("Page.setWebLifecycleState", {"state": "active"})
    await expect(phone.page.locator("#poll-title")).to_have_text(QUESTION, timeout=3000)
    await phone.connected()


async def test_a_hidden_console_stays_connected(own_people, own_room):
    """Hosts and projectors keep their socket when another tab is in front."""
    host = await own_people.host(own_room)
    screen = await own_people.projector(own_room)
    phone = await own_people.participant(own_room)
    for person in (host, screen):
        await _visible(person, False)
    await host.ask(QUESTION, ANSWERS)
    await phone.vote("Bellen")
    await host.counts(Bellen=1)
    await expect(screen.page.locator("#poll-title")).to_have_text(QUESTION)


async def _visible(person, visible):
    """What the browser tells a page that goes behind another, or comes back."""
    await person.page.evaluate(
        """(visible) => {
            Object.defineProperty(document, "hidden", { configurable: true, get: () => !visible });
            const state = visible ? "visible" : "hidden";
            Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        visible,
    )

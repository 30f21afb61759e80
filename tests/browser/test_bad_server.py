"""The server dies or restarts, the phone sleeps: afterwards everything is as it should be, by itself."""

import asyncio
import signal

import pytest
from playwright.async_api import expect

from .proxy import Mood

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION = "Wat doe je na een melding?"
ANSWERS = ("Bellen", "Langsgaan", "Overleggen")


async def test_killed_while_a_vote_is_on_its_way(own_people, own_site, own_room, line, broken):
    """Counted, but the receipt never arrived; then kill -9. The page asks again and it counts once."""
    host = await own_people.host(own_room)
    phone = await own_people.participant(own_room, url=line.url)
    other = await own_people.participant(own_room, url=line.url)
    await host.ask(QUESTION, ANSWERS)
    for person in (phone, other):
        await expect(person.page.locator("#question-title")).to_have_text(QUESTION)
    await line.become(Mood.DEAF)
    await phone.vote("Bellen")
    await host.counts(Bellen=1)
    await expect(phone.see("receipt")).to_have_attribute("data-status", "")
    own_site.stop(signal.SIGKILL)
    await other.vote("Langsgaan")  # nobody is there to hear it
    await line.become(Mood.WELL)
    await asyncio.to_thread(own_site.start)
    for person in (phone, other):
        await person.is_told("ok")
        await person.connected()
    await phone.has_voted("Bellen")
    await other.has_voted("Langsgaan")
    await host.connected()
    await host.counts(Bellen=1, Langsgaan=1, Overleggen=0)
    await expect(host.see("voters")).to_contain_text("2")


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
    await expect(phone.page.locator("#question-title")).to_have_text(QUESTION, timeout=3000)
    await phone.connected()


async def test_a_frozen_page(own_people, own_room):
    """The browser froze the page (a laptop that slept): awake, it shows what is now within three seconds."""
    host = await own_people.host(own_room)
    phone = await own_people.participant(own_room)
    cdp = await phone.context.new_cdp_session(phone.page)
    await cdp.send("Page.setWebLifecycleState", {"state": "frozen"})
    await host.ask(QUESTION, ANSWERS)
    await cdp.send("Page.setWebLifecycleState", {"state": "active"})
    await expect(phone.page.locator("#question-title")).to_have_text(QUESTION, timeout=3000)
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
    await expect(screen.page.locator("#question-title")).to_have_text(QUESTION)


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

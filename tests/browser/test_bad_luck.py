"""The line is cut, blocked or silent; the server dies or restarts; the phone sleeps: the page finds its way by itself."""

import asyncio
import signal
import time

import pytest
import pytest_asyncio
from playwright.async_api import expect

from .people import Host
from .proxy import Mood, Proxy
from .served import Room

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION = "Wat doe je na een melding?"
NEXT = "Wie gaat mee op huisbezoek?"
ANSWERS = ("Bellen", "Langsgaan", "Overleggen")
# What Chromium itself says about a line that is broken on purpose.
BROKEN_LINE = (r"WebSocket connection to '[^']+' failed", r"Failed to load resource: net::ERR_", r"htmx:ws:error")


@pytest_asyncio.fixture(loop_scope="session")
async def line(own_site):
    """The network between the phones of a test and the site."""
    proxy = Proxy(own_site.port)
    await proxy.start()
    yield proxy
    await proxy.stop()


@pytest.fixture
def broken(watch):
    """The console may tell of broken connections, and of nothing else."""
    watch.expect(*BROKEN_LINE)


@pytest.fixture
def room(own_site) -> Room:
    """A fresh room on the module's own site."""
    return own_site.new_room()


async def test_offline_and_back(own_people, room, broken):
    """The socket is cut; what happened meanwhile is there after the return, and the vote goes out by itself."""
    host = await own_people.host(room)
    phone = await own_people.participant(room)
    await host.ask(QUESTION, ANSWERS)
    await expect(phone.page.locator("#question-title")).to_have_text(QUESTION)
    await phone.context.set_offline(True)
    await phone.vote("Bellen")
    await host.press("poll.close")
    await host.ask(NEXT, ANSWERS)
    await phone.context.set_offline(False)
    await expect(phone.page.locator("#question-title")).to_have_text(NEXT)
    await phone.vote("Langsgaan")
    await phone.has_voted("Langsgaan")
    await host.counts(Langsgaan=1, Bellen=0)
    await phone.connected()


async def test_cut_and_restored(own_people, room, line, broken):
    host = await own_people.host(room)
    phone = await own_people.participant(room, url=line.url)
    await host.ask(QUESTION, ANSWERS)
    await phone.choose("Bellen")
    await line.become(Mood.CUT)
    await phone.connected("connecting")
    # Longer than a moment: the page says so, and keeps the vote.
    await phone.connected("off")
    await expect(phone.page.locator(".broken")).to_be_visible()
    await phone.page.locator("form.ballot button").click()
    await line.become(Mood.WELL)
    await phone.connected()
    await phone.is_told("ok")
    await phone.has_voted("Bellen")
    await host.counts(Bellen=1, Langsgaan=0)
    await expect(phone.page.locator(".broken")).to_be_hidden()


async def test_a_silent_line_is_noticed(own_people, room, line, broken):
    """A dead socket that nobody closed, as after a lift or a tunnel: the page does not trust it for ever."""
    host = await own_people.host(room)
    phone = await own_people.participant(room, url=line.url)
    await line.become(Mood.SILENT)
    await host.ask(QUESTION, ANSWERS)
    await phone.page.locator("body:not([data-live=open])").wait_for(state="attached", timeout=30_000)
    await line.become(Mood.WELL)
    await line.hang_up()
    await expect(phone.page.locator("#question-title")).to_have_text(QUESTION)
    await phone.connected()


async def test_sockets_are_blocked(own_people, room, line, broken):
    """A strict proxy: the page takes the detour by itself, and everything works on it."""
    host = await own_people.host(room)
    await line.become(Mood.NO_SOCKETS)
    phone = await own_people.participant(room, url=line.url, live=False, name="Op kantoor", team="Voorstraat")
    await phone.connected("detour")
    await expect(phone.see("connection")).to_have_text("Verbonden via de omweg")
    await expect(host.see("headcount")).to_contain_text("1 mens via de omweg")
    await host.ask(QUESTION, ANSWERS)
    await expect(phone.page.locator("#question-title")).to_have_text(QUESTION)
    await phone.vote("Overleggen")
    await phone.is_told("ok")
    await phone.has_voted("Overleggen")
    await host.counts(Overleggen=1)
    await phone.vote("Bellen")
    await host.counts(Overleggen=0, Bellen=1)
    await host.press("poll.reveal")
    await phone.counts(Overleggen=0, Bellen=1)
    await host.press("poll.close")
    await expect(phone.see("question")).to_contain_text("gesloten")
    # A line that recovers is used again.
    await line.become(Mood.WELL)
    await phone.connected(timeout=40)


async def test_sockets_are_blocked_for_the_host(own_people, room, line, broken):
    await line.become(Mood.NO_SOCKETS)
    host = await own_people.person(login=own_people.site.login(), url=line.url, kind=Host)
    await host.go(f"{room.path}host/")
    await host.connected("detour")
    phone = await own_people.participant(room)
    await host.ask(QUESTION, ANSWERS)
    await expect(phone.page.locator("#question-title")).to_have_text(QUESTION)
    await phone.vote("Bellen")
    await host.counts(Bellen=1)


async def test_killed_while_a_vote_is_on_its_way(own_people, own_site, room, line, broken):
    """Counted, but the receipt never arrived; then kill -9. The page asks again and it counts once."""
    host = await own_people.host(room)
    phone = await own_people.participant(room, url=line.url)
    other = await own_people.participant(room, url=line.url)
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


async def test_a_restart_is_calm(own_people, own_site, room, broken):
    """SIGTERM: every page is told when to come back, and does."""
    host = await own_people.host(room)
    phone = await own_people.participant(room)
    screen = await own_people.projector(room)
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


async def test_the_browser_waits_as_long_as_it_was_asked(own_people, room, line, broken):
    """`retry_in` spreads a crowd: nobody comes back sooner. It holds for this return only."""
    phone = await own_people.participant(room, url=line.url)
    for code, reason, at_least, at_most in ((4012, "retry_in=2500", 2.0, 30), (1011, "", 0.3, 1.5)):
        opened, closed_at = len(line.opened), time.monotonic()
        await line.close_sockets(code, reason)
        await phone.connected("connecting")
        await phone.connected()
        assert at_least <= line.opened[opened] - closed_at <= at_most


async def test_a_phone_that_slept(own_people, room):
    """Hidden, the page gives its socket back; shown again, it is up to date within three seconds."""
    host = await own_people.host(room)
    phone = await own_people.participant(room)
    await _visible(phone, False)
    await phone.connected("connecting")
    await host.ask(QUESTION, ANSWERS)
    await _visible(phone, True)
    await expect(phone.page.locator("#question-title")).to_have_text(QUESTION, timeout=3000)
    await phone.connected()


async def test_a_frozen_page(own_people, room):
    """The browser froze the page (a laptop that slept): awake, it shows what is now within three seconds."""
    host = await own_people.host(room)
    phone = await own_people.participant(room)
    cdp = await phone.context.new_cdp_session(phone.page)
    await cdp.send("Page.setWebLifecycleState", {"state": "frozen"})
    await host.ask(QUESTION, ANSWERS)
    await cdp.send("Page.setWebLifecycleState", {"state": "active"})
    await expect(phone.page.locator("#question-title")).to_have_text(QUESTION, timeout=3000)
    await phone.connected()


async def test_a_hidden_console_stays_connected(own_people, room):
    """Hosts and projectors keep their socket when another tab is in front."""
    host = await own_people.host(room)
    screen = await own_people.projector(room)
    phone = await own_people.participant(room)
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

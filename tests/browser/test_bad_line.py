"""The line is cut, blocked or silent: the page finds its way by itself."""

import asyncio
import re
import time

import pytest
from playwright.async_api import expect

from .people import Host
from .proxy import Mood

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION = "Wat doe je na een melding?"
NEXT = "Wie gaat mee op huisbezoek?"
ANSWERS = ("Bellen", "Langsgaan", "Overleggen")


async def test_offline_and_back(people, room, broken):
    """The socket is cut; what happened meanwhile is there after the return, and the vote goes out by itself."""
    host = await people.host(room)
    phone = await people.participant(room)
    await host.ask(QUESTION, ANSWERS)
    await expect(phone.page.locator("#poll-title")).to_have_text(QUESTION)
    await phone.context.set_offline(True)
    await phone.vote("Bellen")
    await host.press("poll.close")
    await host.ask(NEXT, ANSWERS)
    await phone.context.set_offline(False)
    await expect(phone.page.locator("#poll-title")).to_have_text(NEXT)
    await phone.vote("Langsgaan")
    await phone.has_voted("Langsgaan")
    await host.counts(Langsgaan=1, Bellen=0)
    await phone.connected()
    # A picture that could not be shown was noted as shown: the page takes the whole picture anew.
    fails = "() => { delete htmx.swap; return Promise.reject(new Error('not shown')) }"
    await phone.page.evaluate(f"void (htmx.swap = {fails})")
    await host.press("poll.close")
    await expect(phone.see("poll")).to_contain_text("gesloten")


async def test_a_socket_that_the_page_gave_up_itself_comes_back(people, room, broken):
    """After ten seconds without a byte the page closes its socket, and the server's answer to that is no farewell."""
    host = await people.host(room)
    phone = await people.participant(room)
    await phone.context.set_offline(True)
    await asyncio.sleep(10)
    await phone.context.set_offline(False)
    await phone.page.evaluate("window.dispatchEvent(new Event('online'))")
    await phone.page.wait_for_timeout(1_500)
    await phone.connected(within=10)
    await host.ask(QUESTION, ANSWERS)
    await expect(phone.page.locator("#poll-title")).to_have_text(QUESTION, timeout=3_000)


async def test_a_page_that_closes_its_socket_as_a_sleeping_phone_does_comes_back(people, room, broken):
    await people.host(room)
    phone = await people.participant(room)
    await phone.page.evaluate("document.querySelector('.wire')._htmx.ws.connection.socket.close()")
    await phone.connected("connecting")
    await phone.connected(within=10)


async def test_a_proxy_that_ends_the_socket_with_a_code_of_its_own_is_no_farewell(people, room, line, broken):
    """Only the contract's own codes say goodbye; after any other the page would stay on the slower way for good."""
    phone = await people.participant(room, url=line.url)
    for code in (1008, 3000):
        await line.close_sockets(code)
        await phone.connected("connecting")
        await phone.connected(within=5)


async def test_cut_and_restored(people, room, line, broken):
    host = await people.host(room)
    phone = await people.participant(room, url=line.url)
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


async def test_a_silent_line_is_noticed(people, room, line, broken):
    """A dead socket that nobody closed, as after a lift or a tunnel: the page does not trust it for ever."""
    host = await people.host(room)
    phone = await people.participant(room, url=line.url)
    await line.become(Mood.SILENT)
    await host.ask(QUESTION, ANSWERS)
    await phone.page.locator("body:not([data-live=open])").wait_for(state="attached", timeout=30_000)
    await line.become(Mood.WELL)
    await line.hang_up()
    await expect(phone.page.locator("#poll-title")).to_have_text(QUESTION)
    await phone.connected()


async def test_sockets_are_blocked(people, room, line, broken):
    """A strict proxy: the page takes the fallback by itself, and everything works on it."""
    host = await people.host(room)
    await line.become(Mood.NO_SOCKETS)
    phone = await people.participant(room, url=line.url, live=False, name="Op kantoor", team="Voorstraat")
    await phone.connected("fallback")
    await expect(phone.see("connection")).to_have_text("Verbonden, iets trager")
    await expect(host.see("headcount")).to_contain_text("1 persoon heeft een tragere verbinding")
    await host.ask(QUESTION, ANSWERS)
    await expect(phone.page.locator("#poll-title")).to_have_text(QUESTION)
    await phone.vote("Overleggen")
    await phone.is_told("ok")
    await phone.has_voted("Overleggen")
    await host.counts(Overleggen=1)
    await phone.vote("Bellen")
    await host.counts(Overleggen=0, Bellen=1)
    await host.press("poll.reveal")
    await phone.counts(Overleggen=0, Bellen=1)
    await host.press("poll.close")
    await expect(phone.see("poll")).to_contain_text("gesloten")


async def test_on_the_fallback_the_word_of_the_connection_stays(people, room, line, broken):
    """It is a status that is spoken: once is enough."""
    await line.become(Mood.NO_SOCKETS)
    phone = await people.participant(room, url=line.url, live=False)
    await phone.connected("fallback")
    await phone.page.evaluate(
        """() => {
          window.said = [];
          const words = document.getElementById("connection");
          new MutationObserver(() => said.push(words.textContent)).observe(words, { childList: true, subtree: true });
        }"""
    )
    async with asyncio.timeout(40):
        await line.asked(len(line.opened) + 3)
    assert await phone.page.evaluate("said") == []


async def test_a_clock_that_somebody_sets_moves_no_clock_of_the_page(people, room):
    host = await people.host(room)
    await host.page.locator("[popovertarget=plan]").first.click()
    await host.page.locator("#plan-title").fill("Energie")
    await host.page.locator("#plan form button:not([type=button])").click()
    await host.press("floor.start")
    await expect(host.page.locator("time[data-clock]")).to_have_text(re.compile("^9:5"))
    await host.page.evaluate("{ const now = Date.now; Date.now = () => now() + 14 * 60_000; }")
    await host.page.wait_for_timeout(2_500)
    await expect(host.page.locator("time[data-clock]")).to_have_text(re.compile("^9:"))


async def test_sockets_are_blocked_for_the_host(people, room, line, broken):
    await line.become(Mood.NO_SOCKETS)
    host = await people.person(login=people.site.login(), url=line.url, kind=Host)
    await host.go(f"{room.path}host/")
    await host.connected("fallback")
    phone = await people.participant(room)
    await host.ask(QUESTION, ANSWERS)
    await expect(phone.page.locator("#poll-title")).to_have_text(QUESTION)
    await phone.vote("Bellen")
    await host.counts(Bellen=1)


async def test_a_line_that_recovers_is_used_again(people, room, line, broken):
    await line.become(Mood.NO_SOCKETS)
    phone = await people.participant(room, url=line.url, live=False)
    await phone.connected("fallback")
    await line.become(Mood.WELL)
    await phone.connected(within=40)


async def test_a_crowd_that_was_sent_away_does_not_come_back_at_once(people, room, line, broken):
    """The browser stays away as long as the code asks for; and for this return only."""
    phone = await people.participant(room, url=line.url)
    for code, at_least, at_most in ((4429, 5.0, 30), (1011, 0.3, 1.5)):
        opened, closed_at = len(line.opened), time.monotonic()
        await line.close_sockets(code)
        await phone.connected("connecting")
        await phone.connected()
        assert at_least <= line.opened[opened] - closed_at <= at_most
    # Also when that return fails: the one after it comes at the usual pace.
    await line.close_sockets(4429)
    await line.become(Mood.NO_SOCKETS)
    async with asyncio.timeout(30):
        await line.asked(tried := len(line.opened) + 2)
    assert line.opened[tried - 1] - line.opened[tried - 2] <= 3.5
    await line.become(Mood.WELL)
    await phone.connected()

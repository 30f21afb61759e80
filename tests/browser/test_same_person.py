"""The same person after a reload, in a second tab, and in a browser that was closed and opened again."""

import pytest
from playwright.async_api import expect

from .people import Participant

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION = "Hoe laat begint jouw dag?"
ANSWERS = ("Vroeg", "Laat")


async def test_reload_and_second_tab(people, room):
    host = await people.host(room)
    first = await people.participant(room, name="Sanne")
    await host.ask(QUESTION, ANSWERS)
    await first.vote("Vroeg")
    await first.has_voted("Vroeg")
    await first.page.reload()
    await first.connected()
    await first.has_voted("Vroeg")

    second = Participant(first.context, await first.context.new_page())
    await second.go(room.path, live=True)
    await second.has_voted("Vroeg")
    # Both tabs say the same, whichever of them was used.
    await second.vote("Laat")
    await first.has_voted("Laat")
    await first.vote("Vroeg")
    await second.has_voted("Vroeg")
    await host.counts(Vroeg=1, Laat=0)
    await expect(host.see("headcount")).to_contain_text("1 van de 12 mensen hier")


async def test_a_browser_that_was_closed(people, room):
    host = await people.host(room)
    before = await people.participant(room, name="Noor")
    await host.ask(QUESTION, ANSWERS)
    await before.vote("Laat")
    await before.is_told("ok")
    cookies = await before.context.storage_state()
    await before.context.close()
    people.contexts.remove(before.context)

    after = await people.participant(storage_state=cookies)
    await after.go(room.path, live=True)
    await after.has_voted("Laat")
    await after.vote("Vroeg")
    await after.has_voted("Vroeg")
    await host.counts(Vroeg=1, Laat=0)
    # Who types the code again is asked whether they are the same person, and nothing else.
    await after.go("/")
    await after.page.locator("#code").fill(room.code)
    await after.page.locator("#entry button").click()
    await expect(after.page.get_by_role("heading", name="Ga verder als Noor?")).to_be_visible()
    await after.page.get_by_role("button", name="Ja, ga verder").click()
    await after.connected()
    await after.has_voted("Vroeg")


async def test_a_vote_survives_a_reload_on_a_dead_line(people, room, broken):
    """What has no receipt is kept, also over a reload."""
    host = await people.host(room)
    phone = await people.participant(room)
    await host.ask(QUESTION, ANSWERS)
    await phone.choose("Vroeg")
    await phone.page.evaluate("WebSocket.prototype.send = () => {}")  # everything it says is lost
    await phone.page.locator("form.ballot button").click()
    await phone.page.reload()
    await phone.has_voted("Vroeg")
    await host.counts(Vroeg=1, Laat=0)

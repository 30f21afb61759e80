"""Two hosts share a room, mind its door, and end it."""

import pytest
from playwright.async_api import expect

from .served import SECOND

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION = "Wie neemt het over?"
ANSWERS = ("Ik", "Jij")


async def test_both_see_the_same(people, room):
    first = await people.host(room)
    second = await people.host(room, login=people.site.login(SECOND))
    phone = await people.participant(room)
    await first.draft(QUESTION, ANSWERS)
    await expect(second.draft_of(QUESTION)).to_be_visible()
    await second.open(QUESTION)
    await expect(first.page.locator("#poll-title")).to_have_text(QUESTION)
    await phone.vote("Jij")
    for host in (first, second):
        await host.counts(Ik=0, Jij=1)
    # Both press at once: it happens once, and both are told the same.
    await first.press("poll.close")
    await expect(second.see("poll")).to_contain_text("Gesloten")
    for host in (first, second):
        await expect(host.see("polls")).to_contain_text("1 stem")


async def test_the_code_is_renewed(people, room, watch):
    watch.expect_status(422)
    host = await people.host(room)
    screen = await people.projector(room, login=people.site.login())
    inside = await people.participant(room)
    await host.door("room.rotate")
    await expect(host.page.locator(".code-text")).not_to_have_text(room.code)
    code = await host.page.locator(".code-text").inner_text()
    await expect(screen.see("door")).to_contain_text(code)
    newcomer = await people.participant()
    await newcomer.go("/")
    await newcomer.page.locator("#code").fill(room.code)
    await newcomer.page.locator("#entry button").click()
    await expect(newcomer.page.get_by_role("alert")).to_contain_text("Deze code kennen we niet")
    await newcomer.come_in(code)
    await newcomer.connected()
    # Who was inside stays.
    await inside.page.reload()
    await inside.connected()


async def test_a_projector_without_a_login_goes_dark_when_the_code_is_renewed(people, room, watch):
    watch.expect_status(403)
    host = await people.host(room)
    stranger = await people.projector(room)
    await host.door("room.rotate")
    await stranger.said_goodbye("renewed")
    await expect(stranger.page.locator("body")).not_to_contain_text(await host.page.locator(".code-text").inner_text())


async def test_the_door_is_locked(people, room, watch):
    watch.expect_status(409)
    host = await people.host(room)
    inside = await people.participant(room, name="Binnen")
    await host.door("room.lock")
    await expect(host.see("door")).to_contain_text("Op slot")
    newcomer = await people.participant()
    await newcomer.go("/")
    await newcomer.page.locator("#code").fill(room.code)
    await newcomer.page.locator("#entry button").click()
    await expect(newcomer.page.get_by_role("alert")).to_contain_text("Vraag de begeleider")
    await inside.go("/")
    await inside.page.locator("#code").fill(room.code)
    await inside.page.locator("#entry button").click()
    await inside.page.locator("button[name=as][value=same]").click()
    await inside.connected()
    await host.door("room.unlock")
    await expect(host.see("door")).not_to_contain_text("Op slot")
    await newcomer.page.locator("#entry button").click()
    await newcomer.introduce(name="Buiten")
    await newcomer.connected()


async def test_the_end(people, room, watch):
    """The session is ended: everybody's page says so calmly, the code lets nobody in, a draft can be forgotten."""
    watch.expect_status(410, 422)
    host = await people.host(room)
    phones = [await people.participant(room) for _ in range(2)]
    for phone in phones:
        await phone.page.evaluate(
            "document.addEventListener('htmx:ws:close', ({ detail }) => { sessionStorage.closedWith = detail.code; })"
        )
    await host.press("board.open")
    await phones[0].page.locator("#ask-text").fill("Een half verhaal")
    await host.page.locator("[popovertarget=door-panel]").first.click()
    await host.page.locator("#door-panel summary").click()
    await host.press("room.close")
    for phone in phones:
        await phone.said_goodbye()
        assert await phone.page.evaluate("sessionStorage.closedWith") == "4000"
        await expect(phone.page.get_by_role("heading", level=1)).to_contain_text("Dit was het")
    await expect(host.see("door")).to_contain_text("Afgelopen")
    await phones[0].page.locator("[data-forget]").click()
    assert await phones[0].page.evaluate("Object.keys(localStorage)") == []
    await phones[1].go("/")
    await phones[1].page.locator("#code").fill(room.code)
    await phones[1].page.locator("#entry button").click()
    await expect(phones[1].page.get_by_role("alert")).to_contain_text("Deze code kennen we niet")


async def test_every_receipt_is_seen_and_makes_room(people, room):
    """It lies over the console for some seconds; one that follows at once, or much later, is seen as well."""
    host = await people.host(room, reduced_motion="no-preference")
    receipt = host.see("receipt")
    for attempt in range(3):
        if attempt == 2:
            await expect(receipt).to_have_attribute("data-status", "")
        await host.draft(f"Vraag {attempt}?", ANSWERS)
        await expect(receipt).to_contain_text("De peiling staat klaar")
        await expect(receipt).to_be_visible()
        assert await receipt.evaluate("shown => getComputedStyle(shown).opacity") == "1"

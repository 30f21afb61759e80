"""A letter that is being composed, after a dead key or by an input method, is broken by nobody."""

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def compose(person, text: str) -> None:
    """What an input method shows while somebody chooses."""
    person.keys = await person.context.new_cdp_session(person.page)
    await person.keys.send(
        "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
    )


async def commit(person, text: str) -> None:
    """The letter is there."""
    await person.keys.send("Input.insertText", {"text": text})


async def test_a_colleagues_line_waits_for_the_letter(people, room):
    host = await people.host(room)
    one, other = [await people.participant(room, name=name) for name in ("Anna", "Bram")]
    await host.page.locator("#view-groups").check()
    await host.page.locator("[popovertarget=group-plan]").first.click()
    await host.page.locator("#groups-number").fill("1")
    await host.page.locator("#groups-size").fill("")
    await host.page.locator("#group-plan form button:not([type=button])").click()
    await host.command("breakouts.deal").first.locator("button").click()
    await expect(host.page.locator(".dweller")).to_have_count(2)
    await host.press("breakouts.send")
    mine, theirs = (each.page.locator("#notes textarea").first for each in (one, other))
    await mine.fill("caf")
    await expect(one.page.locator("#notes .kept").first).to_have_attribute("data-state", "saved")
    await expect(theirs).to_have_value("caf")
    await mine.focus()
    await compose(one, "´")
    await expect(mine).to_have_value("caf´")
    await theirs.fill("caf\nthee")
    await expect(other.page.locator("#notes .kept").first).to_have_attribute("data-state", "saved")
    await expect(one.page.locator("#notes form").first).to_have_attribute("data-text", "caf\nthee")
    await one.page.wait_for_timeout(1_200)  # longer than the pause after which a text is saved
    await expect(mine).to_have_value("caf´")
    await commit(one, "é")
    for area in (mine, theirs):
        await expect(area).to_have_value("café\nthee")


async def test_a_part_waits_in_which_somebody_composes(people, room):
    """A field of the question board: its part changes meanwhile, and comes when the letter is there."""
    host = await people.host(room)
    phone = await people.participant(room)
    await host.press("board.open")
    await phone.page.locator("#ask-text").fill("caf")
    await phone.page.locator("#ask-text").focus()
    await compose(phone, "´")
    await host.page.locator("#board-categories").evaluate("each => (each.value = 'Zorg')")
    await host.command("board.set").evaluate("form => form.requestSubmit()")
    await expect(host.page.locator("#board-categories")).to_have_value("Zorg")
    await phone.page.wait_for_timeout(1_500)
    await expect(phone.page.locator("#ask-category")).to_have_count(0)
    await expect(phone.page.locator("#ask-text")).to_have_value("caf´")
    await commit(phone, "é")
    await expect(phone.page.locator("#ask-category")).to_have_count(1)
    await expect(phone.page.locator("#ask-text")).to_have_value("café")

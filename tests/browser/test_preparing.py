"""A host prepares polls: sees how one looks while typing, and puts them in order by dragging and with keys."""

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_polls_are_looked_at_and_put_in_order(people, room):
    host = await people.host(room)
    page = host.page
    await page.locator("[popovertarget=draft][data-key=q]").click()
    await page.locator("#draft-text").press_sequentially("Wie helpt?")
    await page.locator("#draft-options").fill("Buren\nSchool")
    phone = page.locator("#preview-draft iframe").first.content_frame
    await expect(phone.locator("input[name=option]")).to_have_count(2)
    await expect(phone.locator("#poll-title")).to_have_text("Wie helpt?")
    await page.locator("#draft form button:not([type=button], [formaction])").click()
    for text in ("Wie belt?", "Wie wacht?"):
        await host.draft(text, ("Jij", "Ik"))

    texts = page.locator(".drafts > li > .text")
    helps, waits = host.draft_of("Wie helpt?"), host.draft_of("Wie wacht?")
    await helps.locator("button").first.focus()
    await page.keyboard.press("Alt+ArrowDown")
    await expect(page.locator("#receipt")).to_contain_text("Nu op plek 2 van 3")
    await expect(texts).to_contain_text(["Wie belt?", "Wie helpt?", "Wie wacht?"])
    await expect(helps.locator("button").first).to_be_focused()
    await waits.locator("[data-grip]").drag_to(texts.first, target_position={"x": 80, "y": 2})
    await expect(page.locator("#receipt")).to_contain_text("Nu op plek 1 van 3")
    await expect(texts).to_contain_text(["Wie wacht?", "Wie belt?", "Wie helpt?"])

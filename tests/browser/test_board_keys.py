"""The question board with the keyboard alone."""

import pytest
from playwright.async_api import expect

from .boarding import ask, question, votes

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_host_without_a_mouse(people, room):
    """Walk, show, turn down with a reason, undo, tick and show together, pin, discuss, done, hold still."""
    host = await people.host(room)
    await host.press("board.open")
    await host.page.mouse.move(2, 2)
    phones = [await people.participant(room) for _ in range(2)]
    for number in range(5):
        await ask(phones[number % 2], f"Vraag {number}?")
        await expect(question(host, "queue", f"Vraag {number}?")).to_be_visible()
    keys = host.page.keyboard

    await keys.press("j")
    await expect(question(host, "queue", "Vraag 0?")).to_be_focused()
    await keys.press("a")
    await expect(question(host, "board", "Vraag 0?")).to_be_visible()
    await expect(question(host, "queue", "Vraag 1?")).to_be_focused()  # and so one goes on
    await keys.press("x")
    await expect(question(host, "queue", "Vraag 1?").locator("[name=reason]")).to_be_focused()
    await keys.type("Past niet bij vandaag")
    await keys.press("Enter")
    await expect(phones[1].see("asked")).to_contain_text("Past niet bij vandaag")
    await expect(question(host, "queue", "Vraag 2?")).to_be_focused()
    await keys.press("z")
    await expect(phones[1].see("asked")).not_to_contain_text("Past niet bij vandaag")

    await keys.press("v")
    await keys.press("j")
    await keys.press("v")
    await keys.press("w")
    for number in (2, 3):
        await expect(question(phones[0], "board", f"Vraag {number}?")).to_be_visible()
    await host.page.keyboard.press("Escape")
    await host.page.evaluate("document.activeElement.blur()")
    await expect(question(host, "queue", "Vraag 1?")).to_be_visible()

    await question(host, "board", "Vraag 3?").focus()
    await keys.press("p")
    await expect(question(phones[0], "board", "Vraag 3?")).to_contain_text("Vastgeprikt")
    await keys.press("l")
    await expect(phones[0].page.locator("#answering-title")).to_have_text("Vraag 3?")
    await host.page.evaluate("document.activeElement.blur()")
    await keys.press("b")
    await expect(phones[0].see("answered")).to_contain_text("1 vraag is beantwoord")
    await keys.press("h")
    await expect(host.see("desk")).to_contain_text("Staat stil")
    await keys.press("h")
    await expect(host.see("desk")).not_to_contain_text("Staat stil")
    await keys.press("?")
    await expect(host.see("key-list")).to_contain_text("voeg samen")


async def test_a_participant_without_a_mouse(people, room):
    host = await people.host(room)
    await host.press("board.open")
    phone = await people.participant(room)
    field = phone.page.locator("#ask-text")
    await field.focus()
    await phone.page.keyboard.type("Mag ik ook iets vragen?")
    await phone.page.keyboard.press("Tab")
    await phone.page.keyboard.press("Enter")
    await phone.is_told("ok")
    await expect(question(host, "queue", "Mag ik ook iets vragen?")).to_be_visible()
    await host.page.keyboard.press("a")  # no row has the focus: the first one gets it, and nothing else happens
    await expect(question(host, "queue", "Mag ik ook iets vragen?")).to_be_focused()
    await host.page.keyboard.press("a")
    up = question(phone, "board", "Mag ik ook iets vragen?").locator(".up")
    await up.focus()
    await phone.page.keyboard.press("Space")
    await expect(up).to_have_attribute("aria-pressed", "true")
    await expect(up).to_be_focused()
    await expect(question(host, "board", "Mag ik ook iets vragen?").locator(".votes")).to_contain_text("1")
    assert await votes(phone, "Mag ik ook iets vragen?") == "1"

"""The door, the people and a shared computer, as people see them."""

import os
from pathlib import Path

import pytest
from playwright.async_api import expect

from .judging import faults

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION = "Wie bel je als eerste?"


async def picture(person, name: str) -> None:
    """A picture for whoever wants to look (`PICTURES` names a folder)."""
    if folder := os.environ.get("PICTURES"):
        await person.page.screenshot(path=Path(folder) / f"{name}.png")


async def test_newcomers_wait_and_come_in_by_themselves(people, room, watch):
    host = await people.host(room)
    await host.door("room.wait")
    await expect(host.see("door")).to_contain_text("Wachtkamer")
    await picture(host, "door")
    await host.page.keyboard.press("Escape")
    phones = [await people.participant(room, live=False, name=name) for name in ("Noor", "Bram", "Zoë")]
    plain = await people.participant(room, live=False, name="Zonder script", java_script_enabled=False)
    for phone in (*phones, plain):
        await expect(phone.page.get_by_role("heading", level=1)).to_have_text("Je staat voor de deur")
    await picture(phones[0], "waiting")
    found = await faults(phones[0].page, "at the door")
    await expect(host.see("outsiders").get_by_role("button").first).to_contain_text("4 wachten")
    await host.page.locator("[popovertarget=people-panel]").first.click()
    panel = host.page.locator("#people-panel")
    await picture(host, "people-panel")
    found += await faults(host.page, "the console, people at the door")
    await panel.get_by_role("listitem").filter(has_text="Noor").get_by_role("button", name="Laat binnen").click()
    await phones[0].connected(within=30)
    await panel.get_by_role("listitem").filter(has_text="Bram").get_by_role("button", name="Laat niet binnen").click()
    await expect(phones[1].page.get_by_text("heeft je uit deze bijeenkomst gehaald")).to_be_visible(timeout=20_000)
    await panel.get_by_role("button", name="Laat iedereen binnen").click()
    await phones[2].connected(within=30)
    await plain.page.wait_for_url("**/r/**", timeout=20_000)
    await expect(plain.page.get_by_text("Je bent hier als Zonder script")).to_be_visible(timeout=20_000)
    watch.expect_status(403)
    assert not found


async def test_somebody_is_put_out_and_let_in_again(people, room, watch):
    watch.expect_status(403)
    host = await people.host(room)
    phone = await people.participant(room, name="Noor")
    await host.page.locator("[popovertarget=people-panel]").first.click()
    async with host.context.expect_page() as opened:
        await host.page.get_by_role("link", name="Wie er nu zijn").click()
    page = await opened.value
    await expect(page.get_by_role("heading", level=1)).to_have_text("De mensen")
    row = page.get_by_role("listitem").filter(has_text="Noor")
    await row.get_by_text("Haal eruit").click()
    found = await faults(page, "the people")
    if folder := os.environ.get("PICTURES"):
        await page.screenshot(path=Path(folder) / "people.png", full_page=True)
    await row.get_by_role("button", name="Ja, uit de bijeenkomst").click()
    await expect(page.get_by_role("status")).to_contain_text("is uit de bijeenkomst")
    await expect(phone.page.get_by_text("heeft je uit deze bijeenkomst gehaald")).to_be_visible(timeout=20_000)
    await picture(phone, "put-out")
    found += await faults(phone.page, "put out")
    await phone.page.reload()
    await expect(phone.page.get_by_text("heeft je uit deze bijeenkomst gehaald")).to_be_visible()
    await page.get_by_role("button", name="Laat weer toe").click()
    await phone.connected(within=30)  # by itself
    assert not found


async def test_the_next_person_at_a_computer_sees_nothing(people, room, watch):
    host = await people.host(room)
    await host.press("board.open")
    computer = await people.participant(room, name="Anna")
    await computer.page.locator(".tabs [value=board]").check(force=True)
    await computer.page.locator("#ask-text").fill(QUESTION)
    await computer.page.locator("form:has(#ask-text) button:not([type=button])").click()
    await expect(computer.see("asked")).to_contain_text(QUESTION)
    code = await computer.page.locator("[data-receipt]").text_content()
    stored = "[localStorage, sessionStorage].map((each) => JSON.stringify({ ...each }))"
    local, session = await computer.page.evaluate(stored)
    assert code not in local, "who did not ask to be remembered is not"
    assert code in session

    tab = await computer.context.new_page()
    await tab.goto("/")
    await tab.locator("#code").fill(room.code)
    await tab.locator("#entry button").click()
    await expect(tab.get_by_role("heading", name="Ga verder als Anna?")).to_be_visible()
    found = await faults(tab, "go on as")
    if folder := os.environ.get("PICTURES"):
        await tab.screenshot(path=Path(folder) / "go-on-as.png")
    await tab.close()

    await computer.see("introduction").locator("summary").click()
    await computer.page.get_by_role("link", name="Ik ga weg").click()
    found += await faults(computer.page, "leaving")
    await picture(computer, "leave")
    await computer.page.get_by_role("button", name="Ja, vergeet mij hier").click()
    await expect(computer.page.get_by_role("heading", level=1)).to_have_text("Je bent weg")
    found += await faults(computer.page, "left")
    local, session = await computer.page.evaluate(stored)
    assert QUESTION not in local + session and code not in local + session
    assert "participant" not in {cookie["name"] for cookie in await computer.context.cookies()}

    await computer.go("/antwoord/")
    await expect(computer.page.locator("[data-kept]")).to_be_hidden()
    await computer.come_in(room.code, name="Bram")
    await computer.connected()
    await expect(computer.see("introduction")).to_contain_text("Bram")
    await expect(computer.see("asked")).to_be_empty()
    assert not found

"""The time of a poll, by keys and seen on every surface: it counts down, stands still, goes on, and comes again."""

import re

import pytest
from playwright.async_api import expect

from .judging import faults

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_time_and_rounds(people, room):
    host = await people.host(room)
    phone = await people.participant(room, viewport={"width": 360, "height": 740})
    wall = await people.projector(room)
    answers = ["Tijd om naast het gezin te staan", "Een duidelijke opdracht van de gemeente"]
    await host.ask("Wat heeft jouw team het eerst nodig?", answers)
    await phone.choose(answers[0])
    await host.page.keyboard.press("d")
    for page in (host.page, phone.page, wall.page):
        await expect(page.locator("#timer time")).to_have_text(re.compile(r"^(1:00|0:[1-5]\d)$"))
    await host.page.keyboard.press("c")
    await expect(phone.page.locator("#timer-told")).to_have_text("De peiling staat even stil.")
    await phone.page.locator("form.ballot button.wide").click()
    await phone.is_told("refused", "Je keuze blijft staan")
    await expect(phone.page.get_by_label(answers[0])).to_be_checked()
    found = [fault for who in (host, phone, wall) for fault in await faults(who.page, "a poll stands still")]
    await host.page.keyboard.press("c")
    await expect(phone.page.locator("#timer-told")).to_have_text("De peiling gaat verder.")
    await phone.page.locator("form.ballot button.wide").click()
    await phone.has_voted(answers[0])
    await host.page.keyboard.press("t")  # only what was shown is shown again, beside the next round
    for command in ("poll.close", "poll.again", "poll.open"):
        await host.press(command)
    await expect(phone.see("poll")).to_contain_text("Ronde 2")
    await phone.vote(answers[1])
    await host.page.keyboard.press("t")
    await host.press("poll.close")
    for page in (host.page, phone.page, wall.page):
        await expect(page.locator(".two-rounds tbody tr").first).to_contain_text("100 minder")
    found += [fault for who in (host, phone, wall) for fault in await faults(who.page, "two rounds")]
    assert not found

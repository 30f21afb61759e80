"""A quiz: each phone counts its own score, the projector shows the best teams, and nobody finds a score afterwards."""

import pytest
from playwright.async_api import expect

from .judging import faults

pytestmark = pytest.mark.asyncio(loop_scope="session")

TEAMS = ("Achterstraat", "Voorstraat", "Zijstraat")


async def ask(host, text: str, right: str) -> None:
    """A question of which one line is right, counted by team too."""
    await host.page.locator("[popovertarget=draft][data-key=q]").click()
    await host.page.locator("#draft [name=kind][value=quiz]").check()
    await host.page.locator("#draft-text").fill(text)
    await host.page.locator("#draft-options").fill("Dit\nDat\nAllebei")
    await host.page.locator("#draft [name=quiz-right]").fill(right)
    await host.page.locator("#draft [name=by_team]").check()
    await host.page.locator("#draft form button:not([type=button], [formaction])").click()
    await host.open(text)


async def test_each_phone_counts_its_own_score_until_somebody_leaves_it(people, room, watch):
    watch.expect("Cleared data types")
    host = await people.host(room)
    screen = await people.projector(room)
    phones = [await people.participant(room, team=team) for team in TEAMS]
    for text, right, answers in (("Wat hoort hier?", "2", "Dat Dat Dit"), ("En hier?", "3", "Allebei Dit Dit")):
        await ask(host, text, right)
        for phone, answer in zip(phones, answers.split(), strict=True):
            await phone.vote(answer)
            await phone.is_told("ok")
        await expect(phones[0].page.locator(".own-score")).to_have_count(0)
        await host.press("poll.close")
        await expect(host.command("poll.close")).to_have_count(0)
        await host.page.locator("#polls .controls form:has([value='poll.reveal']) button").click()
        await expect(phones[0].page.locator("[data-said=right]")).to_be_visible()
    scores = [phone.page.locator(".own-score") for phone in phones]
    for score, said in zip(scores, ("2 van 2 goed", "1 van 2 goed", "0 van 2 goed"), strict=True):
        await expect(score.locator("[data-said=score]")).to_contain_text(said)
    await expect(scores[1].locator("[data-said=wrong]")).to_be_visible()
    await expect(scores[0]).to_contain_text("Punten: 200")
    await expect(screen.page.locator(".best").last).to_contain_text("Achterstraat")
    await expect(phones[0].page.locator(".best")).to_have_count(0)
    found = [*await faults(phones[1].page, "a score"), *await faults(screen.page, "the best teams")]
    assert not found, "\n".join(found)

    phone = phones[0]
    stored = "JSON.stringify({...localStorage, ...sessionStorage})"
    assert "option=" not in await phone.page.evaluate(stored), "what was answered goes once it is known to be right"
    await phone.page.reload()
    await expect(scores[0]).to_contain_text("2 van 2 goed")
    await phone.go(f"{room.path}leave/")
    await phone.page.locator("form.form button").click()
    await expect(phone.page.locator("h1")).to_have_text("Je bent weg")
    assert "scored" not in await phone.page.evaluate(stored)

"""Ballots of numbers and of moods, with keys, a mouse and one press; axe and a ruler look at each."""

import re

import pytest
from playwright.async_api import expect

from polls.kinds.register import kinds

from .judging import faults

pytestmark = pytest.mark.asyncio(loop_scope="session")

OPTIONS = ("Meer tijd per gezin", "Een specialist in het team", "Scholing")


async def test_order_points_and_moods(people, room):
    host = await people.host(room)
    phone = await people.participant(room, viewport={"width": 360, "height": 740})
    laptop = await people.participant(room, viewport={"width": 1366, "height": 900})
    found = []

    await host.ask("Wat eerst?", OPTIONS, kind="ranking")
    places = phone.page.locator(".place")
    await expect(places).to_have_count(3)
    await expect(phone.page.locator("[data-move=down]").first).to_have_attribute("aria-disabled", "true")
    higher = phone.page.get_by_role("button", name=re.compile("hoger.*Scholing"))
    await higher.focus()
    await phone.page.keyboard.press("Enter")
    await expect(higher).to_be_focused()
    await expect(phone.page.locator("[data-order-said]")).to_have_text("Plek 1")
    await expect(phone.page.locator("[data-order] > li").first).to_contain_text("Scholing")
    found += await faults(phone.page, "an order, half done")
    await phone.page.locator("form.ballot button.wide").click()
    await expect(phone.page.get_by_label(re.compile("Plek van.*Meer tijd"))).to_have_attribute("aria-invalid", "true")
    await phone.page.get_by_role("button", name=re.compile("hoger.*Meer tijd")).click()
    assert [await place.input_value() for place in await places.all()] == ["1", "2", "3"]
    await phone.page.locator("form.ballot button.wide").click()
    await expect(phone.see("own_vote")).to_contain_text("Je stem is geteld")

    rows = laptop.page.locator("[data-order] > li")
    await rows.nth(2).locator("[data-grip]").drag_to(rows.nth(0), target_position={"x": 80, "y": 4})
    await rows.nth(2).locator("[data-grip]").drag_to(rows.nth(1), target_position={"x": 80, "y": 4})
    assert [await row.locator("input").input_value() for row in await rows.all()] == ["1", "2", "3"]
    await expect(rows.first).to_contain_text("Scholing")
    await host.press("poll.close")

    await host.ask("Waar gaat het geld heen?", OPTIONS, kind="points")
    left = phone.page.locator("[data-left]")
    await expect(left).to_have_text("10 nog te verdelen")
    await phone.page.get_by_role("button", name=re.compile("meer voor.*Scholing")).click()
    await expect(left).to_have_text("9 nog te verdelen")
    await phone.page.locator(".place").first.fill("12")
    await expect(left).to_have_text("3 te veel")
    await phone.page.locator(".place").first.fill("9")
    await expect(left).to_have_text("Alles is verdeeld.")
    found += await faults(phone.page, "points, divided")
    await phone.page.locator("form.ballot button.wide").click()
    await expect(phone.see("own_vote")).to_contain_text("Scholing (1)")
    await host.press("poll.close")

    await host.ask("Hoe zit je erbij?", (), kind="mood")
    tired = phone.page.get_by_role("button", name="Moe")
    await tired.click()
    await expect(phone.see("own_vote")).to_contain_text("Moe")
    await expect(tired).to_have_attribute("aria-pressed", "true")
    await expect(phone.page.locator("form.ballot button.wide")).to_be_hidden()
    found += await faults(phone.page, "moods")
    assert not found, "\n".join(found)


ELSEWHERE = {"single", "ranking", "points", "mood", "words", "quiz", "picture"}
"""Kinds that have a story of their own, here or in another file."""
FIRST_OF_EACH = """ballot => [...new Map([...ballot.elements].filter(({ name, type }) => name && type !== "hidden")
    .map((each) => [each.name, each]).reverse())].reverse().map(([name, { type }]) => [name, type])"""


async def test_every_other_kind_from_a_draft_to_the_archive(people, room, site):
    """With the keyboard alone; axe and a ruler look at each ballot, and the projector tells the same numbers."""
    host = await people.host(room)
    phone = await people.participant(room, viewport={"width": 360, "height": 740})
    wall = await people.projector(room)
    names = sorted(set(kinds()) - ELSEWHERE)
    assert len(names) >= 6
    found = []
    for name in names:
        text, answers = f"Wat past bij {name}?", OPTIONS[:2] if kinds()[name].most else ()
        await host.ask(text, answers, kind=name)
        ballot = phone.page.locator("form.ballot")
        await expect(phone.see("poll")).to_contain_text(text)
        for field, type_ in await ballot.evaluate(FIRST_OF_EACH):
            control = ballot.locator(f'[name="{field}"]').first
            await control.focus()
            await phone.page.keyboard.press("Space") if type_ in ("radio", "checkbox") else await control.fill("12")
        found += await faults(phone.page, f"a ballot: {name}")
        await ballot.locator("button.wide").focus()
        await phone.page.keyboard.press("Enter")
        await expect(phone.see("own_vote")).to_contain_text(re.compile("geteld|Voor jou bewaard"))
        await host.page.keyboard.press("t")
        await expect(host.command("poll.hide")).to_be_visible()
        for _sure in range(2):
            await host.page.keyboard.press("s")
        await expect(phone.see("poll")).to_contain_text("De peiling is gesloten")
        await expect(wall.see("voters")).to_contain_text("1 persoon stemde")
        heard = [(await who.see("tally").inner_text()).split() for who in (phone, wall)]
        shares = [sorted(word for word in words if word.endswith("%")) for words in heard]
        assert shares[0] == shares[1], name
    assert not found, "\n".join(found)

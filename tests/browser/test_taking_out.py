"""Words go: an asker withdraws a question, a host takes words out of what others wrote; with the keyboard, and without
scripts. Nobody's page and nobody's browser keeps them.
"""

import pytest
from playwright.async_api import expect

from .boarding import ask, button, question, show
from .groups import deal, field, gathered, is_saved, make_plan, sent_out
from .judging import faults
from .people import Host

pytestmark = pytest.mark.asyncio(loop_scope="session")

RARE = "kwikstaart"
NAMED = f"Wat doet mevrouw {RARE} hier in de wijk?"
MARK = "▇▇▇"


async def kept_in(page) -> str:
    """What the page and its browser hold."""
    stored = "JSON.stringify([{...localStorage}, {...sessionStorage}])"
    return await page.content() + await page.evaluate(stored)


async def open_with_keys(place) -> None:
    await place.locator("summary").first.focus()
    await place.page.keyboard.press("Enter")


async def test_a_host_takes_words_out_everywhere(people, room):
    host = await people.host(room)
    await host.press("board.open")
    asker = await people.participant(room, name="Sanne", team="Achterstraat")
    other = await people.participant(room, team="Voorstraat")
    screen = await people.projector(room)
    await ask(asker, NAMED)
    await show(host, NAMED)
    for person in (asker, other, screen):
        await expect(question(person, "board", NAMED)).to_be_visible()
    row = question(host, "board", NAMED)
    await open_with_keys(row.locator(".more-acts"))
    form = row.locator(".redact")
    await open_with_keys(form)
    assert await faults(host.page, "console, taking words out") == []
    area = form.locator("textarea")
    await expect(area).to_have_value(NAMED)
    await area.fill(NAMED.replace(f"mevrouw {RARE} ", ""))
    await host.page.keyboard.press("Tab")
    await host.page.keyboard.press("Enter")
    for person in (host, asker, other, screen):
        await expect(person.page.locator("#board .text")).to_contain_text(f"Wat doet {MARK} hier in de wijk?")
        await expect(person.page.locator("body")).not_to_contain_text(RARE)
    for person in (asker, other):
        await expect(person.see("board")).to_contain_text("haalde hier woorden weg")
    await expect(asker.see("asked")).to_contain_text(MARK)
    for person in (asker, other, screen):
        assert RARE not in await kept_in(person.page)
    assert await faults(asker.page, "participant, words taken out") == []


async def test_an_asker_withdraws_a_question(people, room):
    host = await people.host(room)
    await host.press("board.open")
    asker = await people.participant(room, name="Sanne", team="Achterstraat")
    other = await people.participant(room, team="Voorstraat")
    await ask(asker, NAMED)
    await show(host, NAMED)
    await expect(question(other, "board", NAMED)).to_be_visible()
    own = question(asker, "asked", NAMED)
    await open_with_keys(own.locator(".withdraw"))
    await expect(own.locator(".withdraw form p")).to_be_visible()
    assert await faults(asker.page, "participant, withdrawing") == []
    await button(own, "board.withdraw").focus()
    await asker.page.keyboard.press("Enter")
    await expect(asker.see("asked")).to_contain_text("Je hebt deze vraag ingetrokken")
    for person in (host, asker, other):
        await expect(person.page.locator("body")).not_to_contain_text(RARE)
    await expect(host.see("moderation")).to_contain_text("Iemand trok een eigen bericht in")
    for person in (host, asker, other):
        assert RARE not in await kept_in(person.page)
    assert await faults(asker.page, "participant, withdrawn") == []


async def test_the_same_without_scripts_and_with_the_code_afterwards(people, room, watch):
    console = await people.host(room)
    await console.press("board.open")
    host = await people.person(Host, login=people.site.login(), java_script_enabled=False)
    await host.go(f"{room.path}host/")
    plain = await people.participant(room, name="Riet", team="Zijstraat", live=False, java_script_enabled=False)
    for text in (NAMED, "Wie belt er terug?"):
        await plain.page.locator("#ask-text").fill(text)
        await plain.page.locator("#ask form button").click()
    own = plain.page.locator("#asked li").filter(has_text=NAMED)
    await own.locator(".withdraw summary").click()
    await button(own, "board.withdraw").click()
    await expect(plain.see("asked")).to_contain_text("Je hebt deze vraag ingetrokken")
    await expect(plain.page.locator("body")).not_to_contain_text(RARE)

    code = await plain.page.locator("#asked [data-receipt]").last.text_content()
    await plain.go("/antwoord/")
    await plain.page.locator("#code").fill(code or "")
    await plain.page.locator("main form button").first.click()
    await plain.page.locator(".withdraw summary").click()
    assert "Wie belt er terug?" in await plain.page.content()
    await plain.page.locator(".withdraw form button").click()
    await expect(plain.page.locator("main")).to_contain_text("Je hebt deze vraag ingetrokken")
    await expect(plain.page.locator("main")).not_to_contain_text("Wie belt er terug?")

    await plain.go(room.path)
    await plain.page.locator("#ask-text").fill(NAMED)
    await plain.page.locator("#ask form button").click()
    await host.page.reload()
    row = host.page.locator("#queue li").filter(has_text=RARE)
    await row.locator(".more-acts > summary").click()
    await row.locator(".redact > summary").click()
    watch.expect_status(422)
    await row.locator(".redact textarea").fill("Wat hier doet?")
    await row.locator(".redact form button").click()
    await expect(host.page.locator("main")).to_contain_text("Hier kun je alleen woorden weghalen")
    await host.go(f"{room.path}host/")
    await row.locator(".more-acts > summary").click()
    await row.locator(".redact > summary").click()
    await row.locator(".redact textarea").fill("Wat doet hier in de wijk?")
    await row.locator(".redact form button").click()
    await expect(host.see("queue")).to_contain_text(f"Wat doet {MARK} hier in de wijk?")


async def test_a_group_that_writes_loses_the_words_and_no_others(people, room):
    host = await people.host(room)
    phones = await gathered(people, room)
    await make_plan(host, groups=1, rounds=1)
    await deal(host)
    await sent_out(host, phones)
    ans, bob = phones["Ans"], phones["Bob"]
    await field(ans, "home").fill(f"Met {RARE} aan tafel")
    await is_saved(ans, "home")
    await expect(field(bob, "home")).to_have_value(f"Met {RARE} aan tafel")
    await host.page.locator(".group-street .sill").first.click()
    form = host.page.locator(".wrote .redact").first
    await form.locator("summary").click()
    await form.locator("textarea").fill("Met aan tafel")
    await form.locator("form button").click()
    for phone in (ans, bob):
        await expect(field(phone, "home")).to_have_value(f"Met {MARK} aan tafel")
        assert RARE not in await kept_in(phone.page)
    await field(bob, "home").press_sequentially(" en meer")
    await is_saved(bob, "home")
    await expect(field(ans, "home")).to_have_value(f"Met {MARK} aan tafel en meer")

"""The question board with real browsers: from asking to the answer, and what nobody may see before."""

import pytest
from playwright.async_api import expect

from .boarding import Ear, ask, button, do, question, show, votes
from .judging import faults
from .people import Host
from .served import SECOND

pytestmark = pytest.mark.asyncio(loop_scope="session")

RARE = "kwikstaartparaplu"
SECRET = f"Wat doe je met een {RARE}?"
PLAIN = "Wie belt het gezin terug?"


async def test_from_asking_to_answered(people, room):
    """Two hosts, three participants and a projector. What waits reaches no byte of who may not see it."""
    host = await people.host(room)
    second = await people.host(room, login=people.site.login(SECOND))
    await host.press("board.open")
    asker = await people.participant(room, name="Sanne", team="Achterstraat")
    others = [await people.participant(room, team="Voorstraat") for _ in range(2)]
    screen = await people.projector(room)
    ears = [Ear(person.page) for person in (*others, screen)]
    for person in (*others, screen):
        await person.page.reload()
        await person.connected()

    await expect(asker.see("ask")).to_contain_text("Niemand ziet dat jij dit vraagt")
    await ask(asker, SECRET)
    await expect(asker.see("asked")).to_contain_text("Wacht op de begeleider")
    await ask(others[0], PLAIN)
    for console in (host, second):
        await expect(console.see("queue")).to_contain_text("2 vragen wachten")
        await expect(question(console, "queue", SECRET)).to_be_visible()
    # A question that came later is shown: whatever the first one told anybody has arrived by then.
    await show(host, PLAIN)
    for person in (asker, *others, screen):
        await expect(question(person, "board", PLAIN)).to_be_visible()
    for ear in ears:
        heard = await ear.heard()
        assert PLAIN in heard
        assert RARE not in heard
    for person in (*others, screen):
        assert RARE not in await person.page.content()

    await show(second, SECRET)
    for person in (asker, *others, screen, host):
        await expect(question(person, "board", SECRET)).to_be_visible()
    await expect(asker.see("asked")).to_contain_text("Iedereen ziet")

    up = question(others[0], "board", SECRET).locator(".up")
    await up.click()
    await expect(up).to_have_attribute("aria-pressed", "true")
    for person in (asker, *others, host, screen):
        await expect(question(person, "board", SECRET).locator(".votes")).to_contain_text("1")
    for person in (others[1], host, screen):  # and so it rises to the top, at a calm pace
        await expect(person.page.locator("#board .text").first).to_contain_text(SECRET)
    await up.click()
    await expect(up).to_have_attribute("aria-pressed", "false")
    await expect(question(host, "board", SECRET).locator(".votes")).to_contain_text("0")

    await do(host, "board.live", SECRET, "board")
    for person in (asker, *others, screen, second):
        await expect(person.page.locator("#answering-title")).to_have_text(SECRET)
    size = "(title) => parseFloat(getComputedStyle(title).fontSize)"
    assert await screen.page.locator("#answering-title").evaluate(size) >= 90
    await expect(asker.see("asked")).to_contain_text("Is nu in gesprek")
    await button(second.see("answering"), "board.answer").click()
    for other in others:
        await expect(other.page.locator("#answering-title")).to_have_count(0)
        await expect(other.see("answered")).to_contain_text("1 vraag is beantwoord")
    await expect(asker.see("asked")).to_contain_text("Is beantwoord")
    await expect(host.see("moderation")).to_contain_text("tweede")


async def test_a_draft_outlives_a_reload_and_a_lost_line(people, room, broken):
    host = await people.host(room)
    await host.press("board.open")
    phone = await people.participant(room)
    field = phone.page.locator("#ask-text")
    await field.press_sequentially(PLAIN)
    await expect(phone.page.locator("#ask-left")).to_have_text(f"Nog {300 - len(PLAIN)} tekens")
    await phone.page.reload()
    await phone.connected()
    await expect(field).to_have_value(PLAIN)
    # Sent while nothing gets through: the text stays until the receipt, and arrives once.
    await phone.context.set_offline(True)
    await phone.page.locator("#ask form button").click()
    await expect(phone.page.locator("#ask form")).to_have_attribute("aria-busy", "true")
    await expect(field).to_have_value(PLAIN)
    await phone.context.set_offline(False)
    await phone.is_told("ok")
    await expect(field).to_have_value("")
    await expect(host.see("queue")).to_contain_text("1 vraag wacht")
    await phone.page.reload()
    await phone.connected()
    await expect(field).to_have_value("")
    await expect(question(phone, "asked", PLAIN)).to_have_count(1)


async def test_sent_twice_is_one_question(people, room):
    host = await people.host(room)
    await host.press("board.open")
    phone = await people.participant(room)
    await phone.page.locator("#ask-text").fill(PLAIN)
    await phone.page.locator("#ask form button").dblclick()
    await phone.is_told("ok")
    await ask(phone, SECRET)
    await expect(host.see("queue")).to_contain_text("2 vragen wachten")
    await expect(question(phone, "asked", PLAIN)).to_have_count(1)


async def test_what_arrives_waits_while_the_host_points(people, room):
    """Nothing moves under the pointer: new ones wait behind a button, what another host took leaves its place."""
    host = await people.host(room)
    second = await people.host(room, login=people.site.login(SECOND))
    await host.press("board.open")
    phone = await people.participant(room)
    for text in ("Wie neemt de leiding?", "Hoe vaak overleg je?"):
        await ask(phone, text)
        await expect(question(host, "queue", text)).to_be_visible()
    row = question(host, "queue", "Hoe vaak overleg je?")
    await button(row, "board.approve").hover()
    before = await button(row, "board.approve").bounding_box()
    await ask(phone, PLAIN)
    waits = host.page.locator("#queue [data-arrivals]")
    await expect(waits).to_have_text("1 nieuwe")
    taken = question(second, "queue", "Wie neemt de leiding?")
    await taken.locator(".reject > summary").click()
    await taken.locator("[name=reason]").fill("Past niet bij vandaag")
    await second.page.keyboard.press("Enter")
    left = host.page.locator("#queue li[inert]")
    await expect(left).to_contain_text("Wie neemt de leiding?")
    assert await button(row, "board.approve").bounding_box() == before
    await expect(question(host, "queue", PLAIN)).to_have_count(0)
    await waits.click()
    await expect(question(host, "queue", PLAIN)).to_be_visible()
    await expect(waits).to_be_hidden()
    await expect(host.see("queue")).to_contain_text("2 vragen wachten")
    await expect(host.see("queue")).not_to_contain_text("Wie neemt de leiding?")
    # Elsewhere: everything shows by itself.
    await host.page.mouse.move(2, 2)
    await ask(phone, SECRET)
    await expect(question(host, "queue", SECRET)).to_be_visible()


async def test_a_merge_and_its_undo_leave_the_votes_as_they_were(people, room):
    host = await people.host(room)
    await host.press("board.open")
    first = "Hoe handel je zonder toestemming van het gezin?"
    other = "Hoe handel je als het gezin geen toestemming geeft?"
    phones = [await people.participant(room) for _ in range(2)]
    await ask(phones[0], first)
    await show(host, first)
    for phone in phones:
        await question(phone, "board", first).locator(".up").click()
    await expect(question(host, "board", first).locator(".votes")).to_contain_text("2")
    await ask(phones[1], other)
    await expect(question(host, "queue", other)).to_contain_text("Lijkt op")
    await do(host, "board.merge", other)
    await expect(phones[1].see("asked")).to_contain_text("Samengevoegd")
    await expect(host.see("queue")).not_to_contain_text(other)
    assert await votes(host, first) == "2"
    await host.page.locator("#moderation .last button").click()
    await expect(question(host, "queue", other)).to_be_visible()
    await expect(phones[1].see("asked")).not_to_contain_text("Samengevoegd")
    assert await votes(host, first) == "2"


async def test_the_second_host_hears_who_was_first(people, room):
    """From a page that does not know yet. Two hosts at fifty questions are in test_race.py."""
    hosts = [await people.host(room), await people.host(room, login=people.site.login(SECOND))]
    await hosts[0].press("board.open")
    phone = await people.participant(room)
    await ask(phone, PLAIN)
    # A copy of the button's form that stays where it is, however quickly the other host's press takes the row away.
    copy = """(row, command) => {
        const form = row.querySelector(`form:has([value='${command}'])`).cloneNode(true);
        form.hidden = true;
        return document.body.appendChild(form);
    }"""
    rows = [question(host, "queue", PLAIN) for host in hosts]
    forms = [
        await row.evaluate_handle(copy, command)
        for row, command in zip(rows, ("board.approve", "board.reject"), strict=True)
    ]
    await forms[0].evaluate("form => form.requestSubmit()")
    await expect(question(hosts[1], "queue", PLAIN)).to_have_count(0)
    await forms[1].evaluate("form => form.requestSubmit()")
    await expect(hosts[1].see("receipt")).to_contain_text("eerste heeft dit al getoond")


async def test_a_moderator_by_a_link(people, room, watch):
    watch.expect_status(403)
    """The host copies a link; who opens it approves and turns down several at once, and can do nothing else."""
    watch.expect_status(422)
    found = []
    host = await people.host(room, permissions=["clipboard-read", "clipboard-write"])
    await host.press("board.open")
    phone = await people.participant(room)
    for text in (PLAIN, "Wie neemt de leiding?", "Hoe vaak overleg je?"):
        await ask(phone, text)
    await host.page.locator("#moderators summary").click()
    await host.page.locator("#moderator-name").fill("Fatima")
    await host.press("board.invite")
    await host.page.locator("#moderators [data-copy]").click()
    await expect(host.see("moderators").get_by_role("status")).to_have_text("De link voor Fatima is gekopieerd.")
    link = await host.page.evaluate("navigator.clipboard.readText()")

    fatima = await people.person(Host)
    await fatima.go("/moderate/")
    await fatima.page.locator("#link").fill("a:b")
    await fatima.page.locator("main form button").click()
    await expect(fatima.page.get_by_role("alert")).to_contain_text("Deze link werkt niet")
    found += await faults(fatima.page, "a moderator's link that does not work")
    await fatima.go(link)
    await fatima.connected()
    assert fatima.page.url.endswith(f"{room.path}moderator/")
    offered = await fatima.page.locator("[name=command]").evaluate_all("(all) => all.map((each) => each.value)")
    assert set(offered) == {"board.approve", "board.reject", "board.mute"}

    keys = fatima.page.keyboard
    await keys.press("j")
    await expect(question(fatima, "queue", PLAIN)).to_be_focused()
    await keys.press("a")
    await expect(question(phone, "board", PLAIN)).to_be_visible()
    await expect(host.see("moderation")).to_contain_text("Fatima")
    await keys.press("e")
    await expect(fatima.page.locator("[form=ticked]:checked")).to_have_count(2)
    await keys.press("r")
    found += await faults(fatima.page, "moderator, all ticked")
    await keys.type("Past niet bij vandaag")
    await keys.press("Enter")
    await expect(phone.see("asked").get_by_text("Past niet bij vandaag")).to_have_count(2)
    await expect(fatima.page.locator("#reason-ticked")).not_to_be_focused()
    await keys.press("z")
    await expect(phone.see("asked").get_by_text("Past niet bij vandaag")).to_have_count(1)
    await expect(fatima.see("queue")).to_contain_text("1 vraag wacht")
    await host.page.locator("#moderators details[id^=dismiss] summary").click()
    await host.page.locator("#moderators form:has([value='board.dismiss']) button").click()
    await expect(fatima.page.get_by_role("heading", level=1)).to_contain_text("link")
    assert not found, "\n".join(found)

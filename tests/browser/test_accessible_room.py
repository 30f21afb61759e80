"""axe and a ruler find nothing on the three surfaces of a room, in any of their states."""

import pytest
from playwright.async_api import expect

from .boarding import question
from .groups import called_back, deal, field, gathered, is_saved, make_plan, sent_out
from .judging import faults
from .served import Room

pytestmark = pytest.mark.asyncio(loop_scope="session")

LONG = "Wat heeft een wijkteam nodig om naast een gezin te blijven staan als de verantwoordelijkheidsverdeling schuurt?"
ANSWERS = ("Tijd", "Gespreksvaardigheden en verwijzingsmogelijkheden", "Rust")


async def test_participant(own_people, own_room, watch):
    watch.expect_status(410)
    found = []
    host = await own_people.host(own_room)
    phone = await own_people.participant(own_room, name="Sanne", team="Achterstraat")
    found += await faults(phone.page, "participant, no question")
    await host.ask(LONG, ANSWERS)
    await expect(phone.page.locator("#poll-title")).to_have_text(LONG)
    found += await faults(phone.page, "participant, open")
    await phone.vote("Tijd")
    await phone.has_voted("Tijd")
    found += await faults(phone.page, "participant, voted")
    await host.press("poll.reveal")
    await phone.counts(Tijd=1)
    found += await faults(phone.page, "participant, revealed")
    await phone.page.locator(".toggle").click()
    found += await faults(phone.page, "participant, all teams")
    await phone.page.locator(".toggle").click()
    await host.page.locator("[popovertarget=announce][data-key=o]").click()
    await host.page.locator("#announce-text").fill("Over vijf minuten gaan we verder.")
    await host.page.locator(
        '#announce form:has([name=command][value="floor.announce"]) button:not([type=button])'
    ).click()
    await expect(phone.see("banner")).to_contain_text("vijf minuten")
    await host.press("poll.close")
    await expect(phone.see("poll")).to_contain_text("gesloten")
    found += await faults(phone.page, "participant, closed")
    await host.press("poll.hide")
    await expect(phone.page.locator("#tally table")).to_have_count(0)
    found += await faults(phone.page, "participant, closed and hidden")
    await host.page.locator("[popovertarget=door-panel]").first.click()
    await host.page.locator("#door-panel summary").click()
    await host.press("room.close")
    await phone.said_goodbye()
    found += await faults(phone.page, "participant, ended")
    await expect(host.see("door")).to_contain_text("Afgelopen")
    found += await faults(host.page, "host, ended")
    assert not found, "\n".join(found)


async def test_host(own_people, own_site):
    """The demo's console, with 38 teams, an agenda and prepared questions."""
    found = []
    demo = own_site.demo
    room = Room(demo["room"], demo["code"])
    host = await own_people.host(room, login=own_site.login(**demo["host"]))
    found += await faults(host.page, "host, idle")
    await host.page.keyboard.press("n")
    await expect(host.see("agenda").locator("[aria-current=step]")).to_be_visible()
    await host.page.locator(".drafts button").first.click()
    await expect(host.see("poll")).to_contain_text("Open sinds")
    phone = await own_people.participant(room, team="Delft")
    await phone.page.get_by_role("radio").first.check()
    await phone.page.locator("form.ballot button").click()
    await expect(host.see("voters")).to_contain_text("1")
    found += await faults(host.page, "host, open")
    await phone.page.locator(".tabs [value=board]").check(force=True)
    await phone.page.locator(".up").first.click()
    await expect(phone.page.locator(".up[aria-pressed=true]")).to_be_visible()
    await phone.page.locator("#ask-text").fill(LONG)
    await phone.page.locator("#ask form button").click()
    await phone.page.locator(".own summary").last.click()
    found += await faults(phone.page, "participant, questions")
    for panel in ("draft", "announce", "plan", "door-panel"):
        await host.page.locator(f"[popovertarget={panel}]").first.click()
        await expect(host.see(panel)).to_be_visible()
        found += await faults(host.page, f"host, panel {panel}", within=f"#{panel}")
        await host.page.keyboard.press("Escape")
        await expect(host.see(panel)).to_be_hidden()
    await host.page.locator(".listable .toggle").click()
    found += await faults(host.page, "host, street as a list")
    assert not found, "\n".join(found)


async def test_a_question_to_the_room(own_people, own_room):
    """Cards on phone, console and projector; what was being written on one outlives a reload."""
    found = []
    host = await own_people.host(own_room)
    phone = await own_people.participant(own_room)
    screen = await own_people.projector(own_room)
    await host.page.locator(".prompting > summary").click()
    await host.page.locator("#prompt-text").fill(LONG)
    await host.page.locator("#prompt-moderation").select_option("open")
    await host.press("board.prompt")
    field = phone.page.locator("#card-text")
    for text in ("Meer tijd voor het gezin", "Veel meer tijd voor gezinnen", "Een vaste collega erbij"):
        await field.press_sequentially(text)
        if text.startswith("Meer"):
            await phone.page.reload()
            await phone.connected()
            await expect(field).to_have_value(text)
        await phone.page.locator("#prompt form button").click()
        await expect(question(host, "cards", text)).to_be_visible()
        await expect(field).to_have_value("")
    await expect(phone.page.locator("#card-left")).to_have_text("Nog 300 tekens")
    row = question(host, "cards", "Meer tijd voor het gezin")
    await row.locator("[name=cluster]").fill("Tijd")
    await row.locator("form:has([value='board.cluster']) button").click()
    await expect(screen.see("cards").get_by_role("heading", name="Tijd")).to_be_visible()
    await expect(question(host, "cards", "Veel meer tijd").locator("[name=cluster]")).to_have_value("Tijd")
    for person, name in ((host, "host"), (phone, "participant"), (screen, "screen")):
        found += await faults(person.page, f"{name}, a prompt with cards")
    assert not found, "\n".join(found)


async def test_screen(own_people, own_site):
    found = []
    demo = own_site.demo
    room = Room(demo["room"], demo["code"])
    own = own_site.new_room()
    host = await own_people.host(own)
    screen = await own_people.projector(own)
    found += await faults(screen.page, "screen, idle")
    await host.ask(LONG, ANSWERS)
    await expect(screen.page.locator("#poll-title")).to_have_text(LONG)
    found += await faults(screen.page, "screen, open")
    phone = await own_people.participant(own)
    await phone.vote("Tijd")
    await host.press("poll.reveal")
    await screen.counts(Tijd=1)
    found += await faults(screen.page, "screen, revealed")
    await screen.go(f"{room.path}screen/", live=True)
    found += await faults(screen.page, "screen, 38 teams")
    assert not found, "\n".join(found)


async def test_groups(own_people, own_room):
    """A room that goes out and comes back, on all three surfaces."""
    found = []
    host = await own_people.host(own_room)
    screen = await own_people.projector(own_room)
    phones = await gathered(own_people, own_room)
    await make_plan(host, rounds=2)
    found += await faults(host.page, "host, a plan")
    await deal(host)
    found += await faults(host.page, "host, divided")
    await host.page.locator("label:has([data-view=table])").click()
    found += await faults(host.page, "host, groups as a table")
    await host.page.locator("label:has([value=street])").click()
    await sent_out(host, phones)
    ans, bob = phones["Ans"], phones["Bob"]
    await field(ans).fill("Iedereen belt eerst.")
    await is_saved(ans)
    await ans.press("breakouts.curtain")
    await ans.press("breakouts.help")
    await bob.page.locator(".neighbour.open button").click()
    await expect(bob.see("window")).to_contain_text("Iedereen belt eerst.")
    found += await faults(ans.page, "participant, out")
    found += await faults(bob.page, "participant, looking in")
    await host.page.locator(".group.asks .sill").click()
    found += await faults(host.page, "host, a group that asks for help")
    await host.page.keyboard.press("Escape")
    found += await faults(screen.page, "screen, out")
    await called_back(host, phones)
    await host.page.locator("label:has([data-view=harvest])").click()
    await host.command("breakouts.show").first.locator("button").click()
    await expect(screen.see("harvest")).to_contain_text("Iedereen belt eerst.")
    for person, name in ((host, "host"), (screen, "screen"), (ans, "participant")):
        found += await faults(person.page, f"{name}, the harvest")
    assert not found, "\n".join(found)

"""What everybody sees when the door is locked, the code renewed, the session ended, or a host logged out elsewhere."""

from typing import Any

import pytest
from playwright.async_api import expect

from .people import Host, Participant, Person
from .served import HOST, PASSWORD, SECOND

pytestmark = pytest.mark.asyncio(loop_scope="session")

HALF = "Wie zorgt er voor de"


async def kept(person: Person, room: Any) -> list[str]:
    """The names under which this browser keeps something of the room."""
    return await person.page.evaluate("id => Object.keys(localStorage).filter((key) => key.includes(id))", room.id)


async def end(host: Host) -> None:
    """The host ends the session, and is asked once more."""
    await host.page.locator("[popovertarget=door-panel]").first.click()
    await host.page.locator("#door-panel summary").click()
    await expect(host.page.locator("#door-panel details")).to_contain_text("Vijf minuten lang")
    await host.press("room.close")


async def test_the_wall_stays_on_when_the_door_is_locked(people, room, watch):
    watch.expect_status(403)
    host = await people.host(room)
    wall = await people.projector(room)
    await host.page.locator("[popovertarget=door-panel]").first.click()
    await expect(host.page.locator("#door-panel")).to_contain_text("schermen die aan staan blijven aan")
    await host.press("room.lock")
    await expect(wall.see("door")).to_contain_text("op slot")
    await wall.page.reload()
    await wall.connected()

    late = await people.person(Person)
    await late.go(f"{room.path}screen/")
    await expect(late.page.get_by_role("heading", level=1)).to_have_text("De deur is op slot")
    await expect(late.page.locator("input")).to_have_count(0)
    await expect(late.page.get_by_role("link", name="Log in om het scherm aan te zetten")).to_be_visible()
    await host.door("room.unlock")
    await late.connected(within=30)  # by itself

    await host.door("room.rotate")
    for screen in (wall, late):
        await expect(screen.page.get_by_role("heading", level=1)).to_have_text("Dit scherm staat uit")
        await expect(screen.page.locator("input")).to_have_count(0)


async def test_an_end_is_a_farewell_and_can_be_taken_back(people, room, watch):
    watch.expect_status(410)
    host = await people.host(room)
    wall = await people.projector(room)
    phone: Participant = await people.participant(room)
    await host.press("board.open")
    await phone.page.locator("#ask-text").fill(HALF)
    await phone.page.evaluate("scrollTo(0, document.body.scrollHeight)")

    await end(host)
    for person, words in ((phone, "Dit was het. Dank je wel voor het meedoen."), (wall, "Dit was het. Dank je wel.")):
        await expect(person.page.get_by_role("heading", level=1)).to_have_text(words)
        await person.said_goodbye()
        await expect(person.page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)
        await person.page.reload()
        await expect(person.page.get_by_role("heading", level=1)).to_have_text(words)
    await expect(phone.page.locator(".unsent")).to_contain_text("Niet verstuurd")
    await expect(phone.page.locator(".unsent blockquote")).to_have_text(HALF)
    await expect(phone.page.locator("[data-clock], form.ballot")).to_have_count(0)
    await expect(host.see("ending")).to_contain_text("Je kunt dat terugdraaien tot")

    await host.see("ending").get_by_role("button", name="Toch doorgaan").click()
    await expect(host.see("door")).to_contain_text(room.code)
    for person in (phone, wall):
        await person.connected(within=30)  # by themselves
    await expect(phone.page.locator("#ask-text")).to_have_value(HALF)

    await end(host)
    await phone.said_goodbye()
    await phone.page.evaluate("""() => {
      const { room, audience, account } = document.body.dataset;
      localStorage.setItem(`sequence:${room}:${audience}:${account}:x`, "3");
      localStorage.setItem("sequence:another-room:participants:x:x", "3");
    }""")
    await phone.page.clock.install()
    await phone.page.reload()
    await expect(phone.page.locator(".unsent blockquote")).to_have_text(HALF)
    assert any("sequence:" in key for key in await kept(phone, room))
    await phone.page.clock.fast_forward(400_000)  # the end is final, and nobody loads the page again
    await expect(phone.page.locator(".unsent blockquote")).to_have_text(HALF)
    assert not any("sequence:" in key for key in await kept(phone, room))
    assert await phone.page.evaluate("localStorage.getItem('sequence:another-room:participants:x:x')") == "3"
    await phone.page.evaluate("localStorage.removeItem('sequence:another-room:participants:x:x')")
    await host.press("room.finish")
    await expect(host.see("ending")).to_contain_text("definitief afgerond")
    await phone.page.reload()
    await phone.page.locator("[data-forget]").click()
    assert await phone.page.evaluate("Object.keys(localStorage)") == []
    await phone.page.reload()
    await expect(phone.page.locator(".unsent")).to_be_hidden()


async def log_in_again(host: Host, room: Any, email: str) -> None:
    """On a console that was logged out, by its own link."""
    page = host.page
    await page.locator(".signed-out").get_by_role("link").click()
    await expect(page.locator("input[type=password]")).to_be_visible()
    await page.locator("#login").fill(email)
    await page.locator("#password").fill(PASSWORD)
    await page.locator("#password").press("Enter")
    await page.wait_for_url(f"**{room.path}host/")
    await host.connected()


async def test_what_was_sent_is_not_called_unsent_and_what_was_changed_since_is(people, room, watch):
    """Also after a reload: a ballot with texts stands as it was sent, by what the person's own part says."""
    watch.expect_status(410)
    host = await people.host(room)
    sent, changed = [await people.participant(room) for _ in range(2)]
    await host.ask("Welk woord?", [], kind="words")
    for phone in (sent, changed):
        await phone.page.locator("#poll [name=word-1]").fill("samen")
        await phone.page.locator("form.ballot button").click()
        await phone.is_told("ok")
    await changed.page.locator("#poll [name=word-1]").fill("rust")
    for phone in (sent, changed):
        await phone.page.reload()
        await phone.connected()
    await expect(changed.page.locator("#poll [name=word-1]")).to_have_value("rust")
    await end(host)
    for phone in (sent, changed):
        await phone.said_goodbye()
    await expect(changed.page.locator(".unsent blockquote")).to_have_text("rust")
    await expect(sent.page.locator(".unsent")).to_be_hidden()


async def test_another_host_who_logs_in_there_sends_and_reads_nothing_of_the_first(people, site, room, watch):
    watch.expect_status(401)
    host: Host = await people.host(room)
    page = host.page
    await page.locator("[popovertarget=plan]").first.click()
    await page.locator("#plan-title").fill("Samen afsluiten")
    await page.keyboard.press("Escape")
    site.log_out()
    await host.connected("login")
    await page.evaluate("document.getElementById('announce').showPopover()")
    await page.locator("#announce-text").fill("De soep is klaar!")
    await page.locator('#announce form:has([name=command][value="floor.announce"]) button:not([type=button])').click()
    await page.evaluate("document.getElementById('announce').hidePopover()")
    await log_in_again(host, room, SECOND)
    assert await page.locator("#plan-title").input_value() == ""
    assert await page.locator("#announce-text").input_value() == ""
    left = await page.evaluate("[localStorage, sessionStorage].map((each) => JSON.stringify({ ...each })).join()")
    assert "Samen afsluiten" not in left and "soep" not in left
    await expect(host.see("banner")).not_to_contain_text("De soep is klaar!")


async def test_a_console_that_is_logged_out_elsewhere_keeps_what_was_written(people, site, room, watch):
    watch.expect_status(401)
    host: Host = await people.host(room)
    page = host.page
    await page.locator("[popovertarget=plan]").first.click()
    await page.locator("#plan-title").fill("Samen afsluiten")
    await page.keyboard.press("Escape")
    site.log_out()
    await host.connected("login")
    notice = page.locator(".signed-out")
    await expect(notice).to_contain_text("Je bent niet meer ingelogd")
    await page.evaluate("document.getElementById('announce').showPopover()")
    await page.locator("#announce-text").fill("De soep is klaar!")
    await page.locator('#announce form:has([name=command][value="floor.announce"]) button:not([type=button])').click()
    await page.evaluate("document.getElementById('announce').hidePopover()")
    assert await page.locator("#announce-text").input_value() == "De soep is klaar!"

    await log_in_again(host, room, HOST)
    await expect(host.see("banner")).to_contain_text("De soep is klaar!")  # it was sent after logging in
    assert await page.locator("#plan-title").input_value() == "Samen afsluiten"

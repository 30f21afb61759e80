"""axe and a ruler find nothing on the pages around the rooms."""

import pytest
from playwright.async_api import expect

from .boarding import ask, show
from .judging import faults

pytestmark = pytest.mark.asyncio(loop_scope="session")

ASKED = "Waar vind ik de sociale kaart van een buurgemeente, als een gezin net verhuisd is?"


async def test_the_front_door(own_people, own_site, watch):
    watch.expect_status(404, 422)
    found = []
    code = own_site.demo["code"]
    person = await own_people.participant()
    for path, name in (
        ("/", "home"),
        ("/p/dag-van-de-wijkteams-2023/", "programme"),
        ("/p/dag-van-de-wijkteams-2023/?kind=lecture", "programme, one kind"),
        ("/bestaat-niet/", "404"),
        ("/r/bestaatniet/", "404 of a room"),
        ("/accounts/login/", "login"),
        ("/accounts/password/reset/", "password reset"),
    ):
        await person.go(path)
        found += await faults(person.page, name)
    await person.go("/accounts/login/")
    await person.page.locator("#login").fill("niemand@wijkteams.example")
    await person.page.locator("#password").fill("verkeerd-wachtwoord")
    await person.page.locator("form[action='/accounts/login/'] button").click()
    await expect(person.page.get_by_role("alert")).to_be_visible()
    found += await faults(person.page, "login, error")

    await person.go("/")
    await person.page.locator("#code").fill("km4t7wrh")
    await person.page.locator("#entry button").click()
    await expect(person.page.get_by_role("alert")).to_be_visible()
    found += await faults(person.page, "home, code error")
    await person.page.locator("#code").fill(code)
    await person.page.locator("#entry button").click()
    await expect(person.page.locator("#name")).to_be_focused()
    found += await faults(person.page, "home, step 2")
    await person.page.locator("#name").fill("Begeleider")
    await person.page.locator("#entry button").click()
    await expect(person.page.get_by_role("alert")).to_have_count(3)
    await expect(person.page.locator("#name")).to_be_focused()
    found += await faults(person.page, "home, step 2 error")
    await person.page.get_by_role("searchbox").fill("utrecht")
    found += await faults(person.page, "home, step 2, a team found")
    await person.page.get_by_role("searchbox").fill("")
    await person.introduce("Sanne", "Zeist")
    await person.connected()
    await person.see("introduction").locator("summary").click()
    found += await faults(person.page, "room, as whom somebody is here")
    for path, name in (
        (f"/r/{own_site.demo['room']}/elsewhere/", "going on elsewhere"),
        ("/continue/", "going on here"),
    ):
        await person.go(path)
        found += await faults(person.page, name)
    await person.page.locator("#link").fill("zo maar")
    await person.page.locator("main form button").click()
    await expect(person.page.get_by_role("alert")).to_be_visible()
    found += await faults(person.page, "going on here, error")
    assert not found, "\n".join(found)


async def test_the_pages_of_an_organiser(own_people, own_site, watch):
    watch.expect_status(403)
    found = []
    demo = own_site.demo
    room = own_site.new_room()
    host = await own_people.host(room)
    phone = await own_people.participant(room)
    await host.ask("Wat helpt?", ("Tijd", "Rust"))
    await phone.vote("Tijd")
    await phone.is_told("ok")
    await host.press("poll.close")
    await host.is_told("ok")
    for path, name in (
        ("/archive/", "archive"),
        ("/archive/proef/", "archive of a programme"),
        ("/archive/take/?programme=proef", "things to take along"),
        ("/archive/take/?programme=proef&as=print", "report"),
        (f"/r/{demo['room']}/host/", "403"),
        ("/accounts/logout/", "logout"),
    ):
        await host.go(path)
        found += await faults(host.page, name)
    await host.go("/archive/take/?programme=proef")
    await host.page.locator("main button[value=pdf]").click()
    found += await faults(host.page, "a file that is made")
    organiser = await own_people.person(login=own_site.login(**demo["organiser"]))
    for path, name in (
        ("/hosting/", "hosting"),
        ("/hosting/new/", "starting a meeting"),
        ("/archive/dag-van-de-wijkteams-2023/questions/", "archive, empty"),
        ("/archive/barometer/", "barometers"),
        ("/archive/barometer/groei-en-veiligheid/", "a barometer"),
    ):
        await organiser.go(path)
        found += await faults(organiser.page, name)
    found += await side_by_side(organiser)
    assert not found, "\n".join(found)


async def side_by_side(organiser) -> list[str]:
    """Three sessions of the demo side by side, and the mirror of a team by its link."""
    found = []
    await organiser.go("/archive/compare/")
    found += await faults(organiser.page, "choosing sessions")
    for side, place in (("A", 1), ("B", 5), ("C", 7)):
        await organiser.page.locator(f"#session-{side}").select_option(index=place)
    await organiser.page.locator("main form button").click()
    await expect(organiser.page.locator(".sides")).to_be_visible()
    found += await faults(organiser.page, "side by side")
    await organiser.go("/archive/mirror/")
    found += await faults(organiser.page, "mirrors")
    for place in range(await organiser.page.locator(".rows a").count()):
        await organiser.go("/archive/mirror/")
        await organiser.page.locator(".rows a").nth(place).click()
        if await organiser.page.locator(".mirror-links").count():
            break
    await organiser.page.locator("button[name=make]").first.click()
    found += await faults(organiser.page, "links of mirrors")
    await organiser.page.locator(".mirror-address").first.click()
    await expect(organiser.page.locator(".our-house")).to_be_visible()
    return found + await faults(organiser.page, "mirror")


async def test_questions_after_the_session(own_people, own_site, own_room, watch):
    """Answered in writing, found with the code in the asker's browser, and forgotten there; kept in the archive."""
    watch.expect_status(410, 422)
    found = []
    host = await own_people.host(own_room)
    await host.press("board.open")
    phone = await own_people.participant(own_room)
    await ask(phone, ASKED)
    await show(host, ASKED)
    await ask(phone, "Wie neemt de leiding?")
    await host.page.locator("[popovertarget=door-panel]").first.click()
    await host.page.locator("#door-panel summary").click()
    await host.press("room.close")
    await phone.said_goodbye()
    await host.press("room.finish")
    await expect(host.see("ending")).to_contain_text("definitief afgerond")

    await host.go("/hosting/")
    await host.page.locator(f".hosting:has([href*='{own_room.path}']) a[href$='/answers/']").click()
    form = host.page.locator(".record", has_text=ASKED).locator("form")
    await form.locator("textarea").fill("Kijk op de kaart van de gemeente.")
    await form.locator("button").click()
    await expect(host.page.get_by_role("status")).to_contain_text("bewaard")
    found += await faults(host.page, "answers, one given")

    await phone.go("/antwoord/")
    await phone.page.locator("#code").fill("abcd")
    await phone.page.locator("main form button:not([type=button])").click()
    await expect(phone.page.get_by_role("alert")).to_be_visible()
    await expect(phone.page.locator("[data-codes] button")).to_have_count(2)
    found += await faults(phone.page, "the answer to my question")
    await phone.page.locator("[data-codes]").get_by_text(ASKED).click()
    await expect(phone.page.locator(".answer-text")).to_contain_text("Kijk op de kaart")
    found += await faults(phone.page, "the answer")
    await phone.go("/antwoord/")
    await phone.page.locator("[data-forget]").click()
    await expect(phone.page.get_by_role("status")).to_contain_text("vergeten")
    await expect(phone.page.locator("#code")).to_be_focused()
    assert await phone.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('kept:'))") == []

    await host.go("/archive/proef/questions/")
    await expect(host.page.locator("main")).to_contain_text(ASKED)
    found += await faults(host.page, "questions in the archive")
    assert not found, "\n".join(found)


async def test_the_second_factor(own_people, own_site, watch):
    """Accounts get a second factor here; its first page asks for the password again."""
    watch.expect("Password forms should have")  # a hint of the developer's tools on a page of allauth
    found = []
    login = own_site.demo["organiser"]
    person = await own_people.person(login=own_site.login(**login))
    await person.go("/accounts/2fa/")
    found += await faults(person.page, "second factor")
    await person.go("/accounts/2fa/totp/activate/")
    if "reauthenticate" in person.page.url:
        found += await faults(person.page, "reauthenticate")
        await person.page.locator("input[type=password]").fill(login["password"])
        await person.page.locator("main form button").first.click()
    await expect(person.page.locator("input[name=code]")).to_be_visible()
    found += await faults(person.page, "second factor, activate")
    assert not found, "\n".join(found)

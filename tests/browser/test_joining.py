"""The front door in a browser, and as whom somebody is in the room."""

import re

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="session")

CHOSEN = "document.querySelector('#team').selectedOptions[0].text.trim()"


async def at_the_second_step(people, room, **options):
    """Somebody whose code is right."""
    phone = await people.participant(**options)
    await phone.go(f"/#{room.code}")
    await expect(phone.page.locator("#name")).to_be_focused()
    return phone


async def fill_in(phone, name="Sanne"):
    """Everything, and in."""
    await phone.page.locator("#name").fill(name)
    await phone.page.locator("#team").select_option(index=1)
    await phone.page.get_by_role("radio", name="Beleid").check()
    await phone.page.locator("#entry button").click()
    await phone.page.wait_for_url(re.compile("/r/[^/]+/$"))


async def test_back_from_the_room_is_the_front_door(people, room, watch):
    """Also after a refusal, which is the answer to a form."""
    watch.expect_status(422)
    phone = await at_the_second_step(people, room)
    await phone.page.locator("#entry button").click()
    await expect(phone.page.locator("#name-error")).to_be_visible()
    await fill_in(phone)
    await phone.connected()
    await phone.page.go_back()
    await expect(phone.page.get_by_role("heading", level=1)).to_have_text("Kom binnen")
    await phone.page.go_forward()
    await phone.connected()


async def test_what_is_missing_is_said_where_it_is_and_has_the_focus(people, room, watch):
    watch.expect_status(422)
    phone = await at_the_second_step(people, room)
    await phone.page.locator("#entry button").click()
    for field, choose in (
        ("name", lambda: phone.page.locator("#name").fill("Sanne")),
        ("team", lambda: phone.page.locator("#team").select_option(label="Ik hoor niet bij een team")),
        ("role", lambda: phone.page.get_by_role("radio", name="Inwoner").check()),
    ):
        focused = phone.page.locator(f"[name={field}]:focus")
        await expect(focused).to_have_attribute("aria-describedby", re.compile(f"{field}-error"))
        await expect(phone.page.locator(f"#{field}-error")).to_be_visible()
        await choose()
        await phone.page.locator("#entry button").click()
    await phone.connected()
    await expect(phone.see("introduction")).to_contain_text("Je bent hier als Sanne")


@pytest.mark.parametrize(
    ("typed", "team"),
    [
        ("wijkteam KADE", "Kade"),
        ("voorstr", "Voorstraat"),
        ("vorstraat", "Voorstraat"),
        ("vóórstraat", "Voorstraat"),
        ("nergens", "Kies je team"),
    ],
)
async def test_a_team_is_found_by_a_part_of_its_name(typed, team, people, room):
    phone = await at_the_second_step(people, room)
    await phone.page.evaluate(
        """names => {
          const list = document.querySelector("#team");
          for (const name of names) list.options[1].before(new Option(name, name));
          import(document.querySelector("script[src*='pages/home']").src + "?again");
        }""",
        ["Molenwijk", "Noord", "Noorderhaven", "Kade", "Oost", "Overvecht", "'s-Gravenzande", "Zuilen", "West"],
    )
    search = phone.page.get_by_role("searchbox", name="Zoek je team")
    await search.fill(typed)
    assert await phone.page.evaluate(CHOSEN) == team
    words = f"Gekozen: {team}" if team != "Kies je team" else "vinden we niet"
    await expect(phone.page.locator("#team ~ [role=status]")).to_contain_text(words)
    await search.fill("")
    assert await phone.page.evaluate(CHOSEN) == team, "an empty search changes nothing"


async def test_somebody_takes_another_name_and_stays_at_the_line_that_says_so(people, room):
    host = await people.host(room)
    phone = await people.participant(room, name="Sanne", team="Voorstraat")
    await host.ask("Wat nu?", ["Door", "Stop"])
    await phone.vote("Door")
    await phone.has_voted("Door")
    line = phone.see("introduction").locator("summary")
    await line.click()
    await phone.page.locator("#own-name").fill("Host")
    await phone.press("room.introduce")
    await expect(phone.page.locator("#own-name")).to_be_focused()
    await expect(phone.page.locator("#own-refusal")).to_contain_text("begeleider")
    await phone.page.locator("#own-name").fill("Samira")
    await phone.press("room.introduce")
    await expect(line).to_contain_text("Je bent hier als Samira")
    await expect(line).to_be_focused()
    await expect(phone.page.locator("#own-name")).to_be_hidden()
    await phone.has_voted("Door")


async def test_somebody_goes_on_in_another_app_and_counts_once(people, room):
    host = await people.host(room)
    phone = await people.participant(room, name="Sanne", team="Voorstraat")
    await phone.see("introduction").locator("summary").click()
    await phone.page.get_by_role("link", name="Ga ergens anders verder").click()
    link = await phone.page.locator("[data-copy]").get_attribute("data-copy")
    other = await people.participant()
    await other.go(link)
    await expect(other.page.locator("main")).to_contain_text("Sanne")
    await other.page.get_by_role("button", name="Ga hier verder").click()
    await other.connected()
    await expect(other.see("introduction")).to_contain_text("Je bent hier als Sanne")
    assert "#" not in other.page.url
    await expect(host.see("headcount")).to_contain_text("1 van de")

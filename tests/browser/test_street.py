"""The street: a house for each of the 38 teams, lit by who came in; a list says the same in words."""

import asyncio
import re

import httpx
import pytest
from playwright.async_api import expect

from .served import Room

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_windows_light_and_the_list_agrees(own_people, own_site):
    demo = own_site.demo
    room = Room(demo["room"], demo["code"])
    login = own_site.login(**demo["host"])
    host = await own_people.host(room, login=login)
    screen = await own_people.projector(room)
    for person in (host, screen):
        await expect(person.page.locator(".street li")).to_have_count(38)
        await expect(person.page.locator(".street li svg")).to_have_count(38)
    before = {}
    for team in ("Zaanstad", "Delft"):
        house = host.page.locator(".street li", has_text=f"{team}:")
        before[team] = await house.locator("svg").evaluate("house => house.outerHTML")
        await expect(house).to_contain_text("niemand")
    people = [await own_people.participant(room, name=name, team=team) for name, team in (
        ("Ab", "Zaanstad"), ("Bo", "Zaanstad"), ("Cas", "Delft"))]  # fmt: skip
    for person in (host, screen, people[0]):
        for team, many in (("Zaanstad", 2), ("Delft", 1)):
            house = person.page.locator(".street li", has_text=f"{team}:")
            await expect(house).to_contain_text(f"{many} van ")
            assert await house.locator("svg").evaluate("house => house.outerHTML") != before[team]
    await expect(host.see("headcount")).to_contain_text("3 van ")
    await expect(host.see("headcount")).to_contain_text("2 van 38 teams")
    # As a list: the same words, to be seen.
    line = host.page.locator(".street li", has_text="Zaanstad:").locator("span")
    box = await line.bounding_box()
    assert box is None or box["width"] <= 1
    await host.page.locator(".listable .toggle").click()
    await expect(line).to_have_text("Zaanstad: 2 van de 11 zijn er")
    box = await line.bounding_box()
    assert box and box["width"] > 100
    # One's own house has a plate.
    await expect(people[2].page.locator(".here")).to_be_visible()
    # Who leaves takes the light along.
    await people[2].page.close()
    await expect(host.page.locator(".street li", has_text="Delft:")).to_contain_text("niemand")


async def test_every_team_comes(own_people, own_site):
    """38 people, one of each team, through the front door without a browser: no house is left dark."""
    demo = own_site.demo
    room = Room(demo["room"], demo["code"])
    host = await own_people.host(room, login=own_site.login(**demo["host"]))

    async def front_door(phone):
        answer = await phone.get("/")
        token = answer.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        return {"csrfmiddlewaretoken": token, "code": room.code}

    async with httpx.AsyncClient(base_url=own_site.url, follow_redirects=True) as phone:
        page = (await phone.post("/", data=await front_door(phone))).text
        teams = [value for value in re.findall(r'<option[^>]* value="(\d+)"', page) if value]
        assert len(teams) == 38

    async def come_in(number, team):
        async with httpx.AsyncClient(base_url=own_site.url, follow_redirects=True) as phone:
            entry = await front_door(phone) | {"name": f"Mens {number}", "team": team, "role": "uitvoering"}
            answer = await phone.post("/", data=entry)
            assert answer.url.path == room.path

    # Together: without a socket they are here for a dozen seconds after they came, and one by one takes as long.
    await asyncio.gather(*(come_in(number, team) for number, team in enumerate(teams)))
    await expect(host.see("headcount")).to_contain_text("38 van 38 teams")
    assert "donker" not in await host.see("headcount").inner_text()

"""An organiser saves a search, makes a token and adds a webhook, by keyboard; axe and a ruler look at each page."""

import pytest
from playwright.async_api import expect

from .judging import faults

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_what_an_organiser_saves_and_gives_to_other_systems(own_people, own_site, watch):
    watch.expect("Password forms should have")  # a hint of the developer's tools on a page of allauth
    login = own_site.demo["organiser"]
    person = await own_people.person(login=own_site.login(**login))
    page, found = person.page, []

    await person.go("/archive/?text=tijd")
    await page.get_by_text("Bewaar deze weergave").focus()
    await page.keyboard.press("Enter")
    found += await faults(page, "saving a view")
    await page.get_by_label("Naam").fill("Meer tijd")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("link", name="Meer tijd")).to_have_attribute("aria-current", "true")
    found += await faults(page, "a saved view")
    await person.go("/saved-views/")
    found += await faults(page, "saved views")
    await page.get_by_role("button", name="Haal weg").press("Enter")
    await expect(page.get_by_text("Er is niets bewaard.")).to_be_visible()

    await person.go("/accounts/tokens/")
    await page.get_by_role("link", name="Maak een token").press("Enter")
    await page.get_by_label("Wachtwoord").fill(login["password"])
    await page.keyboard.press("Enter")
    await page.get_by_label("Naam").fill("Dashboard")
    found += await faults(page, "making a token")
    await page.get_by_role("checkbox").first.press("Space")
    await page.get_by_label("Naam").press("Enter")
    await expect(page.get_by_text("lst_")).to_be_visible()
    found += await faults(page, "a token")
    await page.get_by_role("link", name="Ik heb het gekopieerd").press("Enter")
    await expect(page.get_by_role("button", name="Stop dit token")).to_be_visible()
    found += await faults(page, "tokens")

    await person.go("/archive/dag-van-de-wijkteams-2023/webhooks/")
    await page.get_by_label("Voeg een adres toe").fill("https://nobody.invalid/hook")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("whsec_")).to_be_visible()
    found += await faults(page, "a webhook")
    await page.get_by_role("button", name="Probeer het uit").press("Enter")
    await expect(page.locator(".deliveries")).to_contain_text("Onderweg")
    found += await faults(page, "a delivery")
    assert not found, "\n".join(found)

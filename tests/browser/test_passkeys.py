"""A host makes a passkey and comes in with it: Chromium's own authenticator, and a site that asks a second factor."""

import pytest
import pytest_asyncio
from playwright.async_api import expect

from .judging import faults
from .served import PASSWORD, SECOND, Site

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(scope="module")
def strict(model, tmp_path_factory):
    """A site as it is anywhere but on a laptop, under a name: a number has no passkeys."""
    site = Site(tmp_path_factory.mktemp("strict"), model)
    site.environment["SECOND_FACTOR"] = "1"
    site.start()
    yield site
    site.stop()
    assert site.tracebacks() == []


@pytest_asyncio.fixture(loop_scope="session")
async def host(browser, strict):
    """A browser with a device that knows its owner's finger."""
    context = await browser.new_context(
        base_url=f"http://localhost:{strict.port}", locale="nl-NL", viewport={"width": 1366, "height": 800}
    )
    page = await context.new_page()
    page.problems = []

    def complain(message):
        """A wrong password is answered with 422, which the console tells."""
        if message.type == "error" and "status of 422" not in message.text:
            page.problems.append(message.text)

    page.on("console", complain)
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    device = await context.new_cdp_session(page)
    await device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    made = await device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.device, page.authenticator = device, made["authenticatorId"]
    yield page
    assert page.problems == []
    await context.close()


async def log_in(page, email=SECOND, password=PASSWORD, led_to="**/accounts/2fa/"):
    """With the password, from the keyboard alone; the site leads to a second step."""
    await page.goto("/accounts/login/")
    await page.locator("#login").fill(email)
    await page.locator("#password").fill(password)
    await page.keyboard.press("Enter")
    await page.wait_for_url(led_to)


async def make_passkey(page):
    """As the page leads a host who has none: to the page, the password again, the device."""
    await log_in(page)
    await page.get_by_role("link", name="Maak een passkey").click()
    await page.get_by_label("Wachtwoord").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Passkey maken").click()
    await expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()


async def log_out(page):
    await page.goto("/accounts/logout/")
    await page.locator("main form button").click()
    await page.wait_for_url(lambda url: "/logout/" not in url)


async def test_a_host_is_led_to_a_passkey_and_comes_in_with_it_alone(host):
    await make_passkey(host)
    await expect(host.locator(".recovery li")).to_have_count(10)
    await host.get_by_role("link", name="Ik heb ze bewaard").click()
    await host.wait_for_url("**/accounts/2fa/")
    assert (await host.goto("/hosting/")).url.endswith("/hosting/")
    await log_out(host)
    await host.goto("/accounts/login/?next=/archive/")
    await host.get_by_role("button", name="Inloggen met een passkey").press("Enter")
    await host.wait_for_url(lambda url: url.endswith("/archive/") and "/login/" not in url)
    # With the password the passkey is the second step.
    await log_out(host)
    await log_in(host, led_to="**/accounts/2fa/authenticate/")
    assert await faults(host, "second step") == []
    await host.get_by_role("button", name="Mijn passkey gebruiken").click()
    await host.wait_for_url("**/hosting/")
    # And it confirms who it is before it is taken away.
    await host.goto("/accounts/2fa/webauthn/")
    await host.get_by_role("link", name="Haal weg").click()
    await expect(host.get_by_role("button", name="Mijn passkey gebruiken")).to_be_visible()
    assert await faults(host, "confirm with a passkey") == []
    await host.get_by_role("button", name="Mijn passkey gebruiken").click()
    await host.get_by_role("button", name="Haal weg").click()
    await host.goto("/hosting/")
    await host.wait_for_url("**/accounts/2fa/")


async def test_a_device_that_does_not_know_the_finger_makes_none_and_the_page_says_so(host, strict):
    organiser = strict.demo["organiser"]
    send, which = host.device.send, {"authenticatorId": host.authenticator}
    await send("WebAuthn.setUserVerified", which | {"isUserVerified": False})
    await log_in(host, email=organiser["email"], password=organiser["password"])
    await host.get_by_role("link", name="Maak een passkey").click()
    await host.get_by_label("Wachtwoord").fill(organiser["password"])
    await host.keyboard.press("Enter")
    await host.get_by_role("button", name="Passkey maken").click()
    await expect(host.get_by_role("alert")).to_contain_text("Dat lukte niet")
    await expect(host.get_by_role("button", name="Passkey maken")).to_be_focused()
    await send("WebAuthn.setUserVerified", which | {"isUserVerified": True})
    await host.get_by_role("button", name="Passkey maken").click()
    await expect(host.get_by_role("heading", name="Herstelcodes")).to_be_visible()


async def test_axe_and_a_ruler_find_nothing_on_the_pages_of_an_account(host):
    await log_in(host, "eerste@wijkteams.example")
    found = await faults(host, "led to a second step")
    await host.get_by_role("link", name="Maak een passkey").click()
    await expect(host.get_by_role("heading", name="Ben jij het?")).to_be_visible()
    found += await faults(host, "confirm")
    await host.get_by_label("Wachtwoord").fill("fout")
    await host.keyboard.press("Enter")
    await expect(host.get_by_role("alert")).to_be_visible()
    found += await faults(host, "confirm, error")
    await host.get_by_label("Wachtwoord").fill(PASSWORD)
    await host.keyboard.press("Enter")
    await host.wait_for_url("**/accounts/2fa/webauthn/add/")
    found += await faults(host, "make a passkey")
    await host.get_by_role("button", name="Passkey maken").click()
    await expect(host.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    found += await faults(host, "recovery codes")
    for path in ("2fa/", "2fa/webauthn/", "2fa/totp/activate/", "2fa/recovery-codes/generate/", "sessions/",
                 "password/change/", "2fa/reauthenticate/"):  # fmt: skip
        await host.goto(f"/accounts/{path}")
        found += await faults(host, path)
    for link in ("De naam veranderen", "Haal weg"):
        await host.goto("/accounts/2fa/webauthn/")
        await host.get_by_role("link", name=link).click()
        await host.wait_for_url("**/keys/**")
        found += await faults(host, link)
    await log_out(host)
    await host.goto("/accounts/login/")
    await expect(host.get_by_role("button", name="Inloggen met een passkey")).to_be_visible()
    found += await faults(host, "login with a passkey")
    assert found == []

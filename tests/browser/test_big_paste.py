"""A paste that is far too long: it is cut, sent another way, or refused once; and the text stays."""

import pytest
from playwright.async_api import expect

from . import groups
from .watching import Sent

pytestmark = pytest.mark.asyncio(loop_scope="session")

PASTE = "Samen eten met de buren. " * 800
"""20,000 characters."""


async def test_answers_of_a_new_poll_are_cut_and_refused_once(people, room):
    host = await people.host(room)
    sent = Sent(host.page)
    await host.page.reload()
    await host.connected()
    await host.page.locator("[popovertarget=draft][data-key=q]").click()
    await host.page.locator("#draft-text").fill("Wat helpt?")
    options = host.page.locator("#draft-options")
    await options.focus()
    await host.page.keyboard.insert_text(PASTE)
    await host.page.locator("#draft form button:not([type=button], [formaction])").click()
    await host.is_told("refused", "minstens twee antwoorden")
    assert await options.input_value() == PASTE[:4200]
    assert sent.times("poll.draft") == (1, 0)


async def test_a_list_that_no_frame_holds_goes_the_other_way_and_is_refused_once(people, room, watch):
    watch.expect_status(413, 422)
    host = await people.host(room)
    sent = Sent(host.page)
    await host.page.reload()
    await host.connected()
    await groups.make_plan(host)
    await host.page.locator("[data-view=table]").check(force=True)
    lines = host.page.locator("#import-lines")
    for times, told in enumerate(("deze regel niet lezen", "Dat konden we niet lezen"), 1):
        await lines.fill(PASTE)
        await host.press("breakouts.import")
        await host.is_told("refused", told)
        await expect(host.command("breakouts.import")).not_to_have_attribute("aria-busy", "true")
        await expect(lines).to_have_value(PASTE)
        assert sent.times("breakouts.import") == (0, times)
        # The next time a server in between refuses, which has a limit and a page of its own.
        await host.page.route("**/do/", lambda route: route.fulfill(status=413, body="Request Entity Too Large"))

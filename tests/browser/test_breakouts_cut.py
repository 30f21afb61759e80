"""Groups while the line is cut and the server is killed: time, seats and words are all still there."""

import asyncio
import re
import signal

import pytest
from playwright.async_api import expect

from .groups import called_back, company, deal, field, gathered, is_saved, make_plan, sent_out, street, write
from .proxy import Mood

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_words_survive(own_people, own_site, own_room, own_line, broken):
    host = await own_people.host(own_room)
    phones = await gathered(own_people, own_room, url=own_line.url)
    await make_plan(host, rounds=1)
    await deal(host)
    await sent_out(host, phones)
    one, two = (phones[name] for name in sorted((await street(host))[1])[:2])
    await write(one, "Wij bellen vaak.")
    await is_saved(one)
    await expect(field(two)).to_have_value("Wij bellen vaak.")
    with_whom = await company(one)

    await own_line.become(Mood.CUT)
    await field(one).fill("Wij bellen altijd.")
    await field(two).fill("Wij bellen zelden.")
    await expect(one.page.locator("[data-field=noticed] .kept")).to_have_attribute("data-state", "here")
    own_site.stop(signal.SIGKILL)
    await asyncio.to_thread(own_site.start)
    await own_line.become(Mood.WELL)
    for phone in phones.values():
        await phone.connected()
    for phone in (one, two):
        for words in ("Wij bellen altijd.", "Wij bellen zelden."):
            await _sees(phone, words)
    assert await company(one) == with_whom
    await expect(one.page.locator("#card time")).to_have_text(re.compile("^[89]:.."))

    await one.press("breakouts.merge")
    for words in ("Wij bellen altijd.", "Wij bellen zelden."):
        await expect(field(two)).to_have_value(re.compile(re.escape(words)))
    await host.connected()
    await field(two, "home").fill("Nog net voor het einde.")
    await called_back(host, phones)
    await host.page.locator("label:has([data-view=harvest])").click()
    for words in ("Wij bellen altijd.", "Wij bellen zelden.", "Nog net voor het einde."):
        await expect(host.see("harvest")).to_contain_text(words)


async def test_a_reload_loses_nothing(own_people, own_room, own_line, broken):
    """Typed without a line, then reloaded with one: the words come from this device."""
    host = await own_people.host(own_room)
    phones = await gathered(own_people, own_room, url=own_line.url)
    await make_plan(host, rounds=1)
    await deal(host)
    await sent_out(host, phones)
    ans = phones["Ans"]
    await own_line.become(Mood.SILENT)
    await field(ans).fill("Dit mag niet weg.")
    await own_line.become(Mood.WELL)
    await ans.page.reload()
    await ans.connected()
    await expect(field(ans)).to_have_value("Dit mag niet weg.")
    await is_saved(ans)


async def _sees(phone, words):
    """In the field, or beside it."""
    await phone.page.wait_for_function(
        """(words) => [...document.querySelectorAll("[data-field=noticed] textarea, .also-wrote blockquote")]
            .some((each) => (each.value ?? each.textContent).includes(words))""",
        arg=words,
    )

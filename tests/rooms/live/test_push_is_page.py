"""Push is page: what a socket brings is, byte for byte, what a fresh page shows; open pages agree with it.

For every command that is registered.
"""

import asyncio

import pytest

from rooms.breakouts.wishes import settle
from rooms.live.commands import registered
from rooms.live.people import Role
from tests.browsing import Browser, inside
from tests.examples import EXAMPLES, by

LOOKING = (Role.HOST, Role.PARTICIPANT, Role.SCREEN)


def test_every_command_has_an_example():
    assert set(EXAMPLES) == set(registered())


@pytest.mark.parametrize("name", EXAMPLES)
async def test_push_is_page(name, prepared, quick):
    data = await inside(EXAMPLES[name].prepare, prepared)
    browsers = [await Browser(prepared, role).open() for role in LOOKING]
    asking = await Browser(prepared, by(name)).open()
    for browser in browsers:
        # Who is here changed while they came in: everybody sees it before we begin.
        await browser.until_it_shows(await inside(browser.parts))
        browser.pushed.clear()
    before = {browser.role: browser.version for browser in browsers}

    assert await asking.receipt(name, **data) == "ok"
    await inside(settle)  # a wish to divide people is answered after its receipt

    for browser in browsers:
        if name == "room.close" and browser.role != Role.HOST:
            await browser.until(lambda b=browser: b.closed)
            assert browser.closed == 4000
        fresh = await inside(browser.parts)
        await browser.until_it_shows(fresh)
        browser.take_all()
        page = await inside(browser.page)
        newer = await inside(browser.parts, before[browser.role])
        # The last push of each: who is here may have changed once more in between.
        for id, html in dict(browser.pushed).items():
            if id == "head" or (name == "room.close" and browser.role == Role.PARTICIPANT):
                continue
            assert html in page, f"{id} was pushed to {browser.role}, and the page has another"
            assert newer[id] == html, f"{id} was pushed to {browser.role}, and the detour brings another"
        for id, html in fresh.items():
            assert html in page, f"{id} is not on the page of {browser.role}"
    await asyncio.gather(*[browser.leave() for browser in [*browsers, asking]])


async def test_a_command_shows_on_another_page_of_the_same_person(stage, quick):
    """Two tabs of one participant: what was chosen in one is shown in the other."""
    poll = await inside(stage.asked)
    option = (await inside(lambda: list(poll.options.all())))[1]
    one, two = await Browser(stage, Role.PARTICIPANT).open(), await Browser(stage, Role.PARTICIPANT).open()
    assert await one.receipt("poll.vote", poll=poll.pk, option=option.pk, turn="1") == "ok"
    for tab in (one, two):
        await tab.until(lambda tab=tab: option.text in tab.shows("mine"))
        await tab.leave()


async def test_somebody_who_comes_back_gets_what_was_missed(stage, quick):
    """The page is as it was; the socket brings what changed in between, and nothing is left behind."""
    poll = await inside(stage.asked)
    browser = await Browser(stage, Role.PARTICIPANT).open()
    await inside(stage.vote, poll)
    await browser.until(lambda: "Meer tijd" in browser.shows("mine"))
    await browser.leave()
    await inside(lambda: stage.must("poll.close", poll=poll.pk))
    await inside(lambda: stage.must("floor.announce", text="Terug om elf uur."))
    await browser.connect()
    await browser.until_it_shows(await inside(browser.parts))
    await browser.leave()


async def test_somebody_who_comes_back_while_the_room_changes_misses_nothing(stage, quick):
    """Every change touches another part, so what is missed once would never come again by itself."""
    host = await Browser(stage, Role.HOST).open()
    phone = await Browser(stage, Role.PARTICIPANT).open()
    items = await inside(stage.plan)
    for item in items * 3:
        await phone.leave()
        asking = [asyncio.ensure_future(host.ask("floor.start", item=item))]
        asking.append(asyncio.ensure_future(host.ask("floor.announce", text=f"Punt {item}.")))
        await phone.connect()
        await asyncio.gather(*asking)
        text = (await inside(lambda item=item: stage.room.agenda.get(pk=item))).title
        await phone.until(lambda text=text: text in phone.shows("now"))
        await phone.until(lambda item=item: f"Punt {item}." in phone.shows("banner"))
    await phone.leave()
    await host.leave()

"""Push is page: what a socket brings is, byte for byte, what a fresh page shows; open pages agree with it.

For every command that is registered.
"""

import asyncio
import threading

import pytest

from rooms.breakouts.plan.background import settle
from rooms.live.base.people import Audience, Role
from rooms.live.commands.background import changing
from rooms.live.commands.register import registered
from rooms.live.hub.registry import hubs
from rooms.live.models import Room
from rooms.live.rendering import parts
from rooms.live.rendering.renderer import render_all
from tests.browsing import PATIENCE, Browser, inside
from tests.examples import EXAMPLES, by

LOOKING = (Role.HOST, Role.PARTICIPANT, Role.SCREEN, Role.MODERATOR)


def test_every_command_has_an_example():
    assert set(EXAMPLES) == set(registered())


@pytest.mark.parametrize("name", EXAMPLES)
async def test_push_is_page(name, prepared, quick):
    data = await inside(EXAMPLES[name].prepare, prepared)
    browsers = [await Browser(prepared, role).open() for role in LOOKING]
    browsers = [browser for browser in browsers if browser.closed is None]  # after the end only hosts look
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
            continue  # its page is a farewell now
        fresh = await inside(browser.parts)
        await browser.until_it_shows(fresh)
        browser.take_all()
        page = await inside(browser.page)
        newer = await inside(browser.parts, before[browser.role])
        # The last push of each: who is here may have changed once more in between.
        for id, html in dict(browser.pushed).items():
            if id == "head":
                continue
            assert html in page, f"{id} was pushed to {browser.role}, and the page has another"
            assert newer[id] == html, f"{id} was pushed to {browser.role}, and the fallback brings another"
        for id, html in fresh.items():
            assert id == "head" or html in page, f"{id} is not on the page of {browser.role}"
    for name, remembered, drawn in await inside(what_holds_items, prepared.room.pk):
        assert remembered == drawn, f"{name} is remembered with other items than it would be drawn with"
    await asyncio.gather(*[browser.leave() for browser in [*browsers, asking]])


def what_holds_items(room):
    """What the hub remembers of each part that holds items, beside what would be drawn now. Not where people sit."""
    found = []
    for audience in Audience:
        shown = hubs.shown(room, (audience, "nl"))
        for part in parts.registered(audience) if shown else ():
            if part.holds and not any(parts.named(item).volatile for item in part.holds):
                now = render_all(Room.fetch(room), audience, "nl").rendered_parts
                drawn = next(rendered for rendered in now if rendered.part == part.name)
                remembered = shown.rendered_parts[part.name].with_items(_html(shown.rendered_parts.values()))
                found.append((f"{part.name} of {audience}", remembered.html, drawn.with_items(_html(now)).html))
    return found


def _html(pictures):
    return {picture.id: picture.html for picture in pictures}


async def test_a_command_shows_on_another_page_of_the_same_person(scene, quick):
    """Two tabs of one participant: what was chosen in one is shown in the other."""
    poll = await inside(scene.asked)
    option = (await inside(lambda: list(poll.options.all())))[1]
    one, two = await Browser(scene, Role.PARTICIPANT).open(), await Browser(scene, Role.PARTICIPANT).open()
    assert await one.receipt("poll.vote", poll=poll.pk, option=option.pk, sequence="1") == "ok"
    for tab in (one, two):
        await tab.until(lambda tab=tab: option.text in tab.shows("own_vote"))
        await tab.leave()


async def test_somebody_who_comes_back_gets_what_was_missed(scene, quick):
    """The page is as it was; the socket brings what changed in between, and nothing is left behind."""
    poll = await inside(scene.asked)
    browser = await Browser(scene, Role.PARTICIPANT).open()
    await inside(scene.vote, poll)
    await browser.until(lambda: "Meer tijd" in browser.shows("own_vote"))
    await browser.leave()
    await inside(lambda: scene.must("poll.close", poll=poll.pk))
    await inside(lambda: scene.must("floor.announce", text="Terug om elf uur."))
    await browser.connect()
    await browser.until_it_shows(await inside(browser.parts))
    await browser.leave()


async def test_what_holds_items_comes_back_with_the_items_of_now(scene, quick):
    """The table was drawn when the result was shown, its bars with every vote since; who wakes gets both at once."""
    poll, question = await inside(scene.asked), await inside(lambda: scene.put(who=1))
    here = await Browser(scene, Role.PARTICIPANT, 2).open()
    asleep = await Browser(scene, Role.PARTICIPANT).open()
    await asleep.leave()
    await inside(lambda: scene.must("poll.reveal", poll=poll.pk))
    await inside(lambda: scene.must("board.approve", question=question.pk))
    await here.until(lambda: "<table" in here.shows("tally") and question.text in here.shows("board"))
    await inside(lambda: scene.vote(poll, 0, 1))
    await inside(lambda: scene.upvote(question, 2))
    await here.until(lambda: "100%" in here.document and ">1<" in here.shows(f"votes-{question.pk}"))
    await asleep.connect()
    await asleep.until_it_shows(await inside(asleep.parts))
    for browser in (here, asleep):
        await browser.leave()


@pytest.fixture
def slow_part():
    """A part of participants that takes as long to draw as the test wants; `drawing` is set once it began."""
    go_on, drawing = threading.Event(), threading.Event()

    @parts.part("slow", "rooms/floor/parts/banner.html", audiences=(Audience.PARTICIPANTS,))
    def slow(room, audience):
        drawing.set()
        assert go_on.wait(PATIENCE)
        return {"sentence": "", "kind": ""}

    go_on.set()
    yield go_on, drawing
    go_on.set()
    del parts._parts["slow"]


async def test_somebody_who_comes_while_the_hub_looks_misses_nothing(slow_part, scene, quick):
    """The look shows what is newest; who came during it still has to get what was new before."""
    go_on, drawing = slow_part
    item = (await inside(scene.plan))[0]
    first = await Browser(scene, Role.PARTICIPANT).open()
    late = Browser(scene, Role.PARTICIPANT, 1)
    late.document = await inside(late.page)
    await inside(lambda: scene.must("floor.start", item=item))
    await first.until(lambda: "Welkom" in first.shows("now"))

    go_on.clear()
    drawing.clear()

    def touch() -> None:
        with changing() as changes:
            changes.touch(scene.room, "slow", Audience.PARTICIPANTS)

    await inside(touch)
    await asyncio.to_thread(drawing.wait, PATIENCE)
    coming = asyncio.ensure_future(late.connect())
    hub = hubs.find(scene.room.pk)
    while not hub.sockets_of(scene.people[1].pk):  # noqa: ASYNC110  (nothing announces it)
        await asyncio.sleep(0.01)
    go_on.set()
    await coming
    await late.until(lambda: "Welkom" in late.shows("now"))
    await first.leave()
    await late.leave()


@pytest.fixture
def slow_figure():
    """A figure of participants that is counted once the test says so; what it counts is in the list."""
    go_on, drawing, counted = threading.Event(), threading.Event(), ["nul"]

    @parts.part("slow", "rooms/floor/parts/banner.html", audiences=(Audience.PARTICIPANTS,), figure=True)
    def slow(room, audience):
        drawing.set()
        assert go_on.wait(PATIENCE)
        return {"sentence": counted[0], "kind": ""}

    go_on.set()
    yield go_on, drawing, counted
    go_on.set()
    del parts._parts["slow"]


async def test_a_figure_that_was_counted_after_its_version_was_read_reaches_who_came_then(slow_figure, scene, quick):
    """The look read version 5, then counted what became version 6: who came with version 5 must get it at 6."""
    go_on, drawing, counted = slow_figure
    browser = Browser(scene, Role.PARTICIPANT)
    browser.document = await inside(browser.page)
    go_on.clear()
    drawing.clear()
    coming = asyncio.ensure_future(browser.connect())
    await asyncio.to_thread(drawing.wait, PATIENCE)

    def change() -> None:
        with changing() as changes:
            changes.touch(scene.room, "slow", Audience.PARTICIPANTS)
        counted[0] = "een"

    await inside(change)
    go_on.set()
    await coming
    await browser.until(lambda: any(id == "slow" and "een" in element for id, element in browser.pushed))
    await browser.leave()

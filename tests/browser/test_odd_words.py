"""Every view with one text in every field: no page scrolls sideways, breaks, or has anything to say on the console."""

import pytest
import pytest_asyncio

from tests.odd_strings import LONG_WORD, ODD

from .filled import ACTS, fill, sideways
from .people import LIVE

pytestmark = pytest.mark.asyncio(loop_scope="session")

TEXTS = {"a long word": f"{LONG_WORD} {LONG_WORD}", "everything odd": "\n".join(ODD.values())}
PANELS = ("draft", "announce", "plan", "door-panel", "group-plan")
NARROW = (320, 740)
TAKEN = "taken"
"""The title that a script in a text would give the page."""


@pytest_asyncio.fixture(scope="module", loop_scope="session", params=TEXTS)
async def rooms(own_site, request):
    """Rooms that are full of one text."""
    return fill(own_site, TEXTS[request.param], number=list(TEXTS).index(request.param))


class Looking:
    """One browser that goes from view to view and notes what is wrong."""

    def __init__(self, person, name: str) -> None:
        self.page = person.page
        self.name = name
        self.found: list[str] = []

    async def at(self, what: str) -> None:
        """Look at the page as it is now."""
        self.found += [f"{self.name}, {what}: {fault}" for fault in await sideways(self.page)]
        assert TAKEN not in await self.page.title()

    async def go(self, path: str, live: bool = False) -> None:
        """Open a page, and look."""
        answer = await self.page.goto(path)
        assert answer.status == 200, path
        if live:
            await self.page.wait_for_selector(LIVE, state="attached")
        await self.at(path)


@pytest.mark.parametrize("name", ["evening", "work"])
async def test_on_a_phone(rooms, own_people, name):
    room = rooms[name]
    look = Looking(await room.person(own_people, "participant", *NARROW), name)
    for act in ACTS:
        room.put_on_stage(act)
        await look.go(f"/r/{room.room}/", live=True)
    for tab in await look.page.locator(".tabs input").all():
        if await tab.evaluate("tab => tab.parentElement.checkVisibility()"):
            await tab.check(force=True)
            await look.at("a tab")
    await look.go(f"/r/{room.room}/questions/")
    assert not look.found, "\n".join(look.found)


@pytest.mark.parametrize("name", ["evening", "work"])
async def test_on_the_console(rooms, own_people, name):
    room = rooms[name]
    look = Looking(await room.person(own_people, "host", *NARROW), name)
    await look.go(f"/r/{room.room}/host/", live=True)
    await look.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    await look.at("unfolded")
    for panel in PANELS:
        await look.page.evaluate("id => document.getElementById(id).showPopover()", panel)
        await look.at(panel)
        await look.page.evaluate("id => document.getElementById(id).hidePopover()", panel)
    await look.page.locator("#view-groups").check(force=True)
    for view in ("street", "table", "harvest"):
        await look.page.locator(f"input[name=groups-view][value={view}]").check(force=True)
        await look.at(view)
    for inside in await look.page.locator(".inside-group").all():
        await inside.evaluate("each => each.showPopover()")
        await look.at("inside a group")
    assert not look.found, "\n".join(look.found)


async def test_around_a_room(rooms, own_people, watch):
    """The pages around a session that was full of everything; strangers and its moderator look while it is open."""
    watch.expect_status(403)
    watch.expect_status(410)  # the moderator's page learns of the end
    room = rooms["evening"]
    moderator = Looking(await room.person(own_people, "moderator", *NARROW), "moderator")
    await moderator.go(f"/r/{room.room}/moderator/", live=True)
    stranger = Looking(await room.person(own_people, "nobody", *NARROW), "stranger")
    await stranger.go("/")
    await stranger.go(f"/p/{room.slug}/")
    await stranger.page.goto("/")
    await stranger.page.locator("#code").fill(room.code)
    await stranger.page.locator("#entry button").click()
    await stranger.page.locator("#name").wait_for()
    await stranger.at("the second step")
    found = moderator.found + stranger.found + await behind_the_room(room, own_people)
    room.close()
    found += await behind_the_room(room, own_people)
    assert not found, "\n".join(found)


async def behind_the_room(room, people):
    """What is wrong with the pages of its host and its organiser."""
    host = Looking(await room.person(people, "host", *NARROW), "host")
    await host.go("/hosting/")
    await host.go(f"/hosting/{room.session}/answers/")
    organiser = Looking(await room.person(people, "organiser", *NARROW), "organiser")
    for page in ("", f"{room.slug}/", f"{room.slug}/polls/", f"{room.slug}/harvest/", f"{room.slug}/questions/"):
        await organiser.go(f"/archive/{page}")
    await organiser.go(f"/hosting/{room.session}/answers/")
    return host.found + organiser.found


async def test_on_the_projector(rooms, own_people):
    """The smallest one: tests/browser/test_projector_fits.py looks at the others."""
    found = []
    for name in ("work", "result", "groups"):
        look = Looking(await rooms[name].person(own_people, "host", 1024, 768), name)
        for act in ACTS if name == "work" else ("poll", "groups"):
            rooms[name].put_on_stage(act)
            await look.go(f"/r/{rooms[name].room}/screen/", live=True)
        found += look.found
    assert not found, "\n".join(found)

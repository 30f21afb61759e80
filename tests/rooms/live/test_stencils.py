"""A page that is drawn once for many shows each of them what is theirs, and nothing of anybody else."""

import gzip
import re

import pytest
from django.test.signals import template_rendered

from rooms.live.base.people import Role
from rooms.live.rendering import page_cache
from rooms.live.rendering.holes import fill, hole, holes_in
from rooms.live.rendering.page_cache import drawn_page
from tests.browsing import Browser, inside


def test_what_is_filled_in_is_as_it_was_given():
    html = f"<p>{hole('a')}</p>{hole('b-1')}{hole('a')}"
    assert holes_in(html) == ["a", "b-1", "a"]
    assert fill(html, {"a": "<b>", "b-1": hole("c")}) == f"<p><b></p>{hole('c')}<b>"
    with pytest.raises(KeyError):
        fill(html, {"a": "1"})


def test_each_gets_the_same_page_with_their_own_values():
    drawn = []

    def draw():
        drawn.append(1)
        return f"<p>{hole('a')} and {hole('b')}, {hole('a')}</p>"

    assert drawn_page(("same",), (1, "x"), draw).filled({"a": "1", "b": "2"}) == "<p>1 and 2, 1</p>"
    assert drawn_page(("same",), (1, "x"), draw).filled({"a": "3", "b": "4"}) == "<p>3 and 4, 3</p>"
    assert len(drawn) == 1
    drawn_page(("same",), (2, "x"), draw).filled({"a": "", "b": ""})
    assert len(drawn) == 2, "the room changed, so the page is drawn anew"


def test_compressed_it_is_the_same_page():
    long = "Vertel wat u ziet. " * 40
    page = drawn_page(("packed",), 1, lambda: f"<p>{long}{hole('a')}</p>{hole('b')}{long}")
    for own in ({"a": "kort", "b": ""}, {"a": "é" * 300, "b": "<i>" * 200}):
        assert gzip.decompress(page.gzipped(own)).decode() == page.filled(own)


async def test_two_people_at_the_same_version_see_their_own_choice_and_team(scene, quick):
    poll = await inside(scene.asked)
    here = await Browser(scene, Role.PARTICIPANT, 2).open()
    one, other = Browser(scene, Role.PARTICIPANT, 0), Browser(scene, Role.PARTICIPANT, 1)
    await inside(scene.vote, poll, 0, 0)
    await inside(scene.vote, poll, 1, 1)
    pages = [await inside(browser.page) for browser in (one, other, one)]
    own = ["Meer tijd", "Meer mensen", "Meer tijd"]
    for page, choice, who in zip(pages, own, (0, 1, 0), strict=True):
        mine = re.search(r'<div +id="own_vote".*?</div></div>|<div +id="own_vote".*?</div>', page, re.DOTALL).group()
        assert choice in mine
        assert f'data-house="house-{scene.people[who].team_id}"' in page
        for person in scene.people:
            assert person.pk.hex not in page
    tokens = [
        re.search(r'set_language.*?value="(\w{64})"|value="(\w{64})"', page, re.DOTALL).group(0) for page in pages
    ]
    assert tokens[0] != tokens[1], "a token belongs to one browser"
    assert pages[0] != pages[1]
    await here.leave()


async def test_a_page_after_a_change_is_never_the_old_one(scene, quick):
    here = await Browser(scene, Role.PARTICIPANT, 2).open()
    reader = Browser(scene, Role.PARTICIPANT)
    await inside(reader.page)
    for text in ("Eerste zin.", "Tweede zin."):
        await inside(lambda text=text: scene.must("floor.announce", text=text))
        assert text in await inside(reader.page)
    await here.leave()


async def test_nothing_of_who_asks_first_is_shown_to_the_next(scene, quick):
    """A host looks at the page for participants: neither the template nor what it includes is given the account."""
    here = await Browser(scene, Role.PARTICIPANT, 2).open()
    page_cache._pages.clear()
    given = []

    def look_in(sender, context, **kwargs):
        given.append({name for each in context.dicts for name in each} & {"user", "request", "messages", "perms"})

    template_rendered.connect(look_in)
    try:
        for address in (here.address, "/"):
            await inside(here.client.get, address)
    finally:
        template_rendered.disconnect(look_in)
    assert given and not any(given)
    await here.leave()

"""The memory of a hub: what holds items is kept up to date with them, and who comes back gets all that is newer."""

import time

import pytest

from rooms.live.rendering import parts
from rooms.live.rendering.holes import hole
from rooms.live.rendering.parts import RenderedPart
from rooms.live.rendering.renderer import Drawn
from rooms.live.rendering.view_cache import ViewCache


def test_what_changed_and_changed_back_between_two_looks_reaches_whose_page_was_made_in_between():
    """The hub saw no announcement before and none now; the page was made while there was one."""
    shown = ViewCache("epoch")
    for version in (5, 7):
        banner = RenderedPart("banner", "banner", version, '<p id="banner"></p>', volatile=True)
        shown.take(Drawn([banner], {"banner"}), version)
    made_at = time.time() + 60
    assert shown.news(6, made_at) == [banner]
    assert shown.news(7, made_at) == []


@pytest.fixture
def listed():
    """A list that holds items, and says in which order they stand."""
    parts.part("entry", "", keyed=True)(None)
    parts.part("sequence", "", keyed=True)(None)
    parts.part("listing", "", holds=("entry", "sequence"), arranged_by="sequence")(None)
    yield
    for name in ("entry", "sequence", "listing"):
        del parts._parts[name]


def some(version, items):
    """These items, and nothing around them."""
    return [RenderedPart("entry", f"entry-{key}", version, f"<b>{text}</b>") for key, text in items.items()]


def around(version, order):
    """The list with places for items in this order, and the order."""
    places = "".join(f"<li>{hole(f'entry-{key}')}</li>" for key in order)
    return [
        RenderedPart("listing", "listing", version, hole("sequence-shown") + places),
        RenderedPart("sequence", "sequence-shown", 1, order),
    ]


def whole(version, items):
    """All of it is drawn."""
    return Drawn([*around(version, "".join(items)), *some(version, items)], {"listing", "entry", "sequence"})


def sent(pictures):
    """Ids and HTML."""
    return {picture.id: picture.html for picture in pictures}


def test_an_item_travels_alone_and_a_list_with_its_items_of_now(listed):
    shown = ViewCache("epoch")
    assert sent(shown.take(whole(1, {"a": "1", "b": "2"}), 1)) == {"listing": "ab<li><b>1</b></li><li><b>2</b></li>"}
    assert sent(shown.take(Drawn(some(2, {"a": "3"})), 2)) == {"entry-a": "<b>3</b>"}
    assert sent(shown.news(1, 0)) == {"entry-a": "<b>3</b>"}
    assert sent(shown.news(0, 0)) == {"listing": "ab<li><b>3</b></li><li><b>2</b></li>"}


def test_of_another_order_only_the_order_travels_and_the_list_is_remembered_in_it(listed):
    shown = ViewCache("epoch")
    shown.take(whole(1, {"a": "1", "b": "2"}), 1)
    list_, order = around(1, "ba")
    assert sent(shown.take(Drawn([order], to_remember=[list_]), 2)) == {"sequence-shown": "ba"}
    assert sent(shown.news(0, 0)) == {"listing": "ba<li><b>2</b></li><li><b>1</b></li>"}


def test_an_item_for_which_no_list_has_a_place_is_forgotten(listed):
    shown = ViewCache("epoch")
    shown.take(whole(1, {"a": "1", "b": "2"}), 1)
    assert sent(shown.take(whole(2, {"a": "1"}), 2)) == {"listing": "a<li><b>1</b></li>"}
    assert set(shown.rendered_parts) == {"listing", "entry-a", "sequence-shown"}
    assert not shown.take(Drawn(some(3, {"b": "5"})), 3)

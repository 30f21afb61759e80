"""The memory of a hub: what holds items is kept up to date with them, and who comes back gets all that is newer."""

import time

import pytest

from rooms.live.rendering.parts import RenderedPart
from rooms.live.rendering.renderer import Drawn
from rooms.live.rendering.view_cache import ViewCache, with_element


def test_what_changed_and_changed_back_between_two_looks_reaches_whose_page_was_made_in_between():
    """The hub saw no announcement before and none now; the page was made while there was one."""
    shown = ViewCache("epoch")
    for version in (5, 7):
        banner = RenderedPart("banner", "banner", version, '<p id="banner"></p>', volatile=True)
        shown.take(Drawn([banner], {"banner"}), version)
    made_at = time.time() + 60
    assert shown.news(6, made_at) == [banner]
    assert shown.news(7, made_at) == []


@pytest.mark.parametrize(
    ("html", "becomes"),
    [
        ('<p>a <b id="x">1</b> z</p>', '<p>a <b id="x">2</b> z</p>'),
        ('<b>0</b><b class="y" id="x"><b>1</b><br></b><b>3</b>', '<b>0</b><b id="x">2</b><b>3</b>'),
        ('<b id="x-1">1</b>', '<b id="x-1">1</b>'),
        ('<i data-id="x">1</i>', '<i data-id="x">1</i>'),
    ],
)
def test_one_element_is_replaced_and_nothing_else(html, becomes):
    assert with_element(html, "x", '<b id="x">2</b>') == becomes

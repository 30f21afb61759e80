"""The memory of a hub: what holds items is kept up to date with them."""

import pytest

from rooms.live.shown import with_element


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

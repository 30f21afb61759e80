"""The page cache: a page is drawn once with a few holes, and the holes are filled in for each visitor.

When four hundred people come in together, their pages differ only in a token, the time, the number of a team and their
personal parts. Drawing the rest again for each of them was a third of the cost of a page.
"""

import time
from collections.abc import Callable, Hashable, Mapping

from .holes import fill

MOST = 500
"""Pages that the cache holds: one for each room, language and kind of visitor."""
STAYS = 60.0
"""Seconds after which a page is drawn again although its state is the same, so that changes without a command show."""

_pages: dict[tuple[Hashable, ...], tuple[object, float, str]] = {}


def filled(key: tuple[Hashable, ...], state: object, draw: Callable[[], str], values: Mapping[str, str]) -> str:
    """The page `key` with its holes filled in; `draw` makes the page when `state` differs from the last drawing's.

    `state` is compared with `==`. `values` maps the names of the holes to HTML. The key of a room's page begins with
    the id of the room.
    """
    before, until, html = _pages.get(key, (None, 0.0, ""))
    if before != state or until < time.monotonic():
        html = draw()
        if len(_pages) >= MOST:
            _pages.clear()
        _pages[key] = (state, time.monotonic() + STAYS, html)
    return fill(html, values)


def forget_pages(room: str) -> None:
    """Forget all pages of a room, when nobody in this process looks at it any more."""
    for key in [key for key in list(_pages) if key[0] == room]:
        _pages.pop(key, None)

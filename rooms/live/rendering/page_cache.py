"""Pages that are the same for everybody but for a few holes: drawn once, and filled in for each.

When four hundred people come in together, their pages differ in a token, the time, the number of a team and what is
their own; drawing the rest anew for each of them was a third of what a page costs.
"""

import time
from collections.abc import Callable, Hashable, Mapping
from secrets import token_hex

from django.utils.safestring import SafeString, mark_safe

MOST = 500
"""Pages that are remembered: one for each room, language and kind of visitor."""
STAYS = 60.0
"""Seconds after which a page is drawn anew though its state is the same: what was changed without a command shows."""

_secret = token_hex(8)
_pages: dict[tuple[Hashable, ...], tuple[object, float, str]] = {}


def hole(name: str) -> SafeString:
    """What stands in a page where `name` is filled in; nobody outside this process can write it."""
    return mark_safe(f"hole-{name}-{_secret}")  # noqa: S308  (letters and digits of our own)


def filled(key: tuple[Hashable, ...], state: object, draw: Callable[[], str], values: Mapping[str, str]) -> str:
    """The page `key` with its holes filled in; `draw` makes it when `state` is not what it was last drawn of.

    `state` is compared with `==`. `values` are HTML by the names of their holes. The key of a room's page begins with
    the room's.
    """
    before, until, html = _pages.get(key, (None, 0.0, ""))
    if before != state or until < time.monotonic():
        html = draw()
        if len(_pages) >= MOST:
            _pages.clear()
        _pages[key] = (state, time.monotonic() + STAYS, html)
    for name, value in values.items():
        html = html.replace(hole(name), value)
    return html


def forget_pages(room: str) -> None:
    """Nobody in this process looks at a room any more: remember none of its pages."""
    for key in [key for key in list(_pages) if key[0] == room]:
        _pages.pop(key, None)

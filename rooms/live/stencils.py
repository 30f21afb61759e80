"""Pages that are the same for everybody but for a few holes: drawn once, and filled in for each.

When four hundred people come in together, their pages differ in a token, the time, the number of a team and what is
their own; drawing the rest anew for each of them was a third of what a page costs.
"""

from collections.abc import Callable, Hashable, Mapping
from secrets import token_hex

from django.utils.safestring import SafeString, mark_safe

MOST = 500
"""Pages that are remembered: one for each room, language and kind of visitor."""

_secret = token_hex(8)
_pages: dict[Hashable, tuple[object, str]] = {}


def hole(name: str) -> SafeString:
    """What stands in a page where `name` is filled in; nobody outside this process can write it."""
    return mark_safe(f"hole-{name}-{_secret}")  # noqa: S308  (letters and digits of our own)


def filled(key: Hashable, state: object, draw: Callable[[], str], values: Mapping[str, str]) -> str:
    """The page `key` with its holes filled in; `draw` makes it when `state` is not what it was last drawn of.

    `state` is compared with `==`. `values` are HTML by the names of their holes.
    """
    before, html = _pages.get(key, (None, ""))
    if not html or before != state:
        html = draw()
        if len(_pages) >= MOST:
            _pages.clear()
        _pages[key] = (state, html)
    for name, value in values.items():
        html = html.replace(hole(name), value)
    return html

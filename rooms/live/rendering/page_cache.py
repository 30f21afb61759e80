"""The page cache: a page is drawn once with a few holes, and the holes are filled in for each visitor.

When four hundred people come in together, their pages differ only in a token, the time, the number of a team and their
personal parts. Drawing the rest again for each of them was a third of the cost of a page, and compressing it a fifth.
"""

import time
from collections.abc import Callable, Hashable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import patch_vary_headers

from .compressed import compressed, gzip_of
from .holes import between_holes

MOST = 500
"""Pages that the cache holds: one for each room, language and kind of visitor."""
STAYS = 60.0
"""Seconds after which a page is drawn again although its state is the same, so that changes without a command show."""


class DrawnPage:
    """A page that was drawn once, with its holes."""

    def __init__(self, html: str) -> None:
        self._texts, self._holes = between_holes(html)
        self._packed: list[tuple[bytes, bytes]] = []

    def filled(self, values: Mapping[str, str]) -> str:
        """The page for one visitor. `values` are HTML by the names of the holes; `KeyError` when one has none."""
        pieces = [values[name] for name in self._holes]
        return "".join(each for pair in zip(self._texts, [*pieces, ""], strict=True) for each in pair)

    def gzipped(self, values: Mapping[str, str]) -> bytes:
        """The same as a gzip file, of which only the values are compressed now."""
        if not self._packed:
            self._packed = [(text, compressed(text)) for text in (each.encode() for each in self._texts)]
        own = [(text, compressed(text)) for text in (values[name].encode() for name in self._holes)]
        return gzip_of(each for pair in zip(self._packed, [*own, (b"", b"")], strict=True) for each in pair)


class FilledPage(HttpResponse):
    """The answer with a drawn page, filled in for one visitor."""

    def __init__(self, page: DrawnPage, values: Mapping[str, str], status: int = HTTPStatus.OK) -> None:
        super().__init__(page.filled(values), status=status)
        self.page, self.values = page, values

    def compress(self) -> None:
        """Send it as gzip."""
        self.content = self.page.gzipped(self.values)
        self.headers["Content-Encoding"] = "gzip"


class CompressedOnce(GZipMiddleware):
    """Django's middleware, which compresses a filled page without compressing again what is the same for everybody."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        """Compress the answer for a browser that accepts it."""
        if isinstance(response, FilledPage):
            patch_vary_headers(response, ["Accept-Encoding"])
            if re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
                response.compress()
            return response
        return super().process_response(request, response)


_pages: dict[tuple[Hashable, ...], tuple[object, float, DrawnPage]] = {}


def drawn_page(key: tuple[Hashable, ...], state: object, draw: Callable[[], str]) -> DrawnPage:
    """The page `key`; `draw` makes its HTML when `state` differs from the last drawing's.

    `state` is compared with `==`. The key of a room's page begins with the id of the room.
    """
    before, until, page = _pages.get(key, (None, 0.0, None))
    if page is None or before != state or until < time.monotonic():
        page = DrawnPage(draw())
        if len(_pages) >= MOST:
            _pages.clear()
        _pages[key] = (state, time.monotonic() + STAYS, page)
    return page


def forget_pages(room: str) -> None:
    """Forget all pages of a room, when nobody in this process looks at it any more."""
    for key in [key for key in list(_pages) if key[0] == room]:
        _pages.pop(key, None)

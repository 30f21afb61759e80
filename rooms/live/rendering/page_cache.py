"""The page cache: a page is drawn once with a few holes, and the holes are filled in for each visitor.

When four hundred people come in together, their pages differ only in a token, the time, the number of a team and their
personal parts. Drawing the rest again for each of them was a third of the cost of a page, and compressing it a fifth.
"""

import time
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import patch_cache_control, patch_vary_headers

from .compressed import WORTH_IT, compressed, gzip_of
from .holes import between_holes

MOST = 500
"""Pages that the cache holds: one for each room, language and kind of visitor. Also the values that a page holds."""
STAYS = 60.0
"""Seconds after which a page is drawn again although its state is the same, so that changes without a command show."""


class DrawnPage:
    """A page that was drawn once, with its holes."""

    def __init__(self, html: str) -> None:
        self._texts, self._holes = between_holes(html)
        self._packed: list[tuple[bytes, bytes]] = []
        self._own: dict[str, tuple[bytes, bytes]] = {}

    def filled(self, values: Mapping[str, str]) -> str:
        """The page for one visitor. `values` are HTML by the names of the holes; `KeyError` when one has none."""
        pieces = [values[name] for name in self._holes]
        return "".join(each for pair in zip(self._texts, [*pieces, ""], strict=True) for each in pair)

    def gzipped(self, values: Mapping[str, str]) -> bytes:
        """The same as a gzip file, of which only the values are compressed now."""
        self._packed = self._packed or [_both(text) for text in self._texts]
        own = [self._packed_value(values[name]) for name in self._holes]
        return gzip_of(each for pair in zip(self._packed, [*own, (b"", b"")], strict=True) for each in pair)

    def _packed_value(self, value: str) -> tuple[bytes, bytes]:
        """What many have in common, such as the card of a group, is compressed once too."""
        if len(value) < WORTH_IT:
            return _both(value)
        if value not in self._own:
            if len(self._own) >= MOST:
                self._own.clear()
            self._own[value] = _both(value)
        return self._own[value]


def _both(text: str) -> tuple[bytes, bytes]:
    return (plain := text.encode()), compressed(plain)


class FilledPage(HttpResponse):
    """The answer with a drawn page, filled in for one visitor."""

    def __init__(self, page: DrawnPage, values: Mapping[str, str], **options: Any) -> None:
        super().__init__(page.filled(values), **options)
        self.page, self.values = page, values

    def compress(self) -> None:
        """Send it as gzip."""
        self.content = self.page.gzipped(self.values)
        self.headers["Content-Encoding"] = "gzip"
        self.headers["Content-Length"] = str(len(self.content))


def uncompressed(answer: HttpResponse) -> HttpResponse:
    """An answer that nobody compresses on the way, because its length would then tell what it says."""
    answer.is_at_one_size = True  # type: ignore[attr-defined]  # for `is_at_one_size`
    patch_cache_control(answer, no_transform=True)
    return answer


def is_at_one_size(answer: HttpResponseBase) -> bool:
    """Whether the length of an answer must not tell what it says, so that nobody may compress it."""
    return getattr(answer, "is_at_one_size", False)


class CompressedOnce(GZipMiddleware):
    """Django's middleware, which compresses a filled page without compressing again what is the same for everybody."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        """Compress the answer for a browser that accepts it, unless its length must not tell what it says.

        A picture is compressed already.
        """
        if is_at_one_size(response) or response.headers.get("Content-Type") == "image/webp":
            return response
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


def forget_pages(room: str = "") -> None:
    """Forget all pages of a room, when nobody in this process looks at it any more; without `room`, every page."""
    for key in [key for key in list(_pages) if not room or key[0] == room]:
        _pages.pop(key, None)

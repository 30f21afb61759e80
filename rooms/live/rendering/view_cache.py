"""The view cache: the last rendered parts of a view, from which newcomers and pages are served without rendering."""

import time
from collections.abc import Iterable

from .parts import RenderedPart, items_in, named
from .renderer import Drawn

SKEW = 3.0
"""Seconds by which the clocks of two servers may differ."""


class ViewCache:
    """The last `RenderedPart` of every part for one view; a part that holds items has holes for them.

    `rendered_parts` is replaced, never changed: threads that make pages read it while the hub goes on.
    """

    __slots__ = ("_ahead", "_times", "epoch", "rendered_parts", "version")

    def __init__(self, epoch: str) -> None:
        self.epoch = epoch
        self.version = -1
        self.rendered_parts: dict[str, RenderedPart] = {}
        self._times: dict[str, float] = {}
        self._ahead: set[str] = set()

    def take(self, drawn: Drawn, version: int, *, ahead: bool = False) -> list[RenderedPart]:
        """Remember the drawn parts, and return those whose HTML differs from before.

        `ahead`: the room changed while the parts were drawn, so they may show more than `version` says. Because of
        that number a newcomer did not get them. So a part that is drawn again goes out again, even with equal HTML.
        """
        old, anew = self.rendered_parts, drawn.rendered_parts
        new = {rendered.id: rendered for rendered in [*anew, *drawn.to_remember]}
        kept = {id: p for id, p in old.items() if id in new or p.part not in drawn.whole}
        self.rendered_parts = _without_orphans({**kept, **new})
        fresh = [p for p in anew if p.id not in old or p.html != old[p.id].html or self._was_ahead(p, old[p.id])]
        self._ahead = set(new) if ahead else set()
        self.version = version
        now = time.time()
        self._times |= {rendered.id: now for rendered in fresh if rendered.volatile}
        return self._to_send(fresh)

    def _was_ahead(self, rendered: RenderedPart, before: RenderedPart) -> bool:
        return rendered.id in self._ahead and rendered.version > before.version

    def news(self, version: int, at: float) -> list[RenderedPart]:
        """The parts that are newer than a page that shows `version` and was made at `at` (seconds since 1970)."""
        return self._to_send(
            rendered
            for rendered in self.rendered_parts.values()
            if rendered.version > version or (rendered.volatile and self._times.get(rendered.id, 0) > at - SKEW)
        )

    def _to_send(self, some: Iterable[RenderedPart]) -> list[RenderedPart]:
        """`some` with their items filled in, without the items that stand in another of them."""
        found = [rendered for rendered in some if rendered.id in self.rendered_parts]
        inside = items_in(found)
        items = {id: rendered.html for id, rendered in self.rendered_parts.items()}
        return [rendered.with_items(items) for rendered in found if rendered.id not in inside]


def _without_orphans(rendered_parts: dict[str, RenderedPart]) -> dict[str, RenderedPart]:
    """`rendered_parts` without the items for which no part has a hole, though it holds such items."""
    held = {name for rendered in rendered_parts.values() for name in named(rendered.part).holds}
    inside = items_in(rendered_parts.values())
    return {id: p for id, p in rendered_parts.items() if p.part not in held or id in inside}

"""The view cache: the last rendered parts of a view, from which newcomers and pages are served without rendering."""

import re
import time
from dataclasses import replace

from .parts import RenderedPart, named
from .renderer import Drawn

SKEW = 3.0
"""Seconds by which the clocks of two servers may differ."""


class ViewCache:
    """The last `RenderedPart` of every part for one view.

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
        old = self.rendered_parts
        fresh = [p for p in drawn.rendered_parts if p.id not in old or p.html != old[p.id].html or self._was_ahead(p)]
        new = {rendered.id: rendered for rendered in drawn.rendered_parts}
        self._ahead = set(new) if ahead else set()
        kept = {id: p for id, p in old.items() if id in new or p.part not in drawn.whole}
        self.rendered_parts = _with_items_of_now(_without_orphans({**kept, **new}, drawn), new)
        self.version = version
        now = time.time()
        self._times |= {rendered.id: now for rendered in fresh if rendered.volatile}
        return _told_once(fresh)

    def _was_ahead(self, rendered: RenderedPart) -> bool:
        return rendered.id in self._ahead and rendered.version > self.rendered_parts[rendered.id].version

    def news(self, version: int, at: float) -> list[RenderedPart]:
        """The parts that are newer than a page that shows `version` and was made at `at` (seconds since 1970)."""
        return [
            rendered
            for rendered in self.rendered_parts.values()
            if rendered.version > version or (rendered.volatile and self._times.get(rendered.id, 0) > at - SKEW)
        ]


def _told_once(fresh: list[RenderedPart]) -> list[RenderedPart]:
    """`fresh` without the items that already stand in a holding part that goes out too."""
    held = {name for rendered in fresh for name in named(rendered.part).holds}
    around = "".join(rendered.html for rendered in fresh if held & set(named(rendered.part).holds))
    return [rendered for rendered in fresh if rendered.part not in held or rendered.html not in around]


def _with_items_of_now(
    rendered_parts: dict[str, RenderedPart], new: dict[str, RenderedPart]
) -> dict[str, RenderedPart]:
    """`rendered_parts` with the new items put into the parts that hold them: a vote draws its bar, not the table.

    A returning browser gets the table and the bar in one frame. It looks for the place of the bar before it shows the
    table, so the table must be right by itself.
    """
    older = [(p, named(p.part).holds) for p in rendered_parts.values() if p.id not in new and named(p.part).holds]
    for around, holds in older:
        html = around.html
        for item in new.values():
            if item.part in holds:
                html = with_element(html, item.id, item.html)
        rearranged = named(around.part).rearranged
        html = rearranged(html) if rearranged is not None and html != around.html else html
        rendered_parts[around.id] = replace(around, html=html)
    return rendered_parts


def with_element(html: str, id: str, element: str) -> str:
    """`html` with the element of this id, if it has one, replaced by `element`, which has the same tag."""
    found = html.find(f' id="{id}"')
    if found < 0:
        return html
    start, tag = html.rindex("<", 0, found), element[1:].split(None, 1)[0]
    if html.startswith(element, start):
        return html
    depth = 0
    for each in re.compile(rf"<(/?){tag}\b[^>]*>").finditer(html, start):
        depth += -1 if each[1] else 1
        if not depth:
            return html[:start] + element + html[each.end() :]
    return html


def _without_orphans(rendered_parts: dict[str, RenderedPart], drawn: Drawn) -> dict[str, RenderedPart]:
    """`rendered_parts` without the items whose list was drawn again and no longer shows them."""
    held = {name for rendered in drawn.rendered_parts for name in named(rendered.part).holds}
    if not held:
        return rendered_parts
    around = "".join(p.html for p in rendered_parts.values() if held & set(named(p.part).holds))
    return {id: p for id, p in rendered_parts.items() if p.part not in held or f'id="{id}"' in around}

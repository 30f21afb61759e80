"""What a view was last shown: the pictures from which newcomers and pages are served without rendering."""

import re
import time
from dataclasses import replace

from .parts import Picture, named
from .renderer import Drawn

SKEW = 3.0
"""Seconds by which the clocks of two servers may differ."""


class Shown:
    """The last picture of every part for one view.

    `pictures` is replaced, never changed: threads that make pages read it while the hub goes on.
    """

    __slots__ = ("_ahead", "_times", "epoch", "pictures", "version")

    def __init__(self, epoch: str) -> None:
        self.epoch = epoch
        self.version = -1
        self.pictures: dict[str, Picture] = {}
        self._times: dict[str, float] = {}
        self._ahead: set[str] = set()

    def take(self, drawn: Drawn, version: int, *, ahead: bool = False) -> list[Picture]:
        """Remember what was drawn; answers the pictures that look different from before.

        `ahead`: the room changed while they were drawn, so that they may show more than `version` says. Who came then
        was not given them, because of that number; so what is drawn again goes out again, though it looks the same.
        """
        old = self.pictures
        fresh = [p for p in drawn.pictures if p.id not in old or p.html != old[p.id].html or self._was_ahead(p)]
        new = {picture.id: picture for picture in drawn.pictures}
        self._ahead = set(new) if ahead else set()
        kept = {id: p for id, p in old.items() if id in new or p.part not in drawn.whole}
        self.pictures = _with_items_of_now(_without_orphans({**kept, **new}, drawn), new)
        self.version = version
        now = time.time()
        self._times |= {picture.id: now for picture in fresh if picture.volatile}
        return _told_once(fresh)

    def _was_ahead(self, picture: Picture) -> bool:
        return picture.id in self._ahead and picture.version > self.pictures[picture.id].version

    def news(self, version: int, at: float) -> list[Picture]:
        """What somebody has not seen whose page shows `version` and was made at `at` (seconds since 1970)."""
        return [
            picture
            for picture in self.pictures.values()
            if picture.version > version or (picture.volatile and self._times.get(picture.id, 0) > at - SKEW)
        ]


def _told_once(fresh: list[Picture]) -> list[Picture]:
    """`fresh` without the items that stand in what holds them, which goes out too."""
    held = {name for picture in fresh for name in named(picture.part).holds}
    around = "".join(picture.html for picture in fresh if held & set(named(picture.part).holds))
    return [picture for picture in fresh if picture.part not in held or picture.html not in around]


def _with_items_of_now(pictures: dict[str, Picture], new: dict[str, Picture]) -> dict[str, Picture]:
    """`pictures` in which what holds an item shows it as it is now: a vote draws its bar anew, not the table around it.

    Who comes back is given the table and the bar in one frame. Their browser looks for the place of the bar before it
    shows the table, so the table must be right by itself.
    """
    older = [(p, named(p.part).holds) for p in pictures.values() if p.id not in new and named(p.part).holds]
    for around, holds in older:
        html = around.html
        for item in new.values():
            if item.part in holds:
                html = with_element(html, item.id, item.html)
        rearranged = named(around.part).rearranged
        html = rearranged(html) if rearranged is not None and html != around.html else html
        pictures[around.id] = replace(around, html=html)
    return pictures


def with_element(html: str, id: str, element: str) -> str:
    """`html` in which the element with this id, if it is there, is replaced by `element`, which has the same tag."""
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


def _without_orphans(pictures: dict[str, Picture], drawn: Drawn) -> dict[str, Picture]:
    """`pictures` without the items of a list of which what holds them was drawn anew, and does not show them."""
    held = {name for picture in drawn.pictures for name in named(picture.part).holds}
    if not held:
        return pictures
    around = "".join(p.html for p in pictures.values() if held & set(named(p.part).holds))
    return {id: p for id, p in pictures.items() if p.part not in held or f'id="{id}"' in around}

"""Finding elements by their id in what the server sends: pages, and the parts in a frame."""

import re

PARTIAL = re.compile(r'<hx-partial hx-target="#([^"]+)" hx-swap="outerMorph">(.*?)</hx-partial>', re.DOTALL)
Parts = dict[str, str]


def parts_in(html: str) -> Parts:
    """The parts in a frame, by their ids. There is nothing else in it."""
    assert not PARTIAL.sub("", html)
    return dict(PARTIAL.findall(html))


def attribute(element: str, name: str) -> str:
    """An attribute of an element's own tag."""
    found = re.search(rf'{name}="([^"]*)"', element[: element.index(">")])
    return found.group(1) if found else ""


def where_is(page: str, id: str) -> slice | None:
    """Where in `page` the element with this id begins and ends; `None` when it is not there."""
    named = page.find(f' id="{id}"')
    if named < 0:
        return None
    start = page.rindex("<", 0, named)
    kind = re.compile(r"\w+").match(page, start + 1).group()
    depth = 0
    for tag in re.compile(rf"<(/?){kind}\b[^>]*>").finditer(page, start):
        depth += -1 if tag.group(1) else 1
        if not depth:
            return slice(start, tag.end())
    raise AssertionError(f"{id} has no end")

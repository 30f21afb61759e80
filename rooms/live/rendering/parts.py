"""Parts: the named regions of a room's page.

A part is one template and one function that gives its context. The function leaves out of the context what an audience
may not see, so that a template cannot leak it.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from ..base.people import EVERYONE, Audience
from .holes import fill, holes_in


@dataclass(frozen=True, slots=True)
class Part:
    """A registered part.

    `context` is called as ``context(room, audience)`` and returns the template's context.

    A `keyed` part is a list whose items are sent one by one. Its function is called as ``context(room, audience,
    keys)`` with the keys that changed, or `None` for all keys, and returns a dictionary of contexts by key. A
    `personal` part differs for each participant: ``context(room, people)`` gets participants with their personal
    secrets (a `People`), and returns a dictionary of contexts by participant. A `volatile` part shows state that is not
    in the database (presence): it has no version of its own and is rendered on every tick. A `figure` changes with
    every vote and is sent only when its HTML differs: its element carries no version.

    `holds` names the keyed parts whose items stand inside this part and change on their own. Its template leaves a
    place for each item (``{% item "bar" key %}``). `arranged_by` names the part that gives the order of what stands in
    this part. When only the order changes, that part is sent alone, and this part is drawn for the view cache only.

    `whose` is for a personal part that some people share (a group's notes). The part is then touched by key, as in
    ``notes-12``, and ``whose(room, keys)`` returns the participants of these keys. The heartbeat finds participants
    whose call was lost.

    `same`, when given, maps a context to the values on which the HTML depends: equal values are drawn once; `None` is
    not remembered. `fills` maps a context to the values of the holes in the HTML, by name: what they hold is not
    compared.
    """

    name: str
    template: str
    context: Callable
    audiences: tuple[Audience, ...] = EVERYONE
    keyed: bool = False
    volatile: bool = False
    personal: bool = False
    figure: bool = False
    holds: tuple[str, ...] = ()
    arranged_by: str = ""
    same: Callable[[dict[str, Any]], Hashable] | None = None
    fills: Callable[[dict[str, Any]], Mapping[str, str]] | None = None
    whose: Callable[[Any, Collection[str]], Iterable[UUID]] | None = None


@dataclass(frozen=True, slots=True)
class RenderedPart:
    """A part as rendered: the id of its element, the version at which it last changed, and its HTML.

    The HTML of a part that holds items has a hole for each item until it is sent.
    """

    part: str
    id: str
    version: int
    html: str
    volatile: bool = False

    @property
    def frame(self) -> str:
        """The HTML as it is sent: wrapped so that the browser knows its place."""
        return f'<hx-partial hx-target="#{self.id}" hx-swap="outerMorph">{self.html}</hx-partial>'

    def with_items(self, items: Mapping[str, str]) -> "RenderedPart":
        """The same part with the items that it holds filled in; `items` maps the ids of items to HTML.

        An item that disappeared while its list was drawn stays empty: the next refresh draws the list without it.
        """
        if not named(self.part).holds:
            return self
        return replace(self, html=fill(self.html, {id: items.get(id, "") for id in holes_in(self.html)}))


_parts: dict[str, Part] = {}


def part(name: str, template: str, **options: Any) -> Callable:
    """Register a context function as the part `name`; `options` are the fields of `Part`."""

    def register(context: Callable) -> Callable:
        if name in _parts:
            raise ValueError(f"two parts are named {name}")
        _parts[name] = Part(name, template, context, **options)
        return context

    return register


def registered(audience: Audience, *, personal: bool = False) -> list[Part]:
    """The shared parts of an audience, or its personal parts, in the order of registration."""
    return [p for p in _parts.values() if audience in p.audiences and p.personal == personal]


def personal_parts(*, of_some: bool = False) -> set[str]:
    """The names of the personal parts; with `of_some`, only of the personal parts that some people share."""
    own = registered(Audience.PARTICIPANTS, personal=True)
    return {part.name for part in own if part.whose is not None or not of_some}


def is_for_moderators(name: str) -> bool:
    """Whether moderators see the part `name`."""
    return name in _parts and Audience.MODERATORS in _parts[name].audiences


def named(name: str) -> Part:
    """The part `name`. Raises `KeyError` when there is none."""
    return _parts[name]


def items_in(some: Iterable[RenderedPart]) -> set[str]:
    """The ids of the items for which `some` have a hole."""
    return {id for rendered in some if named(rendered.part).holds for id in holes_in(rendered.html)}


def head(epoch: str, version: int, now: float | None = None) -> RenderedPart:
    """The room's epoch and version as an element: they tell a browser whether it is behind.

    `now`: the time in seconds since 1970, by which its clocks go. A page that many visitors get tells it elsewhere.
    """
    at = "" if now is None else f' data-now="{now * 1000:.0f}"'
    html = f'<i id="head" data-version="{version}" data-epoch="{epoch}"{at} hidden></i>'
    return RenderedPart("head", "head", version, html)

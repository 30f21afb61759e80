"""Parts: the named regions of a room's page.

A part is one template and one function giving its context. What an audience may not see is absent from the context,
so that a template cannot leak it.
"""

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ..base.people import EVERYONE, Audience


@dataclass(frozen=True, slots=True)
class Part:
    """A registered part.

    `context` is called as ``context(room, audience)`` and answers what the template is given.

    A `keyed` part is a list of which each item travels alone: its function is called as
    ``context(room, audience, keys)`` with the keys that changed, or `None` for all of them, and answers a dictionary
    of contexts by key. A `personal` part differs for each participant: ``context(room, people)`` answers a dictionary
    of contexts by participant. A `volatile` part shows what is not in the database (presence): it has no version of
    its own and is looked at on every tick. A `figure` changes with every vote, and travels only when it looks
    different: its element carries no version.

    `holds` names the parts that stand inside this one and change on their own. `rearranged`, when given, answers the
    HTML of this part after one of them changed in it: a list of which the order is a part.

    `whose`, for a personal part that some people share (a group's notes): the part is then touched by key, as in
    ``notes-12``, and ``whose(room, keys)`` answers whose they are. Who misses the call is found by the heartbeat.

    `same`, when given, answers for a context what its HTML depends on: it is then drawn once for equal answers.
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
    rearranged: Callable[[str], str] | None = None
    same: Callable[[dict[str, Any]], Hashable] | None = None
    whose: Callable[[Any, Collection[str]], Iterable[UUID]] | None = None


@dataclass(frozen=True, slots=True)
class RenderedPart:
    """A rendered part: the id of its element, the version at which it last changed, and its HTML."""

    part: str
    id: str
    version: int
    html: str
    volatile: bool = False

    @property
    def frame(self) -> str:
        """The same HTML as it travels: wrapped so that the browser knows where it belongs."""
        return f'<hx-partial hx-target="#{self.id}" hx-swap="outerMorph">{self.html}</hx-partial>'


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
    """The parts that an audience shares, in the order of registration; or those that are each participant's own."""
    return [p for p in _parts.values() if audience in p.audiences and p.personal == personal]


def personal_parts(*, of_some: bool = False) -> set[str]:
    """The names of the parts that are each participant's own; or only of those that some people share."""
    own = registered(Audience.PARTICIPANTS, personal=True)
    return {part.name for part in own if part.whose is not None or not of_some}


def is_for_moderators(name: str) -> bool:
    """Moderators see the part `name`."""
    return name in _parts and Audience.MODERATORS in _parts[name].audiences


def named(name: str) -> Part:
    """The part `name`; raises `KeyError` for an unknown one."""
    return _parts[name]


def head(epoch: str, version: int) -> RenderedPart:
    """The room's epoch and version, as every frame carries them: by this a browser knows whether it is behind."""
    html = f'<i id="head" data-version="{version}" data-epoch="{epoch}" hidden></i>'
    return RenderedPart("head", "head", version, html)

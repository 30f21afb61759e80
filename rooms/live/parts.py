"""Parts: the named regions of a room's page, and the one way in which they are rendered.

A part is one template and one function giving its context. The first page load and every push render it here, so
that push and page cannot differ. What an audience may not see is absent from the context.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import override

from .forgery import form_token
from .models import PartVersion, Room
from .people import EVERYONE, Actor, Audience


@dataclass(frozen=True, slots=True)
class Part:
    """A registered part.

    `context` is called as ``context(room, audience)``, of a personal part as ``context(room, actor)``. A `keyed`
    part is a list of which each item travels alone: its function is called as ``context(room, audience, keys)`` with
    the keys that changed, or `None` for all of them, and answers a dictionary of contexts by key. A `volatile` part
    shows what is not in the database (presence): it has no version of its own and is looked at on every tick.

    A `figure` changes with every vote, and travels only when it looks different: its element carries no version.
    """

    name: str
    template: str
    context: Callable
    audiences: tuple[Audience, ...] = EVERYONE
    keyed: bool = False
    volatile: bool = False
    personal: bool = False
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A rendered part: the id of its element, the version at which it last changed, and its HTML."""

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


def registered(audience: Audience | None = None) -> list[Part]:
    """All parts, or those that an audience sees, in the order of registration."""
    return [p for p in _parts.values() if audience is None or audience in p.audiences]


def named(name: str) -> Part:
    """The part `name`; raises `KeyError` for an unknown one."""
    return _parts[name]


def versions_of(room: Room, audience: Audience, newer_than: int = 0) -> dict[str, int]:
    """Part name (with key, as in ``card-12``) to the version at which it last changed; one query."""
    found = PartVersion.objects.filter(room=room, audience=audience, version__gt=newer_than)
    return dict(found.values_list("part", "version"))


def version_of(room: Room, audience: Audience, part: str) -> int:
    """At which version of its audience one part last changed; 0: never."""
    found = PartVersion.objects.filter(room=room, audience=audience, part=part).values_list("version", flat=True)
    return found.first() or 0


def render(
    part: Part,
    room: Room,
    audience: Audience,
    language: str,
    versions: dict[str, int],
    keys: Collection[str] | None = None,
) -> list[Picture]:
    """The pictures of a shared part: one, or one for each key (only `keys`, when given)."""
    with override(language):
        if not part.keyed:
            return [_picture(part, part.name, room, audience, part.context(room, audience), versions)]
        contexts = part.context(room, audience, keys)
        return [_picture(part, f"{part.name}-{key}", room, audience, contexts[key], versions) for key in contexts]


def render_personal(part: Part, room: Room, actor: Actor, language: str, versions: dict[str, int]) -> Picture:
    """The picture of a part that only one participant sees."""
    with override(language):
        return _picture(part, part.name, room, Audience.PARTICIPANTS, part.context(room, actor), versions)


def render_all(room: Room, audience: Audience, language: str) -> list[Picture]:
    """Every shared part of an audience, as a fresh page shows it."""
    versions = versions_of(room, audience)
    return [
        picture
        for each in registered(audience)
        if not each.personal
        for picture in render(each, room, audience, language, versions)
    ]


def render_changed(room: Room, audience: Audience, language: str, newer_than: int) -> list[Picture]:
    """The shared parts that changed after version `newer_than`; of a keyed part only the items that did."""
    versions = versions_of(room, audience, newer_than)
    pictures = []
    for each in registered(audience):
        if each.personal:
            continue
        if each.keyed and each.name not in versions:
            prefix = f"{each.name}-"
            keys = {name.removeprefix(prefix) for name in versions if name.startswith(prefix)}
            if keys:
                pictures += render(each, room, audience, language, versions, keys)
        elif each.name in versions:
            pictures += render(each, room, audience, language, versions)
    return pictures


def personal_version(room: Room, audience: Audience) -> int:
    """At which version something changed in what each participant alone sees; 0: never, or nobody has such a part."""
    names = [each.name for each in registered(audience) if each.personal]
    return max((version for name, version in versions_of(room, audience).items() if name in names), default=0)


def render_volatile(room: Room, audience: Audience, language: str) -> list[Picture]:
    """The parts that show who is here, or what else is not in the database."""
    versions = versions_of(room, audience)
    return [
        picture
        for each in registered(audience)
        if each.volatile
        for picture in render(each, room, audience, language, versions)
    ]


def head(epoch: str, version: int) -> Picture:
    """The room's epoch and version, as every frame carries them: by this a browser knows whether it is behind."""
    return Picture("head", version, f'<i id="head" data-version="{version}" data-epoch="{epoch}" hidden></i>')


def _picture(
    part: Part, id: str, room: Room, audience: Audience, context: dict[str, Any], versions: dict[str, int]
) -> Picture:
    version = versions.get(id, versions.get(part.name, 0))
    shared = {
        "id": id,
        "version": 0 if part.figure else version,
        "room": room,
        "audience": audience.value,
        "form_token": form_token(room.pk),
        "do": reverse("room-do", args=[room.pk]),
    }
    html = get_template(part.template).render({**shared, **context}).strip()
    return Picture(id, version, html, part.volatile)

"""The only renderer of parts: pages and pushes both use it, so they cannot differ."""

import time
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.template.loader import get_template

from ..base.languages import in_language
from ..base.people import Audience, People
from ..models import Room
from .holes import fill
from .parts import Part, RenderedPart, items_in, registered

T = TypeVar("T")

MOST_REMEMBERED = 20_000
_drawn: dict[tuple[Hashable, ...], str] = {}
REMEMBERED_FOR = 5.0
"""Seconds: a change without a command (in the administration, or by hand) shows after this time."""
MOST_FACTS = 1_000
_facts: dict[tuple[Hashable, ...], tuple[Hashable, float, Any]] = {}
"""By room, function and arguments: the versions at which a fact was computed, when it expires, and the fact."""


@dataclass(slots=True)
class Drawn:
    """Rendered parts. `whole` names the parts whose items are all among them.

    `to_remember` holds lists of which only the order changed: for the view cache, because the order is sent alone.
    """

    rendered_parts: list[RenderedPart] = field(default_factory=list)
    whole: set[str] = field(default_factory=set)
    to_remember: list[RenderedPart] = field(default_factory=list)


def once_per_refresh(function: Callable[..., T]) -> Callable[..., T]:
    """Compute ``function(room, …)`` once for each `room` object.

    Every refresh fetches its room again. So a result that is remembered on the object lasts one refresh, and all parts
    and audiences of that refresh agree.
    """

    @wraps(function)
    def remembered(room: Room, *args: Hashable) -> T:
        memory = room.__dict__.setdefault("_remembered", {})
        key = (function, *args)
        if key not in memory:
            memory[key] = function(room, *args)
        return memory[key]

    return remembered


def while_unchanged(*parts: str) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Compute ``function(room, …)`` once, for all refreshes and pages, until one of `parts` changes for hosts.

    Every change of the fact must touch one of these parts for hosts, and nobody may alter the returned object. Inside
    a transaction the fact is computed each time: the versions step at its end, and it may yet be rolled back.
    """

    def decorate(function: Callable[..., T]) -> Callable[..., T]:
        @wraps(function)
        def remembered(room: Room, *args: Hashable) -> T:
            if connection.in_atomic_block:
                return function(room, *args)
            versions = versions_of(room, Audience.HOSTS)
            key = (room.pk, function, *args)
            state = (room.epoch, *(versions.get(part, 0) for part in parts))
            of_state, until, fact = _facts.get(key, (None, 0.0, None))
            if of_state != state or until < time.monotonic():
                fact = function(room, *args)
                _forget_what_is_old()
                _facts[key] = (state, time.monotonic() + REMEMBERED_FOR, fact)
            return fact

        return remembered

    return decorate


def _forget_what_is_old() -> None:
    """Drop expired facts: a secret that was destroyed when a poll closed must not live on in memory."""
    now = time.monotonic()
    for key, (_state, until, _fact) in list(_facts.items()):
        if until < now or len(_facts) > MOST_FACTS:
            _facts.pop(key, None)


def forget_room(room: str) -> None:
    """Forget everything of a room, when nobody in this process looks at it any more."""
    for memory in (_facts, _drawn):
        for key in list(memory):
            if key[0] == room:
                memory.pop(key, None)


def forget(room: Room) -> None:
    """Read the room again after it changed during this refresh, and forget what was computed before."""
    room.__dict__.pop("_remembered", None)
    room.refresh_from_db(fields=[f"{audience}_version" for audience in Audience])


@once_per_refresh
def _versions(room: Room) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {audience: {} for audience in Audience}
    with connection.cursor() as cursor:  # as SQL, like `Room.fetch`: every refresh and every page needs it
        cursor.execute("SELECT audience, part, version FROM live_partversion WHERE room_id = %s", [room.pk])
        for audience, name, version in cursor.fetchall():
            found[audience][name] = version
    return found


def versions_of(room: Room, audience: Audience) -> dict[str, int]:
    """The version at which each part (with its key, as in ``card-12``) last changed, by name; one query a refresh."""
    return _versions(room)[audience]


def version_of(room: Room, audience: Audience, part: str) -> int:
    """The version of its audience at which one part last changed; 0: never."""
    return versions_of(room, audience).get(part, 0)


def personal_versions(room: Room) -> dict[str, int]:
    """The version at which each personal part last changed for all participants, by name; 0: never."""
    versions = versions_of(room, Audience.PARTICIPANTS)
    return {part.name: versions.get(part.name, 0) for part in registered(Audience.PARTICIPANTS, personal=True)}


def news_of_some(room: Room, newer_than: int) -> tuple[int, dict[UUID, set[str]]]:
    """The newest version at which a part shared by some participants changed, and the changed parts by participant.

    Only changes after version `newer_than` name participants. A negative `newer_than` names nobody.
    """
    newest, people = 0, defaultdict[UUID, set[str]](set)
    versions = versions_of(room, Audience.PARTICIPANTS)
    for part in registered(Audience.PARTICIPANTS, personal=True):
        if part.whose is None:
            continue
        prefix = f"{part.name}-"
        keyed = {name.removeprefix(prefix): at for name, at in versions.items() if name.startswith(prefix)}
        newest = max(newest, *keyed.values()) if keyed else newest
        keys = {key for key, at in keyed.items() if at > newer_than >= 0}
        for person in part.whose(room, keys) if keys else ():
            people[person].add(part.name)
    return newest, people


def render(
    part: Part, room: Room, audience: Audience, language: str, keys: Collection[str] | None = None
) -> list[RenderedPart]:
    """A shared part as rendered: one `RenderedPart`, or one for each key (only `keys`, when given)."""
    with in_language(language):
        if not part.keyed:
            return [_picture(part, part.name, room, audience, language, part.context(room, audience))]
        contexts = part.context(room, audience, keys)
        return [
            _picture(part, f"{part.name}-{key}", room, audience, language, context) for key, context in contexts.items()
        ]


def render_personal(
    room: Room, people: People, language: str, names: Mapping[UUID, set[str]] | None = None
) -> dict[UUID, list[RenderedPart]]:
    """The personal parts of each of these participants; only the parts in `names` of the participant, when given."""
    found: dict[UUID, list[RenderedPart]] = {person: [] for person in people}
    with in_language(language):
        for part in registered(Audience.PARTICIPANTS, personal=True):
            some = people if names is None else {p: people[p] for p in people if part.name in names[p]}
            for person, context in part.context(room, some).items() if some else ():
                found[person].append(_picture(part, part.name, room, Audience.PARTICIPANTS, language, context))
    return found


def render_all(room: Room, audience: Audience, language: str) -> Drawn:
    """Every shared part of an audience, as a fresh page shows it."""
    parts = registered(audience)
    rendered_parts = [rendered for part in parts for rendered in render(part, room, audience, language)]
    return Drawn(rendered_parts, {part.name for part in parts})


def render_changed(room: Room, audience: Audience, language: str, newer_than: int, *, volatile: bool = False) -> Drawn:
    """The shared parts that changed after version `newer_than`; of a keyed part only the changed items.

    A part that holds items comes with all of them. `volatile`: also the parts that show state outside the database.
    """
    changed = {name for name, version in versions_of(room, audience).items() if version > newer_than}
    drawn = Drawn()
    for part in registered(audience):
        if part.name in changed or (volatile and part.volatile):
            drawn.rendered_parts += render(part, room, audience, language)
            drawn.whole.add(part.name)
        elif part.keyed:
            if keys := _keys(part, changed):
                drawn.rendered_parts += render(part, room, audience, language, keys)
        elif part.arranged_by in changed:
            drawn.to_remember += render(part, room, audience, language)
    missing = items_in(drawn.rendered_parts) - {rendered.id for rendered in drawn.rendered_parts}
    for part in registered(audience) if missing else ():
        if part.keyed and (keys := _keys(part, missing)):
            drawn.rendered_parts += render(part, room, audience, language, keys)
    return drawn


def _keys(part: Part, names: Collection[str]) -> set[str]:
    """The keys of the items of `part` whose ids are among `names`."""
    prefix = f"{part.name}-"
    return {name.removeprefix(prefix) for name in names if name.startswith(prefix)}


def _picture(
    part: Part, id: str, room: Room, audience: Audience, language: str, context: dict[str, Any]
) -> RenderedPart:
    versions = versions_of(room, audience)
    version = versions.get(id, versions.get(part.name, 0))
    shown = 0 if part.figure else version
    same = part.same(context) if part.same else None
    html = None if same is None else _drawn.get(key := (room.pk, id, shown, audience, language, same))
    if html is None:
        html = _draw(part, id, shown, room, audience, context)
        if same is not None:
            if len(_drawn) >= MOST_REMEMBERED:
                _drawn.clear()
            _drawn[key] = html
    if part.fills:
        html = fill(html, part.fills(context))
    return RenderedPart(part.name, id, version, html, part.volatile)


def _draw(part: Part, id: str, version: int, room: Room, audience: Audience, context: dict[str, Any]) -> str:
    shared = {
        "id": id,
        "version": version,
        "room": room,
        "audience": audience.value,
    }
    return get_template(part.template).render({**shared, **context}).strip()

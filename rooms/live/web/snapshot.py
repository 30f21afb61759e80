"""A snapshot of a room: what a page or a fallback request needs to show its parts."""

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import get_language

from ..base.people import Actor, Audience
from ..hub.registry import hubs
from ..models import Room
from ..rendering import parts
from ..rendering.holes import hole
from ..rendering.parts import Part, RenderedPart
from ..rendering.renderer import render, render_personal

CHOICE = re.compile(r' data-choice="[^"]')


@dataclass(slots=True)
class Snapshot:
    """The room as one actor sees it at one moment.

    `known` holds `rendered_parts` by the names of their parts: so four hundred people who come in together cost one
    rendering.
    """

    room: Room
    actor: Actor
    audience: Audience
    language: str
    rendered_parts: dict[str, RenderedPart] | None = None
    """All rendered parts of this process's hub, when they are of exactly this epoch and version."""
    known: dict[str, list[RenderedPart]] = field(default_factory=dict)
    with_holes: bool = False
    """Put holes in place of the personal parts: the page is drawn for everybody."""
    _own: list[RenderedPart] | None = None

    @classmethod
    def of(cls, room: Room, actor: Actor, audience: Audience) -> "Snapshot":
        """A snapshot of `room` as it was fetched; no query."""
        snapshot = cls(room, actor, audience, get_language() or settings.LANGUAGE_CODE)
        shown = hubs.shown(room.pk, (audience, snapshot.language))
        if shown is not None and (shown.epoch, shown.version) == (room.epoch, snapshot.version):
            snapshot.rendered_parts = shown.rendered_parts
            for rendered in snapshot.rendered_parts.values():
                snapshot.known.setdefault(rendered.part, []).append(rendered)
        return snapshot

    @property
    def version(self) -> int:
        """The newest version that this audience may see."""
        return self.room.version_for(self.audience)

    def show(self, name: str) -> str:
        """The HTML of the part `name`; for a keyed part all its items in a row."""
        part = parts.named(name)
        if part.personal and self.with_holes:
            return hole(name)
        if part.personal:
            rendered_parts = [p for p in self.personal() if p.part == name]
        else:
            rendered_parts = self.shared(part)
        return "".join(rendered.html for rendered in rendered_parts)

    def shared(self, part: Part) -> list[RenderedPart]:
        """A shared part as rendered, with the items that it holds filled in."""
        items = {item.id: item.html for name in part.holds for item in self._drawn(parts.named(name))}
        return [rendered.with_items(items) for rendered in self._drawn(part)]

    def _drawn(self, part: Part) -> list[RenderedPart]:
        """The same with holes for the items: from the hub's cache, or rendered once for each snapshot."""
        if part.name not in self.known:
            self.known[part.name] = render(part, self.room, self.audience, self.language)
        return self.known[part.name]

    def personal(self) -> list[RenderedPart]:
        """The personal parts of this participant; rendered once for each snapshot."""
        person, personal_secret = self.actor.participant, self.actor.personal_secret
        if self._own is None and person is not None and personal_secret is not None:
            self._own = render_personal(self.room, {person: personal_secret}, self.language)[person]
        return self._own or []

    def tells_a_choice(self) -> bool:
        """Whether a personal part says what this participant chose."""
        return any(CHOICE.search(rendered.html) for rendered in self.personal())

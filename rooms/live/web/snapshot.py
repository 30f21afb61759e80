"""A snapshot of a room: what a page or a fallback request needs to show its parts."""

from dataclasses import dataclass, field

from django.utils.translation import get_language

from ..base.people import Actor, Audience
from ..hub.registry import hubs
from ..models import Room
from ..rendering import parts
from ..rendering.page_cache import hole
from ..rendering.parts import Part, RenderedPart
from ..rendering.renderer import render, render_personal


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
        snapshot = cls(room, actor, audience, get_language() or "nl")
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
        """A shared part as rendered: from the hub's cache, or rendered now."""
        return self._remembered(part) or render(part, self.room, self.audience, self.language)

    def _remembered(self, part: Part) -> list[RenderedPart]:
        """The hub's rendering of a part; empty when a part inside it changed since."""
        rendered_parts = self.known.get(part.name, [])
        inside = [rendered.html for name in part.holds for rendered in self.known.get(name, ())]
        return rendered_parts if rendered_parts and all(html in rendered_parts[0].html for html in inside) else []

    def personal(self) -> list[RenderedPart]:
        """The personal parts of this participant; rendered once for each snapshot."""
        person = self.actor.participant
        if self._own is None:
            self._own = render_personal(self.room, [person], self.language)[person] if person else []
        return self._own

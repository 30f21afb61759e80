"""A look at a room: what a page or a fallback request needs to render its parts."""

from dataclasses import dataclass

from django.utils.translation import get_language

from . import parts
from .models import Room
from .people import Actor, Audience


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody's view of a room at one moment. `versions` are those of the parts of their audience."""

    room: Room
    actor: Actor
    audience: Audience
    language: str
    versions: dict[str, int]

    @classmethod
    def of(cls, room: Room, actor: Actor, audience: Audience) -> "Look":
        """Look now; one query."""
        return cls(room, actor, audience, get_language() or "nl", parts.versions_of(room, audience))

    @property
    def version(self) -> int:
        """The newest version that this audience may see."""
        return self.room.version_for(self.audience)

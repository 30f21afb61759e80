"""Who looks and who asks: audiences, roles, and the actor of a command."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Audience(StrEnum):
    """Who is looking at a room. Everybody of one audience is shown the same bytes."""

    HOSTS = "hosts"
    PARTICIPANTS = "participants"
    SCREEN = "screen"
    MODERATORS = "moderators"


EVERYONE = (Audience.HOSTS, Audience.PARTICIPANTS, Audience.SCREEN)
"""Who sees a part that names no audiences. Moderators see what is given to them by name."""
View = tuple[Audience, str]
"""What is rendered once: an audience in a language."""
AUDIENCES = {"host": Audience.HOSTS, "screen": Audience.SCREEN, "moderator": Audience.MODERATORS}
"""How an address names an audience (`?as=host`); participants need no name."""


class Role(StrEnum):
    """As what somebody asks for a command in one room."""

    HOST = "host"
    PARTICIPANT = "participant"
    SCREEN = "screen"
    MODERATOR = "moderator"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in one room: the role is found out by the server, never told by a browser."""

    room: str
    role: Role
    participant: UUID | None = None
    user: int | None = None
    helper: str = ""
    """The key of the link with which a moderator came in."""

    @property
    def audience(self) -> Audience | None:
        """What this actor may look at; `None` for a stranger."""
        return {
            Role.HOST: Audience.HOSTS,
            Role.PARTICIPANT: Audience.PARTICIPANTS,
            Role.SCREEN: Audience.SCREEN,
            Role.MODERATOR: Audience.MODERATORS,
        }.get(self.role)

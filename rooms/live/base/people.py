"""Audiences, roles, and the actor of a command."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Audience(StrEnum):
    """A group of people who look at a room. All of one audience are shown the same bytes."""

    HOSTS = "hosts"
    PARTICIPANTS = "participants"
    SCREEN = "screen"
    MODERATORS = "moderators"


EVERYONE = (Audience.HOSTS, Audience.PARTICIPANTS, Audience.SCREEN)
"""The audiences of a part that names none. Moderators see only the parts that name them."""
View = tuple[Audience, str]
"""An audience in a language: each part is rendered once for each view."""
AUDIENCES = {"host": Audience.HOSTS, "screen": Audience.SCREEN, "moderator": Audience.MODERATORS}
"""How an address names an audience (`?as=host`); participants need no name."""
PAGES = {
    Audience.PARTICIPANTS: "room",
    Audience.HOSTS: "room-host",
    Audience.SCREEN: "room-screen",
    Audience.MODERATORS: "room-moderator",
}
"""The name of the address of each audience's page."""


class Role(StrEnum):
    """The role in which a person asks for a command in one room."""

    HOST = "host"
    PARTICIPANT = "participant"
    SCREEN = "screen"
    MODERATOR = "moderator"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in one room. The server establishes the role; a browser never states it."""

    room: str
    role: Role
    participant: UUID | None = None
    user: int | None = None
    moderator: str = ""
    """The key of the link by which a moderator came in."""
    session: str = ""
    """The key of the web session by which an account came in; empty when the server itself asks (the demo)."""

    @property
    def audience(self) -> Audience | None:
        """The audience to which this actor belongs; `None` for a stranger."""
        return {
            Role.HOST: Audience.HOSTS,
            Role.PARTICIPANT: Audience.PARTICIPANTS,
            Role.SCREEN: Audience.SCREEN,
            Role.MODERATOR: Audience.MODERATORS,
        }.get(self.role)

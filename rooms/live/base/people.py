"""Audiences, roles, and the actor of a command."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NoReturn
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


class PersonalSecret:
    """256 random bits that belong to one participant, and that only their browser keeps, in its signed cookie.

    The server knows them while it answers that browser, and stores nothing of them. They are not shown by `repr`, and
    cannot be pickled, so they do not slip into a log, an error report or a message to another process. Keys are made
    from `bytes` of it (pseudonyms.py).
    """

    __slots__ = ("_given",)
    SIZE = 32

    def __init__(self, given: bytes) -> None:
        """Raises `ValueError` for anything but 32 bytes."""
        if len(given) != self.SIZE:
            raise ValueError("a personal secret has 32 bytes")
        self._given = given

    @classmethod
    def new(cls) -> "PersonalSecret":
        """A secret for somebody who has just come in."""
        return cls(secrets.token_bytes(cls.SIZE))

    @classmethod
    def read(cls, written: str) -> "PersonalSecret":
        """The secret that was written as text. Raises `ValueError`."""
        return cls(urlsafe_b64decode(written + "="))

    def written(self) -> str:
        """The secret as text, for the cookie or the link of its owner and for nothing else."""
        return urlsafe_b64encode(self._given).rstrip(b"=").decode()

    def __bytes__(self) -> bytes:
        return self._given

    def __repr__(self) -> str:
        return "PersonalSecret(...)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a personal secret stays in this process")


People = Mapping[UUID, PersonalSecret]
"""Participants who are looking or speaking now, each with the personal secret that their browser gave."""


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
    personal_secret: PersonalSecret | None = field(default=None, repr=False, compare=False)
    """What the browser of a participant keeps of them: their ballots and questions are found by it alone."""
    hosts_too: bool = False
    """Of a participant: somebody who hosts this session is logged in in the same browser."""

    @property
    def audience(self) -> Audience | None:
        """The audience to which this actor belongs; `None` for a stranger."""
        return {
            Role.HOST: Audience.HOSTS,
            Role.PARTICIPANT: Audience.PARTICIPANTS,
            Role.SCREEN: Audience.SCREEN,
            Role.MODERATOR: Audience.MODERATORS,
        }.get(self.role)

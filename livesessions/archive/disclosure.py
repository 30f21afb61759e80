"""The one function that decides whether a result leaves the server: page, socket, screen, archive and export ask it.

Pure: standard library only.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar


class Viewer(StrEnum):
    """Who wants to see a result."""

    HOSTS = "hosts"
    PARTICIPANTS = "participants"
    SCREEN = "screen"
    ORGANISER = "organiser"


class Counted(Protocol):
    """A result of any kind: it knows how many people answered."""

    @property
    def total(self) -> int:
        """The number of answers."""


Result = TypeVar("Result", bound=Counted)


@dataclass(frozen=True, slots=True)
class Disclosed(Generic[Result]):
    """A result that may be shown, or the reason why not (``not_revealed``, ``too_few``)."""

    result: Result | None
    reason: str = ""


def disclose(result: Result, viewer: Viewer, *, revealed: bool, closed: bool, minimum: int) -> Disclosed[Result]:
    """What `viewer` may see of `result`.

    Participants and screen wait until the host reveals it. An organiser sees closed polls. With fewer answers than
    `minimum` nobody sees the distribution, not even the host.
    """
    if viewer in (Viewer.PARTICIPANTS, Viewer.SCREEN) and not revealed:
        return Disclosed(None, "not_revealed")
    if viewer == Viewer.ORGANISER and not closed:
        return Disclosed(None, "not_revealed")
    if 0 < result.total < minimum or (minimum > 1 and not result.total):
        return Disclosed(None, "too_few")
    return Disclosed(result)

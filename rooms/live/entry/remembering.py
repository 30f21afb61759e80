"""What a browser remembers of who takes part in it, in one signed cookie."""

from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from livesessions.programme.models import Participant

from ..base.people import PersonalSecret
from ..models import Room
from .outsiders import removed_anywhere

SALT = "rooms.live.entry.identity"
KEEP_FOR = 14 * 24 * 3600
KEEP_PROGRAMMES, KEEP_ROOMS = 12, 40
"""How many programmes and rooms one browser remembers; the oldest are dropped."""


@dataclass(slots=True)
class Remembered:
    """Who this browser is: a participant in each programme, and the rooms that it entered by a code.

    Of each participant it holds their key and their personal secret. The signature binds the two; the database does
    not.
    """

    participants: dict[str, tuple[str, str]] = field(default_factory=dict)
    rooms: list[str] = field(default_factory=list)
    stays: bool = False
    """The person asked to be remembered on this device; otherwise the cookie goes when the browser is closed."""

    @classmethod
    def of(cls, cookies: dict[str, str]) -> "Remembered":
        """What our signed cookie says; empty when it is absent, tampered with or too old."""
        try:
            return cls(*signing.loads(cookies.get(settings.PARTICIPANT_COOKIE_NAME, ""), salt=SALT, max_age=KEEP_FOR))
        except (signing.BadSignature, TypeError):
            return cls()

    def participant(self, programme: int) -> str:
        """The key of the participant in this programme; empty when there is none."""
        return self.participants.get(str(programme), ("", ""))[0]

    def who(self, programme: int) -> UUID | None:
        """The same as a key of the database."""
        found = self.participant(programme)
        return UUID(found) if found else None

    def personal_secret(self, programme: int) -> PersonalSecret | None:
        """The personal secret of the same."""
        found = self.participants.get(str(programme))
        return PersonalSecret.read(found[1]) if found and found[1] else None


def remember(
    response: HttpResponse,
    request: HttpRequest,
    participant: Participant,
    room: Room,
    personal_secret: PersonalSecret | None = None,
    *,
    stays: bool = False,
    anew: bool = False,
) -> None:
    """Let the browser be recognised as `participant` in this programme, and as having entered `room`.

    `personal_secret`: what another browser kept of them. Otherwise this browser keeps what it has, or a new one.
    `stays`: for fourteen days, as long as it is the same person; otherwise until the browser is closed. `anew`: this is
    somebody else, and the browser forgets who was here before.
    """
    known = Remembered() if anew else Remembered.of(request.COOKIES)
    programme = participant.programme_id
    stays = stays or known.stays
    if personal_secret is None and known.participant(programme) == participant.pk.hex:
        personal_secret = known.personal_secret(programme)
    personal_secret = personal_secret or PersonalSecret.new()
    known.participants.pop(str(programme), None)
    participants = [*known.participants.items(), (str(programme), (participant.pk.hex, personal_secret.written()))]
    rooms = [*(r for r in known.rooms if r != room.pk), room.pk]
    write(response, Remembered(dict(participants[-KEEP_PROGRAMMES:]), rooms[-KEEP_ROOMS:], stays))


def write(response: HttpResponse, remembered: Remembered) -> None:
    """Have the browser remember this, and nothing else."""
    response.set_cookie(
        settings.PARTICIPANT_COOKIE_NAME,
        signing.dumps([remembered.participants, remembered.rooms, remembered.stays], salt=SALT),
        max_age=KEEP_FOR if remembered.stays else None,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def kept_out(known: Remembered) -> Remembered:
    """Of all that a browser remembers, the participants whom a host put out of a room. One query."""
    keys = [UUID(key) for key, _secret in known.participants.values()]
    out = {person.hex for person in removed_anywhere(keys)}
    return Remembered({programme: (key, "") for programme, (key, _s) in known.participants.items() if key in out})

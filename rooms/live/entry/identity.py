"""Identity in a room: a participant by a signed cookie, a host by an account."""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from livesessions.accounts.standing import account_of as account_with
from livesessions.accounts.standing import keep_awake, still_standing
from livesessions.programme.models import Hosting, Participant

from ..base.close_codes import NOT_ALLOWED, WHO_ARE_YOU
from ..base.people import Actor, Audience, PersonalSecret, Role
from ..models import OutsiderState, Room
from ..rows import models_of
from .moderator_links import moderator_link_in
from .outsiders import removed_anywhere, why_outside
from .screen_pass import has_screen_pass

SALT = "rooms.live.entry.identity"
KEEP_FOR = 14 * 24 * 3600
KEEP_PROGRAMMES, KEEP_ROOMS = 12, 40
"""How many programmes and rooms one browser remembers; the oldest are dropped."""
AWAKE_EVERY = 300
"""Seconds between two times that an open console puts off the end of its login."""
AT_ONCE = 900
"""Keys in one query: SQLite may take no more than 999 values."""


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


def participant_in(programme: int, cookies: dict[str, str]) -> Participant | None:
    """The participant that this browser is in `programme`, or `None`; one query, none without a cookie."""
    found = Remembered.of(cookies).participant(programme)
    sql = "SELECT * FROM programme_participant WHERE id = %s AND programme_id = %s"  # see `Room.fetch`
    return next(iter(models_of(Participant, sql, [UUID(found).hex, programme])), None) if found else None


def recognised(programme: int, cookies: dict[str, str]) -> Participant | None:
    """The participant as whom this browser may go on. One that forgot who took part in it goes on as nobody."""
    return participant_in(programme, cookies) if Remembered.of(cookies).personal_secret(programme) else None


def was_inside(room: Room, cookies: dict[str, str]) -> bool:
    """Whether this browser entered `room` by a code before, or waited at its door."""
    return room.pk in Remembered.of(cookies).rooms


def user_of_session(cookies: dict[str, str]) -> AbstractBaseUser | AnonymousUser:
    """The account whose login with the web session of these cookies stands; for sockets, which have no request."""
    return account_with(cookies.get(settings.SESSION_COOKIE_NAME))


def is_host(room: Room, user: AbstractBaseUser | AnonymousUser | None) -> bool:
    """Whether `user` hosts the room's session."""
    return user is not None and user.pk is not None and hosts(room, user.pk)


def hosts(room: Room, user: int | None) -> bool:
    """Whether the account with this key is active and hosts the room's session."""
    sql = (  # on the path of everything a host does: see `Room.fetch`
        "SELECT 1 FROM programme_hosting hosting JOIN auth_user account ON account.id = hosting.user_id "
        "WHERE hosting.session_id = %s AND hosting.user_id = %s AND account.is_active"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [room.session_id, user])
        return cursor.fetchone() is not None


def login_ended(actor: Actor) -> bool:
    """Whether the login by which a host came in has ended; two queries, none for the server itself."""
    return bool(actor.user and actor.session) and not still_standing({(actor.user or 0, actor.session)})


def who_lost_it(room: str, seats: set[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """Those of `seats` (account, key of the web session) that may look no more, with the close code that tells why:
    the login ended, or no host of the session any more. Three queries.

    A console in an open room is in use while its host only listens, so its login does not end unused.
    """
    hostings = Hosting.objects.filter(session__room=room, user__in={user for user, _session in seats})
    rooms = dict(hostings.values_list("user", "session__room__closed_at"))
    standing = still_standing(seats)
    tired = {seat[1] for seat, left in standing.items() if left < settings.SESSION_COOKIE_AGE - AWAKE_EVERY}
    if tired and None in rooms.values():
        keep_awake(tired)
    lost = {seat: WHO_ARE_YOU for seat in seats if seat not in standing}
    return lost | {seat: NOT_ALLOWED for seat in standing if seat[0] not in rooms}


def still_there(participants: Collection[UUID]) -> set[UUID]:
    """Those of these participants that no administrator removed; a query for each nine hundred."""
    asked, found = list(participants), set[UUID]()
    for i in range(0, len(asked), AT_ONCE):
        some = [person.hex for person in asked[i : i + AT_ONCE]]
        places = ", ".join(["%s"] * len(some))  # on the path of every vote: see `Room.fetch`
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM programme_participant WHERE id IN ({places})", some)  # noqa: S608  (placeholders only)
            found |= {UUID(str(pk)) for (pk,) in cursor.fetchall()}
    return found


def account_key(room: str, who: object) -> str:
    """An opaque key of an account, participant or moderator in this room; empty when there is none.

    The page carries it, and a browser keeps what was not sent under it: see `owning.js`.
    """
    return salted_hmac("rooms.live.account", f"{room}:{who}", algorithm="sha256").hexdigest()[:16] if who else ""


def account_of(actor: Actor) -> str:
    """The `account_key` of this actor; empty for a projector, on which nobody writes."""
    if actor.role == Role.SCREEN:
        return ""
    participant = actor.participant.hex if actor.participant else None
    return account_key(actor.room, participant or actor.user or actor.moderator)


def account_of_participant(room: Room, cookies: dict[str, str]) -> str:
    """The same of the participant that this browser is, also after an administrator removed them; no query."""
    return account_key(room.pk, Remembered.of(cookies).participant(room.programme_id))


def was_removed(room: Room, cookies: dict[str, str]) -> bool:
    """Whether this browser was in `room` as a participant whom an administrator removed since."""
    is_known = Remembered.of(cookies).participant(room.programme_id)
    return bool(is_known) and was_inside(room, cookies) and participant_in(room.programme_id, cookies) is None


def state_outside(room: Room, cookies: dict[str, str]) -> OutsiderState | None:
    """Why this browser's participant may not be in `room`; `None` for others. No query if nobody ever was outside."""
    known = participant_in(room.programme_id, cookies) if room.outsiders_version else None
    return why_outside(room, known.pk) if known is not None else None


def screen_is_public(room: Room) -> bool:
    """A projector needs no account, until the host renews the code or locks the door.

    The address of a room cannot be guessed, and the projector shows the code anyway. But a host renews the code because
    somebody is inside who should not be: from then on the new code is shown to hosts' browsers only.
    """
    return room.rotated_at is None and room.locked_at is None


def screen_may_open(room: Room, cookies: dict[str, str]) -> bool:
    """Whether this browser may show the projector without an account: a lock leaves on what was on."""
    return screen_is_public(room) or has_screen_pass(room, cookies)


def actor_for(
    room: Room, audience: Audience, cookies: dict[str, str], user: AbstractBaseUser | AnonymousUser | None
) -> tuple[Actor, int]:
    """The actor who looks at `room` as `audience`, and the key of their team (0: none).

    The role is `STRANGER` when this browser does not belong to the audience.
    """
    session = cookies.get(settings.SESSION_COOKIE_NAME, "")
    if audience == Audience.HOSTS and user is not None and is_host(room, user):
        return Actor(room.pk, Role.HOST, user=user.pk, session=session), 0
    if audience == Audience.SCREEN:
        # The hub closes projectors without an account when the code is renewed.
        host = user.pk if user is not None and is_host(room, user) else None
        if host is not None or screen_may_open(room, cookies):
            return Actor(room.pk, Role.SCREEN, user=host, session=session if host is not None else ""), 0
    if audience == Audience.MODERATORS:
        moderator = moderator_link_in(room, cookies)
        if moderator is not None:
            return Actor(room.pk, Role.MODERATOR, moderator=moderator.pk), 0
    if audience == Audience.PARTICIPANTS and was_inside(room, cookies):
        participant = participant_in(room.programme_id, cookies)
        if participant is not None and why_outside(room, participant.pk) is None:
            personal_secret = Remembered.of(cookies).personal_secret(room.programme_id)
            actor = Actor(room.pk, Role.PARTICIPANT, participant=participant.pk, personal_secret=personal_secret)
            return actor, participant.team_id or 0
    return Actor(room.pk, Role.STRANGER), 0

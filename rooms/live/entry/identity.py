"""Identity in a room: a participant by a signed cookie, a host by an account."""

from collections.abc import Collection
from uuid import UUID

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils.crypto import salted_hmac

from livesessions.accounts.standing import account_of as account_with
from livesessions.accounts.standing import keep_awake, still_standing
from livesessions.programme.models import Hosting, Participant

from ..base.close_codes import NOT_ALLOWED, WHO_ARE_YOU
from ..base.people import Actor, Audience, Role
from ..models import OutsiderState, Room
from ..rows import models_of
from .moderator_links import moderator_link_in
from .outsiders import why_outside
from .remembering import Remembered
from .screen_pass import has_screen_pass

AWAKE_EVERY = 300
"""Seconds between two times that an open console puts off the end of its login."""
AT_ONCE = 900
"""Keys in one query: SQLite may take no more than 999 values."""


def participant_in(programme: int, cookies: dict[str, str]) -> Participant | None:
    """The participant that this browser is in `programme`, or `None`; one query, none without a cookie."""
    found = Remembered.of(cookies).participant(programme)
    sql = "SELECT * FROM programme_participant WHERE id = %s AND programme_id = %s AND NOT erased"  # see `Room.fetch`
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
    """Those of these participants that nobody removed or erased; a query for each nine hundred."""
    asked, found = list(participants), set[UUID]()
    for i in range(0, len(asked), AT_ONCE):
        some = [person.hex for person in asked[i : i + AT_ONCE]]
        places = ", ".join(["%s"] * len(some))  # on the path of every vote: see `Room.fetch`
        with connection.cursor() as cursor:
            sql = f"SELECT id FROM programme_participant WHERE id IN ({places}) AND NOT erased"  # noqa: S608  (placeholders only)
            cursor.execute(sql, some)
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
    """Whether this browser was in `room` as a participant who was removed or erased since."""
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
            actor = Actor(
                room.pk,
                Role.PARTICIPANT,
                participant=participant.pk,
                personal_secret=personal_secret,
                hosts_too=bool(session) and is_host(room, user),
            )
            return actor, participant.team_id or 0
    return Actor(room.pk, Role.STRANGER), 0

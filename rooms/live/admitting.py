"""Who may open a socket."""

from . import closing
from .identity import actor_for, user_of_session
from .models import Room
from .people import Actor, Audience, Role


def admit(room_id: str, audience: Audience, cookies: dict[str, str]) -> tuple[Actor, int] | int:
    """Who opens this socket, with the key of their team; or the close code that tells why they may not.

    Runs in a thread: at most four queries, two for a participant.
    """
    room = Room.fetch(room_id)
    if room is None:
        return closing.NO_SUCH_ROOM
    user = user_of_session(cookies) if audience in (Audience.HOSTS, Audience.SCREEN) else None
    actor, team = actor_for(room, audience, cookies, user)
    if actor.role == Role.STRANGER:
        return closing.NOT_ALLOWED if user is not None and user.is_authenticated else closing.WHO_ARE_YOU
    if room.closed_at is not None and audience == Audience.PARTICIPANTS:
        return closing.ROOM_ENDED
    return actor, team

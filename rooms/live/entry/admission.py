"""Admission: whether a browser may open a socket."""

from django.conf import settings

from ..base import close_codes
from ..base.people import Actor, Audience, Role
from ..models import Room
from .budgets import connects_too_often, count_refused, was_refused_too_often
from .identity import actor_for, user_of_session


def admit(room_id: str, audience: Audience, cookies: dict[str, str]) -> tuple[Actor, int] | int:
    """The actor who opens this socket and the key of their team; or the close code that tells why they may not.

    Runs in a thread: at most four queries, two for a participant without a login, none for who was refused too often.
    """
    if was_refused_too_often(cookies):
        return close_codes.RATE_LIMIT
    room = Room.fetch(room_id)
    if room is None:
        count_refused(cookies)
        return close_codes.NO_SUCH_ROOM
    logs_in = audience in (Audience.HOSTS, Audience.SCREEN)
    may_host = logs_in or (audience == Audience.PARTICIPANTS and settings.SESSION_COOKIE_NAME in cookies)
    user = user_of_session(cookies) if may_host else None
    actor, team = actor_for(room, audience, cookies, user)
    if actor.role == Role.STRANGER:
        count_refused(cookies)
        is_known = logs_in and user is not None and user.is_authenticated
        return close_codes.NOT_ALLOWED if is_known else close_codes.WHO_ARE_YOU
    if connects_too_often(actor, audience, cookies):
        return close_codes.RATE_LIMIT
    if room.closed_at is not None and audience != Audience.HOSTS:
        return close_codes.ROOM_ENDED
    return actor, team

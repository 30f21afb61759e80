"""Whether somebody may still do what they ask for: looked up for every batch of commands, whoever opened the socket.

A socket lives for hours, and rights end when they end: a password that was changed, a factor or a host that was
removed, a moderator's link that was taken back, a participant whom an administrator removed.
"""

from collections.abc import Collection, Iterable
from http import HTTPStatus
from uuid import UUID

from django.utils.translation import gettext as _

from livesessions.accounts import security_log

from ..base.people import Actor, Role
from ..base.refusal import Refused
from ..entry.identity import hosts, login_ended, still_there
from ..entry.moderator_links import still_valid
from ..entry.outsiders import outsiders_of
from ..models import Room


def participants_there(actors: Collection[Actor], rooms: Iterable[Room]) -> set[tuple[str, UUID]]:
    """Room and participant of the participants among `actors` whom nobody removed, from the site or from the room.

    A query for each nine hundred, and one more where somebody ever was an outsider.
    """
    known = still_there({actor.participant for actor in actors if actor.participant is not None})
    there = {(actor.room, actor.participant) for actor in actors if actor.participant in known}
    return there - outsiders_of(rooms)


def check_rights(room: Room, actor: Actor, by: Role, there: Collection[tuple[str, UUID]]) -> None:
    """Raises `Refused` when `actor` may not ask for a command by `by` in this room any more.

    With status 401 they are nobody here any more, and their socket is closed; with 403 they are not a host of this one.
    """
    if actor.role == Role.MODERATOR and actor.moderator not in still_valid([actor.moderator], room):
        raise Refused(_("You cannot do this here."), HTTPStatus.UNAUTHORIZED)
    if actor.role == Role.PARTICIPANT and (actor.room, actor.participant) not in there:
        raise Refused(_("You cannot do this here."), HTTPStatus.UNAUTHORIZED)
    if actor.role == Role.HOST and login_ended(actor):
        raise Refused(_("Your login has ended. Log in again."), HTTPStatus.UNAUTHORIZED)
    if by == Role.HOST and actor.role == Role.HOST and not hosts(room, actor.user):
        raise Refused(_("You cannot do this here."), HTTPStatus.FORBIDDEN)


def note_refusal(command: str, actor: Actor, status: int) -> None:
    """Write a refusal for want of rights into the security log: the command and the role, and no participant."""
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        security_log.write("command.refused", what=command, role=actor.role.value, by=actor.user)

"""Revoking access: closes the pages of people who lost it, and of projectors without an account at a renewed code."""

from collections.abc import Callable, Iterable

from ..base.close_codes import WHO_ARE_YOU
from ..base.people import Audience
from ..base.threads import in_thread, looking
from ..entry.identity import still_there, who_lost_it
from ..entry.moderator_links import still_valid
from ..entry.outsiders import participants_outside
from .flow_control import Socket
from .refresh import Refresh

Close = Callable[[Socket, int], None]


async def revoke(room: str, sockets: Iterable[Socket], close: Close) -> None:
    """Close the pages of hosts who were removed or whose login ended (projectors on their account too), of moderators
    with an ended link, and of participants whom an administrator removed or a host put out.
    """
    sockets = list(sockets)
    consoles = {s: (s.actor.user, s.actor.session) for s in sockets if s.actor.user}
    moderators = {s: s.actor.moderator for s in sockets if s.actor.moderator}
    if moderators:
        welcome = await in_thread(looking, still_valid, set(moderators.values()))
        for socket, moderator in moderators.items():
            if moderator not in welcome:
                close(socket, WHO_ARE_YOU)
    if consoles:
        lost = await in_thread(looking, who_lost_it, room, set(consoles.values()))
        for socket, seat in consoles.items():
            if seat in lost:
                close(socket, lost[seat])
    participants = {s: s.actor.participant for s in sockets if s.actor.participant}
    if participants:
        there = await in_thread(looking, still_there, set(participants.values()))
        there -= await in_thread(looking, participants_outside, room)
        for socket, participant in participants.items():
            if participant not in there:
                close(socket, WHO_ARE_YOU)


def turn_away(found: Refresh, sockets: Iterable[Socket], close: Close) -> None:
    """Close projectors without an account once the code was renewed; they are sent nothing new."""
    if not found.code_is_renewed or found.is_over:
        return
    for socket in list(sockets):
        if socket.audience == Audience.SCREEN and socket.actor.user is None:
            close(socket, WHO_ARE_YOU)

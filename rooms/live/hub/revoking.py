"""Revoking access: closes open pages of hosts and moderators who lost it, and projectors without an account."""

from collections.abc import Callable, Iterable

from ..base.close_codes import WHO_ARE_YOU
from ..base.people import Audience, Role
from ..base.threads import in_thread, looking
from ..entry.identity import still_hosts
from ..entry.moderator_links import still_valid
from .flow_control import Socket
from .refresh import Refresh

Close = Callable[[Socket, int], None]


async def revoke(room: str, sockets: Iterable[Socket], close: Close) -> None:
    """Close the pages of hosts who were removed, made inactive or logged out, and of moderators with an ended link."""
    consoles = {s: (s.actor.user, s.session) for s in sockets if s.actor.role == Role.HOST and s.actor.user}
    moderators = {s: s.actor.moderator for s in sockets if s.actor.moderator}
    if moderators:
        welcome = await in_thread(looking, still_valid, set(moderators.values()))
        for socket, moderator in moderators.items():
            if moderator not in welcome:
                close(socket, WHO_ARE_YOU)
    if not consoles:
        return
    still = await in_thread(looking, still_hosts, room, set(consoles.values()))
    for socket, seat in consoles.items():
        if seat not in still:
            close(socket, WHO_ARE_YOU)


def turn_away(found: Refresh, sockets: Iterable[Socket], close: Close) -> None:
    """Close projectors without an account once the screen is no longer public; they are sent nothing new."""
    if found.public_screen or found.is_over:
        return
    for socket in list(sockets):
        if socket.audience == Audience.SCREEN and socket.actor.user is None:
            close(socket, WHO_ARE_YOU)

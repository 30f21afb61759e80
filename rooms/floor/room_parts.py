"""The parts that every room has: presence, and the banner."""

from collections import Counter
from collections.abc import Collection, Hashable
from typing import Any

from django.utils.translation import gettext as _

from livesessions.programme.models import Team
from rooms.live.base.people import Audience
from rooms.live.base.redis.circuit_breaker import is_degraded
from rooms.live.changes.transaction import Changes
from rooms.live.hub.presence import who_is_here
from rooms.live.models import Room
from rooms.live.rendering.parts import part
from rooms.live.rendering.renderer import while_unchanged


@while_unchanged("house")
def teams_of(room: Room) -> list[Team]:
    """The teams of the programme that the room belongs to, by house number; one query."""
    return list(Team.objects.filter(programme__sessions__room=room.pk))


@part("banner", "rooms/floor/parts/banner.html", volatile=True, figure=True)
def banner(room: Room, audience: Audience) -> dict[str, Any]:
    """The host's announcement, or nothing; hosts read a calm sentence instead while Redis is away."""
    if audience == Audience.HOSTS and is_degraded():
        return {"sentence": _("Some screens may be a few seconds behind. Votes are safe."), "kind": "trouble"}
    return {"sentence": room.announcement, "kind": "announcement"}


def touch_announcement(room: Room, changes: Changes) -> None:
    """Touch what shows the announcement."""
    changes.touch(room, "banner")
    changes.touch(room, "announcing", Audience.HOSTS)


@part("announcing", "rooms/floor/parts/announcing.html", audiences=(Audience.HOSTS,))
def announcing(room: Room, audience: Audience) -> dict[str, Any]:
    """What everybody reads now, beside the form with which a host announces."""
    return {"key": room.pk, "text": room.announcement}


@part("headcount", "rooms/floor/parts/headcount.html", volatile=True)
def headcount(room: Room, audience: Audience) -> dict[str, Any]:
    """How many people and teams are here; for hosts also up to three teams of which nobody is here."""
    seats = who_is_here(room).values()
    by_team = Counter(seat.team for seat in seats if seat.team)
    teams = teams_of(room)
    shown: dict[str, Any] = {
        "people": len(seats),
        "teams": len(by_team),
        "expected": sum(team.people for team in teams),
        "all_teams": len(teams),
    }
    if audience == Audience.HOSTS:
        shown["fallback"] = sum(seat.fallback for seat in seats)
        shown["dark"] = [team.name for team in teams_of(room) if team.pk not in by_team][:3]
    return shown


def _looks(context: dict[str, Any]) -> Hashable:
    """All values on which the HTML of a house depends."""
    team = context["team"]
    return team.name, team.number, team.people, context["here"]


@part("house", "rooms/floor/parts/house.html", keyed=True, volatile=True, same=_looks)
def houses(room: Room, audience: Audience, keys: Collection[str] | None = None) -> dict[str, dict[str, Any]]:
    """A house for each team; a lit window stands for a person who is here."""
    by_team = Counter(seat.team for seat in who_is_here(room).values())
    return {
        str(team.pk): {"team": team, "here": by_team[team.pk]}
        for team in teams_of(room)
        if keys is None or str(team.pk) in keys
    }

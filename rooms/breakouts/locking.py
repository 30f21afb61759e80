"""The plan that was shown is the plan that is acted on: every form names its version. And who acts holds the room."""

from django.db import connection
from django.db.models import F
from django.utils.translation import gettext as _

from rooms.live.base.refusal import Refused
from rooms.live.models import Room

from .models import Plan


def take(room: Room) -> bool:
    """Hold the room until the transaction ends, before touching a plan, a round, a house or a seat; whether the room
    is open.

    Every transaction ends with the room's versions. Who locked a seat first, and then waited for the room, would wait
    for a host who has the room and wants that seat: so everybody takes the room first. The second of two finds what
    the first changed.
    """
    return Room.objects.select_for_update().only("opened_at", "closed_at").get(pk=room.pk).is_open


def hold(room: Room) -> None:
    """The same for a command; refuses when the room ended while it waited."""
    if not take(room) and room.is_open:
        raise Refused(_("This room is not open."), 409)


def share(room: Room) -> bool:
    """For a crowd, whose members need not wait for one another: the room does not end before the transaction does.
    Whether it is open.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM live_room WHERE id = %s FOR KEY SHARE", [room.pk])
    return Room.objects.filter(pk=room.pk, closed_at=None).exists()


def step(plan: Plan, version: int | None = None) -> bool:
    """Step the version of a plan, if it still has `version`; whether it had. Call it before changing what it holds."""
    found = Plan.objects.filter(pk=plan.pk, ended_at=None)
    if version is not None:
        found = found.filter(version=version)
    return bool(found.update(version=F("version") + 1))


def changed_meanwhile() -> Refused:
    """The sentence for who acts on a plan that is not the one on the page any more."""
    return Refused(_("The plan changed since you looked. Look once more, and try again."))

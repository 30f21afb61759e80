"""Locks: every form names the version of the plan that it was made for, and every change holds the room."""

from django.db import connection
from django.db.models import F
from django.utils.translation import gettext as _

from rooms.live.base.refusal import Refused
from rooms.live.models import Room

from .models import Plan


def take(room: Room) -> bool:
    """Lock the room until the transaction ends; returns whether the room is open.

    Call it before touching a plan, a round, a group or a seat. Every transaction ends by writing the room's versions. A
    transaction that locked a seat first would then wait for the room, while a host's transaction that holds the room
    waits for that seat. So every transaction locks the room first, and the second sees what the first changed.
    """
    return Room.objects.select_for_update().only("opened_at", "closed_at").get(pk=room.pk).is_open


def hold(room: Room) -> None:
    """Lock the room for a command; refuses when the room ended while the command waited."""
    if not take(room) and room.is_open:
        raise Refused(_("This room is not open."), 409)


def share(room: Room) -> bool:
    """Keep the room from ending before this transaction does; returns whether it is open.

    For crowd commands, which need not wait for one another.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM live_room WHERE id = %s FOR KEY SHARE", [room.pk])
    return Room.objects.filter(pk=room.pk, closed_at=None).exists()


def step(plan: Plan, version: int | None = None) -> bool:
    """Step the version of a plan if it still is `version`; returns whether it was. Call it before any other change."""
    found = Plan.objects.filter(pk=plan.pk, ended_at=None)
    if version is not None:
        found = found.filter(version=version)
    return bool(found.update(version=F("version") + 1))


def changed_meanwhile() -> Refused:
    """The refusal of a request whose page shows an older version of the plan."""
    return Refused(_("The plan changed since you looked. Look once more, and try again."))

"""Outsiders: participants who have the code and may not be in the room: they wait at the door, went away from it, or a
host put them out.

One look-up holds for pages, sockets and commands. A room of which nobody ever was an outsider costs no query: its
`outsiders_version` is 0. Hubs look who has to leave as soon as that number steps.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import F

from ..changes.hooks import call_knocks
from ..models import Outsider, OutsiderState, Room


def why_outside(room: Room, participant: UUID) -> OutsiderState | None:
    """Why this participant may not be in the room; `None` for everybody else. At most one query."""
    if not room.outsiders_version:
        return None
    found = Outsider.objects.filter(room=room, participant=participant).values_list("state", flat=True).first()
    return OutsiderState(found) if found else None


def outsiders_of(rooms: Iterable[Room]) -> set[tuple[str, UUID]]:
    """Room and participant of everybody who may not be in one of `rooms`; at most one query."""
    asked = [room.pk for room in rooms if room.outsiders_version]
    return set(Outsider.objects.filter(room__in=asked).values_list("room", "participant")) if asked else set()


def participants_outside(room: str) -> set[UUID]:
    """The participants who may not be in the room with this key; one query."""
    return set(Outsider.objects.filter(room=room).values_list("participant", flat=True))


def removed_anywhere(participants: Collection[UUID]) -> set[UUID]:
    """Those of these participants whom a host put out of a room that is not finished; one query, none of nobody."""
    found = Outsider.objects.filter(participant__in=list(participants), state=OutsiderState.REMOVED)
    return set(found.values_list("participant", flat=True)) if participants else set()


def put_out(room: Room, participant: UUID) -> bool:
    """Keep this participant out of the room from now on; returns whether they were no outsider of this kind yet.

    Call it last in a transaction: it takes the room.
    """
    removed = {"state": OutsiderState.REMOVED}
    found, is_new = Outsider.objects.get_or_create(room=room, participant_id=participant, defaults=removed)
    if not is_new and not Outsider.objects.filter(pk=found.pk).exclude(**removed).update(**removed):
        return False
    outsiders_changed(room)
    return True


def let_wait(room: Room, participant: UUID) -> bool:
    """Have a newcomer wait, if the room has a waiting room now; returns whether they wait.

    Whoever went away waits again. Holds the room, so that nobody begins to wait while a host lets everybody in.
    """
    with transaction.atomic():
        if Room.objects.select_for_update().only("waiting_at").get(pk=room.pk).waiting_at is None:
            return False
        waits = {"state": OutsiderState.WAITING}
        found, is_new = Outsider.objects.get_or_create(room=room, participant_id=participant, defaults=waits)
        is_new = is_new or bool(Outsider.objects.filter(pk=found.pk, state=OutsiderState.LEFT).update(**waits))
        if is_new:
            outsiders_changed(room)
    if is_new:
        call_knocks(room)
    return True


def who_waits(room: Room) -> list[UUID]:
    """Who waits at the door, who came first first; no query where nobody ever was an outsider."""
    if not room.outsiders_version:
        return []
    found = Outsider.objects.filter(room=room, state=OutsiderState.WAITING).order_by("pk")
    return list(found.values_list("participant", flat=True))


def go_away(room: Room, participant: UUID) -> bool:
    """Note that somebody who waited went away; returns whether they waited.

    A cookie cannot be taken back, and whoever kept theirs was never let in: so they stay outsiders.
    """
    if not room.outsiders_version:
        return False
    waited = Outsider.objects.filter(room=room, participant=participant, state=OutsiderState.WAITING)
    if not waited.update(state=OutsiderState.LEFT):
        return False
    outsiders_changed(room)
    return True


def let_in(room: Room, *participants: UUID) -> int:
    """Let these outsiders in; returns how many they were."""
    number, _by_model = Outsider.objects.filter(room=room, participant__in=participants).delete()
    if number:
        outsiders_changed(room)
    return number


def outsiders_changed(room: Room) -> None:
    """Have hubs look who has to leave."""
    Room.objects.filter(pk=room.pk).update(outsiders_version=F("outsiders_version") + 1)

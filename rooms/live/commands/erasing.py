"""A person is erased: rooms forget the name at once, and count the row until they are finished."""

from django.db.models import Q, QuerySet

from livesessions.programme.erasing import counts_rows, erases
from livesessions.programme.models import Participant

from ..base.people import Audience
from ..changes.erasing import call_erasures
from ..changes.introducing import introduce
from ..entry.outsiders import go_away
from ..hub.presence import presence
from ..models import Room
from .background import changing


@counts_rows
def is_live(programme: int) -> bool:
    """Whether a room of the programme was opened and is not finished."""
    return _unfinished(programme).filter(opened_at__isnull=False).exists()


@erases
def take_out_of_rooms(person: Participant) -> None:
    """Have every feature forget who this is, close their pages, and draw again what showed the name."""
    with changing() as changes:
        call_erasures(person.pk, changes)
        for room in _unfinished(person.programme_id).order_by("pk"):
            introduce(room, person.pk, person.team_id, changes, sides=False)
            go_away(room, person.pk)
            presence.leave(room.pk, person.pk.hex)
            changes.left[room.pk].add(person.pk)
            changes.touch(room, "outsiders", Audience.HOSTS)


def _unfinished(programme: int) -> QuerySet[Room]:
    began = Q(opened_at__isnull=False) | Q(waiting_at__isnull=False)
    return Room.objects.filter(began, session__programme=programme, finished_at=None)

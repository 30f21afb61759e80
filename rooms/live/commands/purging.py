"""Rooms of a programme of which a term is over: they end; moderators go, then announcements, then the rooms."""

from datetime import date, datetime

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import ngettext_lazy

from livesessions.programme.models import Programme
from livesessions.programme.retention import Term, before_purging, last_active, purges

from ..changes.hooks import call_room_closings
from ..models import ModeratorLink, Room
from .background import changing
from .finishing import finish


@last_active
def last_opened_or_ended(programme: Programme) -> date | None:
    """The day on which a room of the programme was last opened or ended."""
    rooms = Room.objects.filter(session__programme=programme)
    found = rooms.aggregate(opened=Max("opened_at"), ended=Max("closed_at"))
    return max((timezone.localdate(at) for at in found.values() if at is not None), default=None)


@before_purging
def end_rooms(programme: Programme) -> None:
    """Close and finish what nobody ended, so that it is kept and destroyed as after every session."""
    for room in Room.objects.filter(session__programme=programme, opened_at__isnull=False, finished_at=None):
        with changing() as changes:
            if Room.objects.filter(pk=room.pk, closed_at=None).update(closed_at=timezone.now()):
                room.refresh_from_db()
                call_room_closings(room)
            finish(room, changes)


@purges(Term.PEOPLE, {"moderators": ngettext_lazy("%(number)d moderator", "%(number)d moderators", "number")})
def purge_moderators(programme: Programme, now: datetime) -> dict[str, int]:
    """Delete the links of moderators, which have their names."""
    links, _by_model = ModeratorLink.objects.filter(room__session__programme=programme).delete()
    return {"moderators": links}


@purges(Term.TEXTS, {"announcements": ngettext_lazy("%(number)d announcement", "%(number)d announcements", "number")})
def purge_announcements(programme: Programme, now: datetime) -> dict[str, int]:
    """Empty what hosts announced."""
    said = Room.objects.filter(session__programme=programme).exclude(announcement="").update(announcement="")
    return {"announcements": said}


@purges(Term.NUMBERS, {"rooms": ngettext_lazy("%(number)d room", "%(number)d rooms", "number")})
def purge_rooms(programme: Programme, now: datetime) -> dict[str, int]:
    """Delete the rooms with everything in them: polls, boards, rounds. What was planned of the sessions stays."""
    rooms = Room.objects.filter(session__programme=programme)
    number = rooms.count()
    rooms.delete()
    return {"rooms": number}

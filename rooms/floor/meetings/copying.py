"""The agenda comes along when a session is copied."""

from livesessions.programme.copying import copies
from livesessions.programme.models import Session

from ..models import AgendaItem, agenda_of


@copies(AgendaItem)
def copy_agenda(session: Session, copy: Session) -> None:
    """Its items in their order, all still to come."""
    AgendaItem.objects.bulk_create(
        AgendaItem(room=copy.room, position=position, title=item.title, minutes=item.minutes)
        for position, item in enumerate(agenda_of(session.room), 1)
    )

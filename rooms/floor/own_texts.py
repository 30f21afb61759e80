"""Taking words out of what hosts tell everybody: the announcement, and the titles of the agenda.

Of both only the newest text is kept, and the archive keeps neither.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from livesessions.archive.keys import number_in
from livesessions.archive.redaction import Redactable, Redaction, Text, forget_in_administration, register
from rooms.live.commands.background import changing
from rooms.live.models import Room

from .arranging import lock_agenda, touch_agenda
from .models import AgendaItem
from .room_parts import touch_announcement


def _session_of_room(key: str) -> int | None:
    return Room.objects.filter(pk=key).values_list("session", flat=True).first()


def _texts_of_room(key: str) -> Mapping[str, Text]:
    text = Room.objects.filter(pk=key).values_list("announcement", flat=True).first()
    return {"text": Text(_("Announcement"), text)} if text else {}


def _redact_announcement(redaction: Redaction) -> None:
    with changing() as changes:
        room = Room.objects.select_for_update().get(pk=redaction.key)
        Room.objects.filter(pk=room.pk).update(announcement=redaction.taken.of(room.announcement))
        touch_announcement(room, changes)


def _item(key: str) -> AgendaItem | None:
    return AgendaItem.objects.select_related("room").filter(pk=number_in(key)).first()


def _session_of_item(key: str) -> int | None:
    item = _item(key)
    return item.room.session_id if item else None


def _texts_of_item(key: str) -> Mapping[str, Text]:
    item = _item(key)
    return {"title": Text(_("Agenda item"), item.title)} if item else {}


def _redact_item(redaction: Redaction) -> None:
    with changing() as changes:
        item = AgendaItem.objects.select_related("room").get(pk=redaction.key)
        lock_agenda(item.room)
        item.refresh_from_db(fields=["title"])
        AgendaItem.objects.filter(pk=item.pk).update(title=redaction.taken.of(item.title))
        forget_in_administration([item])
        touch_agenda(item.room, changes)


register(Redactable("announcement", _session_of_room, _texts_of_room, _redact_announcement))
register(Redactable("agenda", _session_of_item, _texts_of_item, _redact_item))

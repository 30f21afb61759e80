"""The demo's live room: *Leren door terugpraten*, open, with its running order and prepared polls."""

from collections.abc import Mapping

from livesessions.programme.demo_content import POLLS, RUNNING_ORDER
from livesessions.programme.models import Session
from polls.asking.models import Poll
from rooms.floor.models import AgendaItem
from rooms.live.commands import perform
from rooms.live.models import Room
from rooms.live.people import Actor, Role


class DemoRefused(Exception):
    """The door refused what the demo asked for; the sentence says why."""


def open_room(session: Session, host: int) -> Room:
    """The room of `session`, opened and filled through the door by the user `host`.

    Adds only what is not there: a second call changes nothing, unless somebody closed the room. Raises `DemoRefused`.
    """
    room, _created = Room.objects.get_or_create(session=session)
    actor = Actor(room=room.pk, role=Role.HOST, user=host)
    if not room.is_open:
        _ask("room.open", actor, {})
    planned = set(AgendaItem.objects.filter(room=room).values_list("title", flat=True))
    for title, minutes in RUNNING_ORDER:
        if title not in planned:
            _ask("floor.plan", actor, {"title": title, "minutes": str(minutes)})
    drafted = set(Poll.objects.filter(room=room).values_list("text", flat=True))
    for text, options in POLLS:
        if text not in drafted:
            _ask("poll.draft", actor, {"text": text, "options": "\n".join(options)})
    room.refresh_from_db()
    return room


def _ask(name: str, actor: Actor, data: Mapping[str, str]) -> None:
    receipt = perform(name, actor, data)
    if receipt.status != "ok":
        raise DemoRefused(receipt.sentence)

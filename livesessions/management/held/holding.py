"""Holding a meeting, from opening its room to the answers in writing some days later."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from livesessions.archive.finding.tagging import give
from livesessions.archive.models import Record
from livesessions.archive.register import named
from livesessions.management.demo_room import seat
from livesessions.programme.demo.held.shapes import (
    Asked,
    AskedAgain,
    Groups,
    HeldMeeting,
    Prompt,
    QuestionBoard,
    Survey,
)
from livesessions.programme.demo.held.tags import TAGS
from livesessions.programme.models import Session
from rooms.live.base.people import Actor, Role
from rooms.live.models import TAKE_BACK, Room

from .boards import answer_in_writing, give_prompt, open_board
from .clock import clock_at
from .groups import go_into_groups
from .meeting import Meeting, gather
from .polls import ask_again, ask_poll, ask_survey

EARLY = timedelta(minutes=10)
"""So long before it starts the room opens."""
LATER = timedelta(days=3)
"""So long after it ends somebody answers in writing."""

DOES: Mapping[type, Callable[[Meeting, Any], None]] = {
    Asked: ask_poll,
    AskedAgain: ask_again,
    Survey: ask_survey,
    QuestionBoard: open_board,
    Prompt: give_prompt,
    Groups: go_into_groups,
}
"""What carries out each kind of step."""


def hold(held: HeldMeeting, session: Session, host: int) -> None:
    """Open the room of `session`, do what `held` says, and close it, as the user `host`. Raises `DemoRefused`.

    What is kept gets its tags. A session that has a room already is left alone, whatever somebody did there.
    """
    room, created = Room.objects.get_or_create(session=session)
    if not created:
        return
    with clock_at(session.starts_at - EARLY) as clock:
        as_host = Actor(room=room.pk, role=Role.HOST, user=host)
        Meeting(room, as_host, clock, (), (), 0).ask("room.open")
        meeting = gather(held, room, as_host, clock)
        each = (session.ends_at - session.starts_at) / (len(held.steps) + 1)
        for place, step in enumerate(held.steps):
            clock.set(max(clock.moment, session.starts_at + place * each))
            DOES[type(step)](meeting, step)
        clock.set(max(clock.moment, session.ends_at))
        meeting.ask("room.close")
        clock.wait(TAKE_BACK.total_seconds())
        meeting.ask("room.finish")
        seat(room, meeting.people, stay=0)
        clock.wait(LATER.total_seconds())
        for step in held.steps:
            if isinstance(step, QuestionBoard):
                answer_in_writing(session, step, host)
    _give_tags(session)


def _give_tags(session: Session) -> None:
    for record in Record.objects.filter(session=session).listed():
        asked = next(iter(named(record.kind).words(record.payload)), "")
        for tag, tagged in TAGS.items():
            if asked in tagged:
                give(record, tag)

"""The demo's company: some invented people who are in the open room and answer its polls.

Whoever tries the demo has one phone, and a result is shown from five answers on.
"""

import random

from livesessions.programme.models import Participant
from livesessions.repeating import keep_doing
from polls.asking.models import Poll, PollState
from polls.asking.questions import question_of, rules_of
from polls.kinds.kind import sent_of
from rooms.live.base.people import Actor
from rooms.live.commands.register import CommandRequest
from rooms.live.commands.writer import writer
from rooms.live.models import Room

from .demo_room import as_participant, seat

SIZE = 9
EVERY = 2.0
"""Seconds between two looks."""
HESITATES = 0.75
"""How likely somebody is to think a little longer, at each look."""
STAYS = 30.0


class Company:
    """People of a room who are here, and who answer each of its polls once."""

    def __init__(self, room: str, chance: random.Random | None = None) -> None:
        self._room = room
        self._chance = chance or random.Random()  # noqa: S311  (people who choose, not secrets)
        self._actors: dict[Participant, Actor] = {}
        self._answered: set[tuple[int, Participant]] = set()

    def look(self) -> None:
        """Be here for a while, and let some of those who did not answer the open poll do so."""
        room = Room.objects.select_related("session").get(pk=self._room)
        if not room.is_open:
            return
        if not self._actors:
            known = Participant.objects.filter(programme=room.session.programme_id).exclude(name="").order_by("pk")
            self._actors = {person: as_participant(room, person) for person in known[:SIZE]}
        seat(room, self._actors, STAYS)
        poll = Poll.objects.filter(room=room, state=PollState.OPEN, paused_at=None).first()
        if poll is None:
            return
        asked = question_of(poll, poll.options.all())
        for person, actor in self._actors.items():
            if (poll.pk, person) in self._answered or self._chance.random() < HESITATES:
                continue
            self._answered.add((poll.pk, person))
            ballot = sent_of(rules_of(poll).invent(asked, self._chance))
            writer.submit(CommandRequest("poll.vote", actor, ballot | {"poll": poll.pk, "sequence": "1"}))


def keep_company(room: str) -> None:
    """Have company in `room` for as long as this process serves."""
    keep_doing("company", Company(room).look, EVERY)

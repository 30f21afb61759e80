"""A meeting while it is held: its room, its clock, and who came."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID, uuid5

from livesessions.management.demo_room import as_participant, ask, seat
from livesessions.programme.demo.held.shapes import HeldMeeting
from livesessions.programme.models import Participant, ParticipantRole, Session
from rooms.live.base.people import Actor
from rooms.live.hub.presence import PresenceEntry, presence
from rooms.live.models import Room

from .clock import Clock

INVENTED = UUID("7d3a7b5e-52b5-4f0c-9f0e-6f1a3c0d2b11")
"""Under which the keys of people are made: they sit in the same groups in every demo."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """`people` are in the room, and `crowd` are the same as actors. Polls do not reach the last few (`unreached`)."""

    room: Room
    host: Actor
    clock: Clock
    people: Sequence[Participant]
    crowd: Sequence[Actor]
    unreached: int

    def ask(self, name: str, **data: Any) -> None:
        """A command of the host. Raises `DemoRefused`."""
        ask(name, self.host, data)

    @property
    def reached(self) -> int:
        """How many people a poll reaches."""
        return len(self.people) - self.unreached

    def last(self, number: int) -> Sequence[Actor]:
        """So many of the people, other ones than those who ask and write first."""
        return self.crowd[len(self.crowd) - number :]

    def look(self) -> None:
        """Everybody is here and sees what the room shows now, but for the last few: they see what it showed before."""
        seat(self.room, self.people)
        for person in self.people[self.reached :]:
            presence.sit(self.room.pk, person.pk.hex, PresenceEntry(person.team_id or 0, 0, fallback=False), 60)


def people_of(held: HeldMeeting, session: Session) -> list[Participant]:
    """Who came: so many of each team, some of them from policy. They get a row each, without a name."""
    teams = list(session.programme.teams.all())
    seats = [team for team, number in zip(teams, held.people, strict=True) for _person in range(number)]
    chance = Random(held.session)  # noqa: S311  (no secret)
    chance.shuffle(seats)
    sides = [ParticipantRole.POLICY] * held.policy + [ParticipantRole.PRACTICE] * (len(seats) - held.policy)
    chance.shuffle(sides)
    return Participant.objects.bulk_create(
        Participant(
            id=uuid5(INVENTED, f"{held.programme}/{held.session}/{number}"),
            programme=session.programme,
            team=team,
            role=side,
        )
        for number, (team, side) in enumerate(zip(seats, sides, strict=True))
    )


def gather(held: HeldMeeting, room: Room, host: Actor, clock: Clock) -> Meeting:
    """The people of a meeting, in its open room."""
    people = people_of(held, room.session)
    crowd = [as_participant(room, person) for person in people]
    meeting = Meeting(room, host, clock, people, crowd, held.unreached)
    meeting.look()
    return meeting

"""Named polls: the ballot says so before anybody answers, and hosts and organisers see who answered what.

A ballot is cast as in every poll, and is destroyed at closing. Beside it the answer is written down with its
participant, and goes with them: with the term of the programme, when they are erased, or when a host takes away what
they said.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from livesessions.archive.files.exports import void
from polls.kinds.answers import answer_in
from rooms.live.base.people import Actor, Audience
from rooms.live.changes.erasing import when_somebody_is_erased
from rooms.live.changes.introducing import when_somebody_is_introduced
from rooms.live.changes.removing import when_somebody_is_removed
from rooms.live.changes.transaction import Changes
from rooms.live.models import Room

from ..models import Option, Poll
from ..questions import question_of, rules_of
from .models import NamedAnswer


@dataclass(frozen=True, slots=True)
class Named:
    """Who answered what."""

    name: str
    team: str
    answer: list[str]


def named_answer(poll: Poll, participant: UUID, answer: str) -> NamedAnswer:
    """The row of somebody's answer to a named poll, without its sequence."""
    return NamedAnswer(key=f"{poll.pk}:{participant.hex}", poll=poll, participant_id=participant, answer=answer)


def named_answers(poll: Poll, options: Iterable[Option]) -> list[Named]:
    """Who answered what to a named poll, by name."""
    rules, asked = rules_of(poll), question_of(poll, options)
    rows = poll.named_answers.select_related("participant__team").order_by("participant__name", "key")
    return [
        Named(
            row.participant.name,
            row.participant.team.name if row.participant.team else "",
            rules.words(answer_in(row.answer), asked),
        )
        for row in rows
    ]


@when_somebody_is_introduced
def show_new_name(room: Room, participant: UUID, changes: Changes, sides: bool) -> None:
    """Whoever has another name has it beside their answer too."""
    if NamedAnswer.objects.filter(poll__room=room, participant=participant).exists():
        changes.touch(room, "named", Audience.HOSTS)


@when_somebody_is_removed
def forget_answers(room: Room, participant: UUID, host: Actor, changes: Changes, take_away: bool) -> None:
    """Who is put out with what they said has no answer under their name any more."""
    if take_away and NamedAnswer.objects.filter(poll__room=room, participant=participant).delete()[0]:
        changes.touch(room, "named", Audience.HOSTS)
        void([room.session.programme_id])


@when_somebody_is_erased("polls_asking.NamedAnswer.participant")
def erase_answers(participant: UUID, changes: Changes) -> None:
    """Nobody reads any more what they answered; the count keeps it, as a ballot that is nobody's."""
    answers = NamedAnswer.objects.filter(participant=participant)
    for poll in Poll.objects.filter(named_answers__in=answers).select_related("room"):
        changes.touch(poll.room, "named", Audience.HOSTS)
    answers.delete()

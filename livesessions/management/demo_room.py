"""The demo's live room: *Leren door terugpraten*, open, with running order, prepared polls, questions and groups."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from livesessions.management.demo_pictures import add_pictures
from livesessions.programme.demo.other_kinds import PREPARED, SURVEY, SURVEY_POLLS, TEMPLATES
from livesessions.programme.demo.workshop import GROUPS, POLLS, QUESTIONS, REGISTERED, RUNNING_ORDER
from livesessions.programme.models import Participant, ParticipantRole, Session
from polls.asking.models import Poll
from polls.library.models import Template
from rooms.board.models import Board, Question
from rooms.board.states import Names
from rooms.breakouts.models import Plan
from rooms.breakouts.plan.background import settle
from rooms.floor.models import AgendaItem
from rooms.live.base.people import Actor, PersonalSecret, Role
from rooms.live.commands.performing import perform_all
from rooms.live.commands.register import CommandRequest
from rooms.live.hub.presence import PresenceEntry, presence
from rooms.live.models import Room


class DemoRefused(Exception):
    """A command of the demo was refused; the sentence says why."""


def open_room(session: Session, host: int) -> Room:
    """The room of `session`, opened and filled by commands of the user `host`.

    Adds only missing content: a second call changes nothing, unless somebody closed the room. Raises `DemoRefused`.
    """
    room, _created = Room.objects.get_or_create(session=session)
    actor = Actor(room=room.pk, role=Role.HOST, user=host)
    if room.is_unfinished:
        ask("room.finish", actor, {})
    if not room.is_open:
        ask("room.open", actor, {})
    planned = set(AgendaItem.objects.filter(room=room).values_list("title", flat=True))
    for title, minutes in RUNNING_ORDER:
        if title not in planned:
            ask("floor.plan", actor, {"title": title, "minutes": str(minutes)})
    drafted = set(Poll.objects.filter(room=room).values_list("text", flat=True))
    for text, options in POLLS:
        if text not in drafted:
            ask("poll.draft", actor, {"text": text, "options": "\n".join(options)})
    for fields in (*PREPARED, *SURVEY_POLLS):
        if fields["text"] not in drafted:
            ask("poll.draft", actor, fields)
            add_pictures(room.polls.get(text=fields["text"]))
    if not room.surveys.exists():
        keys = Poll.objects.filter(room=room, text__in=[fields["text"] for fields in SURVEY_POLLS]).values_list("pk")
        ask("survey.make", actor, {"title": SURVEY, "poll": [str(key) for (key,) in keys]})
    if not Template.objects.filter(session=session).exists():
        for poll in Poll.objects.filter(room=room, text__in=TEMPLATES):
            ask("poll.keep", actor, {"poll": str(poll.pk)})
    if not Board.objects.filter(room=room).exists():
        _fill_board(room, actor)
    if not Plan.objects.filter(room=room).exists():
        _divide(room, actor)
    room.refresh_from_db()
    return room


def _fill_board(room: Room, host: Actor) -> None:
    """Open a board, with questions of people of several teams, without names."""
    programme = room.session.programme
    teams = list(programme.teams.all())
    people = [
        Participant.objects.create(programme=programme, team=teams[i % len(teams)] if teams else None) for i in range(6)
    ]
    actors = [as_participant(room, person) for person in people]
    ask("board.open", host, {"names": Names.ANONYMOUS.value})
    for i, (text, votes) in enumerate(QUESTIONS):
        ask("board.ask", actors[i], {"text": text, "names": Names.ANONYMOUS.value})
        if votes is None:
            continue
        question = Question.objects.get(board__room=room, text=text)
        ask("board.approve", host, {"question": question.pk})
        for voter in actors[:votes]:
            ask("board.upvote", voter, {"question": question.pk})


def _divide(room: Room, host: Actor) -> None:
    """Divide people of twelve teams over groups, so that the plan can be sent out with one button."""
    programme = room.session.programme
    people = [
        Participant.objects.create(programme=programme, name=name, role=role, team=team)
        for team, names in zip(programme.teams.all(), REGISTERED, strict=False)
        for name, role in zip(names, (ParticipantRole.PRACTICE, ParticipantRole.POLICY), strict=True)
    ]
    divide(room, host, people, GROUPS)


def divide(room: Room, host: Actor, people: Sequence[Participant], groups: Mapping[str, str]) -> Plan:
    """A plan made with the form `groups`, by which `people` are divided. Raises `DemoRefused`.

    They are here for as long as it takes to divide them.
    """
    seat(room, people)
    ask("breakouts.plan", host, groups)
    plan = Plan.objects.get(room=room, ended_at=None)
    ask("breakouts.deal", host, {"plan": str(plan.pk), "version": str(plan.version), "seed": "2023"})
    settle()
    seat(room, people, stay=0)
    failure = plan.deals.get().failure
    if failure:
        raise DemoRefused(failure)
    plan.refresh_from_db()
    return plan


def as_participant(room: Room, person: Participant) -> Actor:
    """Somebody of the demo, as if a browser of theirs spoke for the first and the last time."""
    return Actor(room.pk, Role.PARTICIPANT, participant=person.pk, personal_secret=PersonalSecret.new())


def seat(room: Room, people: Iterable[Participant], stay: float = 60) -> None:
    """`people` are in the room for `stay` more seconds, and have on their screens what it shows now."""
    room.refresh_from_db()
    for person in people:
        entry = PresenceEntry(person.team_id or 0, room.participants_version, fallback=False)
        presence.sit(room.pk, person.pk.hex, entry, stay)


def ask(name: str, actor: Actor, data: Mapping[str, Any]) -> None:
    """Ask for a command. Raises `DemoRefused`."""
    ask_all([(name, actor, data)])


def ask_all(asked: Iterable[tuple[str, Actor, Mapping[str, Any]]]) -> None:
    """Ask for commands together, in one transaction. Raises `DemoRefused` when one of them is refused."""
    for receipt in perform_all(CommandRequest(*each) for each in asked):
        if receipt.status != "ok":
            raise DemoRefused(receipt.sentence)

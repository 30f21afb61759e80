"""The demo's archive: a meeting of the learning circle that is over, held from the first poll to the answer in writing.

What is in an archive was made by commands, and so it is here.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from livesessions.followup import answerable
from livesessions.followup.replying import Writer, reply
from livesessions.management.demo_pictures import add_pictures
from livesessions.management.demo_room import as_participant, ask, ask_all, divide, seat
from livesessions.programme.demo.held_meeting import (
    ASKED_TWICE,
    CARDS,
    CATEGORIES,
    GROUPS,
    HARVEST,
    LABELS,
    POLLS,
    PROMPT,
    QUESTIONS,
    SECOND_ROUND,
)
from livesessions.programme.demo.other_kinds import ASKED
from livesessions.programme.models import Participant, ParticipantRole, Session
from livesessions.texts.redacting import fingerprint
from polls.asking.models import Poll
from polls.asking.questions import question_of, rules_of
from polls.kinds.kind import sent_of
from rooms.board.models import Question
from rooms.board.records import QUESTION
from rooms.board.states import Moderation, Names
from rooms.breakouts.models import Entry, Round, Seat
from rooms.breakouts.plan.background import settle
from rooms.live.base.people import Actor, Role
from rooms.live.models import Room

EACH_TEAM = (ParticipantRole.PRACTICE, ParticipantRole.POLICY)
WITH_COLLEAGUES = 3
"""Teams of which four more people come in for the poll that is counted by team: a team of two is not shown."""


def hold_meeting(session: Session, host: int) -> None:
    """Open the room of `session`, let people take part, and close it, as the user `host`. Raises `DemoRefused`.

    A session that has a room already is left alone, whatever somebody did there.
    """
    room, created = Room.objects.get_or_create(session=session)
    if not created:
        return
    as_host = Actor(room=room.pk, role=Role.HOST, user=host)
    ask("room.open", as_host, {})
    people = [
        Participant.objects.create(programme=session.programme, team=team, role=role)
        for team in session.programme.teams.all()
        for role in EACH_TEAM
    ]
    colleagues = [
        Participant.objects.create(programme=session.programme, team=team, role=ParticipantRole.PRACTICE)
        for team in session.programme.teams.all()[:WITH_COLLEAGUES]
        for _colleague in range(4)
    ]
    crowd = [as_participant(room, person) for person in people]
    for text, answers in POLLS:
        options = "\n".join(answer for answer, _votes in answers)
        _poll(room, as_host, people, {"text": text, "options": options}, partial(_as_many_as, answers))
    for fields in ASKED:
        who = people + colleagues if fields.get("by_team") else people
        _poll(room, as_host, who, fields, partial(_invented, len(who)))
    text, answers = POLLS[ASKED_TWICE]
    ask("poll.again", as_host, {"poll": str(room.polls.get(text=text).pk)})
    once_more = [(answer, votes) for (answer, _votes), votes in zip(answers, SECOND_ROUND, strict=True)]
    _hold(room, as_host, people, room.polls.get(text=text, round=2), partial(_as_many_as, once_more))
    _ask_questions(room, as_host, crowd)
    _give_prompt(room, as_host, crowd)
    _go_into_groups(room, as_host, people)
    ask("room.close", as_host, {})
    ask("room.finish", as_host, {})
    seat(room, people + colleagues, stay=0)
    _answer_in_writing(session, host)


def _poll(
    room: Room,
    host: Actor,
    people: Sequence[Participant],
    fields: Mapping[str, Any],
    ballots: Callable[[Poll], list[dict[str, Any]]],
) -> None:
    """Prepare a poll and hold it."""
    ask("poll.draft", host, fields)
    poll = room.polls.get(text=fields["text"])
    add_pictures(poll)
    _hold(room, host, people, poll, ballots)


def _hold(
    room: Room,
    host: Actor,
    people: Sequence[Participant],
    poll: Poll,
    ballots: Callable[[Poll], list[dict[str, Any]]],
) -> None:
    """Ask, let people vote, show the result, close. `ballots` are those of the first people."""
    shown = {"poll": str(poll.pk)}
    ask("poll.open", host, shown)
    seat(room, people)
    ask_all(
        ("poll.vote", as_participant(room, person), ballot | shown)
        for person, ballot in zip(people, ballots(poll), strict=False)
    )
    ask("poll.reveal", host, shown)
    ask("poll.close", host, shown)


def _as_many_as(answers: Sequence[tuple[str, int]], poll: Poll) -> list[dict[str, Any]]:
    """So many ballots for each answer."""
    counted = zip(poll.options.all(), answers, strict=True)
    return [{"option": str(option.pk)} for option, (_answer, count) in counted for _ in range(count)]


def _invented(number: int, poll: Poll) -> list[dict[str, Any]]:
    """Ballots as people might give them, each time the same."""
    chance, asked = random.Random(poll.text), question_of(poll, poll.options.all())  # noqa: S311  (no secret)
    return [{**sent_of(rules_of(poll).invent(asked, chance))} for _ in range(number)]


def _ask_questions(room: Room, host: Actor, crowd: Sequence[Actor]) -> None:
    """A board on which questions come to every end that a question can have in a session."""
    names = Names.ANONYMOUS.value
    ask("board.open", host, {"names": names, "categories": "\n".join(CATEGORIES)})
    ask_all(
        ("board.ask", asker, {"text": asked.text, "category": asked.category, "names": names})
        for asker, asked in zip(crowd, QUESTIONS, strict=False)
    )
    keys = dict(Question.objects.filter(board__room=room).values_list("text", "pk"))
    for asker, asked in zip(crowd, QUESTIONS, strict=False):
        question = {"question": keys[asked.text]}
        if asked.reason:
            ask("board.reject", host, question | {"reason": asked.reason})
        elif asked.like:
            ask("board.merge", host, question | {"into": keys[asked.like]})
        elif asked.approved:
            ask("board.approve", host, question)
            ask_all(("board.upvote", voter, question) for voter in crowd[-asked.upvotes :])
        if asked.answered:
            ask("board.live", host, question)
            ask("board.answer", host, question)
        if asked.redacted:
            text = {"kind": QUESTION, "key": keys[asked.text], "place": "text", "seen": fingerprint(asked.text)}
            ask("room.redact", host, text | {"text": asked.redacted})
        if asked.withdrawn:
            ask("board.withdraw", asker, question)


def _give_prompt(room: Room, host: Actor, crowd: Sequence[Actor]) -> None:
    """A prompt whose cards are put into clusters, and put away."""
    ask("board.prompt", host, {"title": PROMPT, "moderation": Moderation.OPEN.value})
    board = {"board": str(room.boards.get(title=PROMPT).pk)}
    ask_all(
        ("board.card", writer, board | {"text": text})
        for writer, (text, _cluster, _votes) in zip(crowd, CARDS, strict=False)
    )
    keys = dict(Question.objects.cards().filter(board__room=room).values_list("text", "pk"))
    for text, cluster, votes in CARDS:
        card = {"question": keys[text]}
        ask_all(("board.upvote", voter, card) for voter in crowd[-votes:])
        if cluster:
            ask("board.cluster", host, card | {"cluster": cluster})
    ask("board.finish", host, board)


def _go_into_groups(room: Room, host: Actor, people: Sequence[Participant]) -> None:
    """Out and back: every group writes, and everybody sees what they brought."""
    plan = divide(room, host, people, GROUPS)
    seat(room, people)
    round_ = Round.objects.get(plan=plan)
    out = {"round": str(round_.pk)}
    ask("breakouts.send", host, out | {"plan": str(plan.pk), "version": str(plan.version)})
    settle()
    groups = list(round_.groups.all())
    seats = Seat.objects.filter(round=round_).select_related("participant")
    writers = {seat.group_id: seat.participant for seat in seats}
    ask_all(
        (
            "breakouts.write",
            as_participant(room, writers[group.pk]),
            {"group": str(group.pk), "field": field, "base": "0", "text": text, "sequence": "1"},
        )
        for group, lines in zip(groups, HARVEST, strict=True)
        for field, text in lines.items()
    )
    ask("breakouts.recall", host, out)
    ask("breakouts.show", host, out | {"how": "wall"})
    for group, field, label, upvotes in LABELS:
        line: Mapping[str, str] = {"entry": str(Entry.objects.get(group=groups[group], field=field).pk)}
        ask("breakouts.cluster", host, {**line, "label": label})
        ask_all(("breakouts.upvote", as_participant(room, person), {**line, "on": "1"}) for person in people[:upvotes])


def _answer_in_writing(session: Session, host: int) -> None:
    """What the meeting did not come to, afterwards."""
    replies = {asked.text: asked.reply for asked in QUESTIONS if asked.reply}
    questions = answerable.named(QUESTION)
    for waiting in questions.waiting(session):
        if waiting.text in replies:
            reply(questions, session, waiting.key, replies[waiting.text], 0, Writer(host, "begeleider"))
